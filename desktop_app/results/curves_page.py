"""The curves of a run: how it learnt, and what precision costs in recall, label by label."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.charts.chart import Chart
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, label_color
from desktop_app.look.widgets import Card, PlainLabel
from desktop_app.results.metric_words import number
from desktop_app.results.report import Epoch, RecallCurve, RunReport
from desktop_app.session.run_words import metric_name

MOST_LINES = 8


class CurvesPage(QWidget):
    """Loss and metric over the epochs, precision over recall. Further reports are drawn over the first.

    name: begins the names of its widgets.
    """

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._reports: tuple[tuple[str, RunReport], ...] = ()
        self._loss = Chart(look, self.tr("Loss"), self.tr("epoch"))
        self._metric = Chart(look, self.tr("On validation pictures"), self.tr("epoch"))
        self._recall = Chart(look, self.tr("Precision over recall"), self.tr("recall"))
        for chart, what in ((self._loss, "loss"), (self._metric, "metric"), (self._recall, "recall")):
            chart.setObjectName(f"{name}-chart-{what}")
        self.labels = QComboBox()
        self.labels.setObjectName(f"{name}-curve-label")
        self.labels.setAccessibleName(self.tr("Curve of this label"))
        self._says = PlainLabel("", role="small", wrap=True)
        self._recall_card = self._make_recall_card()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_M)
        grid.addWidget(_in_card(self._loss), 0, 0)
        grid.addWidget(_in_card(self._metric), 1, 0)
        grid.addWidget(self._recall_card, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.labels.currentIndexChanged.connect(self._on_labels_index_changed)
        look.changed.connect(self._draw)

    def set_reports(self, *reports: tuple[str, RunReport]) -> None:
        """Show one run, or up to four over each other, each with its name in words."""
        self._reports = reports
        names = list(dict.fromkeys(line.label for _, report in reports for line in report.curves))
        self.labels.blockSignals(True)  # filling is no choice
        self.labels.clear()
        for name in names:
            self.labels.addItem(name or self.tr("All labels together"), name)
        if len(reports) == 1 and 1 < len([name for name in names if name]) <= MOST_LINES:
            self.labels.insertItem(0, self.tr("Every label"), None)
            self.labels.setCurrentIndex(0)
        self.labels.blockSignals(False)
        self.labels.setVisible(self.labels.count() > 1)
        self._recall_card.setVisible(bool(names))
        self._draw()

    def _make_recall_card(self) -> Card:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.addWidget(self._says, 1)
        head.addWidget(self.labels, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._recall, 1)
        return card

    def _draw(self) -> None:
        if not self._reports:
            return
        tokens = self._look.tokens
        pairs = _pairs(tokens.accent)
        for chart in (self._loss, self._metric):
            chart.clear()
            chart.set_ranges(whole_x=True)
        self._recall.clear()
        self._recall.set_ranges((0.0, 1.0), (0.0, 1.0))
        for (name, report), (color, second) in zip(self._reports, pairs, strict=False):
            self._draw_epochs(name if len(self._reports) > 1 else "", report, color, second)
        self._draw_recall()

    def _draw_epochs(self, name: str, report: RunReport, color: str, second: str) -> None:
        xs = [float(epoch.epoch) for epoch in report.epochs]
        train = self.tr("training") if not name else self.tr("{run}, training").format(run=name)
        check = self.tr("validation") if not name else self.tr("{run}, validation").format(run=name)
        self._loss.set_line(train, xs, [epoch.train_loss for epoch in report.epochs], color)
        _set(self._loss, check, report.epochs, "loss", second)
        key = report.primary_metric
        _set(self._metric, name or metric_name(key), report.epochs, key, color)
        if (best := report.best_epoch) is not None and not name:
            for chart in (self._loss, self._metric):
                chart.mark(float(best.epoch), self.tr("best"))

    def _draw_recall(self) -> None:
        chosen = self.labels.currentData(Qt.ItemDataRole.UserRole)
        if len(self._reports) > 1:
            for (name, report), color in zip(
                self._reports, (color for color, _ in _pairs(self._look.tokens.accent)), strict=False
            ):
                for line in report.curves:
                    if line.label == chosen:
                        self._recall.set_line(name, list(line.recall), list(line.precision), color)
            self._says.setText(self.tr("The higher the line stays to the right, the better."))
            return
        report = self._reports[0][1]
        own = {label.name: label.color for label in report.labels}
        for line in report.curves:
            if line.label == chosen or (chosen is None and line.label):
                color = own.get(line.label, self._look.tokens.accent)
                title = line.label or self.tr("all labels")
                self._recall.set_line(title, list(line.recall), list(line.precision), color)
        self._says.setText(self._recall_words(report, chosen))

    def _recall_words(self, report: RunReport, chosen: str | None) -> str:
        line = next((line for line in report.curves if line.label == (chosen or "")), None)
        point = _point_at(line, report.threshold) if line and report.threshold else None
        if point is None:
            return self.tr("To the right it finds more; the lower the line, the more of what it shows is wrong.")
        text = self.tr(
            "Showing answers from {score} on, it finds {recall} of 100, and {precision} of 100 shown are right."
        )
        recall, precision = (number(100 * value, 0) for value in point)
        return text.format(score=number(report.threshold), recall=recall, precision=precision)

    def _on_labels_index_changed(self, _: int) -> None:
        self._recall.clear()
        self._recall.set_ranges((0.0, 1.0), (0.0, 1.0))
        self._draw_recall()


def _pairs(accent: str) -> tuple[tuple[str, str], ...]:
    """Colours of each run: in training, on validation pictures."""
    others = ((2, 4), (5, 0), (6, 7))
    return ((accent, label_color(1)), *((label_color(one), label_color(two)) for one, two in others))


def _set(chart: Chart, name: str, epochs: tuple[Epoch, ...], key: str, color: str) -> None:
    points = [(float(epoch.epoch), value) for epoch in epochs if (value := epoch.metrics.get(key)) is not None]
    if points:
        chart.set_line(name, [x for x, _ in points], [y for _, y in points], color)


def _point_at(line: RecallCurve, threshold: float) -> tuple[float, float] | None:
    """Recall and precision where answers from the threshold on are shown."""
    found = [k for k, score in enumerate(line.scores) if score >= threshold]
    return (line.recall[found[-1]], line.precision[found[-1]]) if found else None


def _in_card(chart: Chart) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
    column.addWidget(chart)
    return card
