"""The time machine: go through the epochs of a run, and see what it answered for its pinned pictures after each."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.charts.chart import Chart
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, label_color
from desktop_app.look.widgets import Card, EmptyState, IconButton, PlainLabel
from desktop_app.pinned.sample_strip import SampleStrip
from desktop_app.project.run_places import cache_of_run
from desktop_app.results.report import Epoch, RunReport
from desktop_app.session.following import OneJob
from desktop_app.session.run_words import metric_name, metric_number
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, SamplePredictions
from ml_engine.jobs.specs import EpochsJob
from ml_engine.reports.kept_epochs import KeptEpoch

CURVE_HEIGHT = 190


class EpochsPage(QWidget):
    """The answers of all epochs are asked for once, when the page is looked at, and kept while the run is chosen."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run-epochs")
        self._session = session
        self._report: RunReport | None = None
        self._kept: tuple[KeptEpoch, ...] = ()
        self._answers: dict[int, SamplePredictions] = {}
        self._failure: JobFailed | None = None
        self._asked = ""
        self._job = OneJob(session.engine)
        self.destroyed.connect(self._job.let_go)
        self._look = look
        self._build()

    def _build(self) -> None:
        title = self.tr("No epochs to go back to")
        text = self.tr(
            "This run was trained by an older version, or its network is too large to be kept after each epoch."
        )
        self._empty = EmptyState(self._look, "history", title, text)
        self._chart = Chart(self._look, self.tr("On validation pictures"), self.tr("epoch"))
        self._chart.setObjectName("epochs-chart")
        self._chart.setMinimumHeight(CURVE_HEIGHT)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("epochs-slider")
        self.slider.setAccessibleName(self.tr("Epoch"))
        self.slider.setPageStep(5)
        self.slider.setToolTip(self.tr("← and → go from epoch to epoch, Home and End to the first and the last."))
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self._before = IconButton(self._look, "chevron-left", self.tr("Epoch before"))
        self._before.setObjectName("epochs-before")
        self._before.clicked.connect(self._on_before_clicked)
        self._after = IconButton(self._look, "chevron-right", self.tr("Epoch after"))
        self._after.setObjectName("epochs-after")
        self._after.clicked.connect(self._on_after_clicked)
        self._words = PlainLabel("", role="strong")
        self._words.setObjectName("epochs-words")
        self._kept_words = PlainLabel("", role="dim")
        self._kept_words.setObjectName("epochs-kept")
        self._says = PlainLabel("", role="dim", wrap=True)
        self._says.setObjectName("epochs-says")
        self.strip = SampleStrip(self._session, self._look)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._words, 1)
        head.addWidget(self._kept_words)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._before)
        row.addWidget(self.slider, 1)
        row.addWidget(self._after)
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(self._chart, 1)
        column.addLayout(row)
        column.addWidget(self._says)
        column.addWidget(self.strip)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(card)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def set_report(self, report: RunReport) -> None:
        """Of this run from now on."""
        is_other = self._report is None or self._report.name != report.name
        self._report = report
        if is_other or report.kept != self._kept:
            self._job.let_go()
            self._kept, self._answers, self._failure, self._asked = report.kept, {}, None, ""
            self._fill()
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The keys of the slider work wherever the focus is on the page."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End) and self._kept:
            self.slider.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        """A run's curve, and its best epoch first."""
        report = self._report
        self._stack.setCurrentIndex(1 if self._kept else 0)
        self._chart.clear()
        self.strip.show_samples(None)
        if report is None or not self._kept:
            return
        self._chart.set_ranges(whole_x=True)
        colors = (self._look.tokens.accent, label_color(1))
        for key, color in zip(dict.fromkeys((report.primary_metric, "loss")), colors, strict=False):
            points = [
                (float(epoch.epoch), value) for epoch in report.epochs if (value := epoch.metrics.get(key)) is not None
            ]
            if points:
                self._chart.set_line(metric_name(key), [x for x, _ in points], [y for _, y in points], color)
        numbers = [kept.epoch for kept in self._kept]
        best = report.best_epoch.epoch if report.best_epoch is not None else numbers[-1]
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(numbers) - 1)
        self.slider.setValue(min(range(len(numbers)), key=lambda place: abs(numbers[place] - best)))
        self.slider.blockSignals(False)
        locale, total = QLocale(), max([epoch.epoch for epoch in report.epochs] + numbers)
        text = self.tr("{kept} of {total} epochs are kept, {size} MB")
        size = locale.toString(sum(kept.size_bytes for kept in self._kept) / 1e6, "f", 1)
        self._kept_words.setText(
            text.format(kept=locale.toString(len(numbers)), total=locale.toString(total), size=size)
        )
        self._show_epoch()

    def _ask(self) -> None:
        """For the answers of all epochs, those near the one that is looked at first."""
        report = self._report
        if report is None or not self._kept or self._asked == report.name:
            return
        settings = self._session.settings.value
        self._asked, self._failure = report.name, None
        job = EpochsJob(
            str(report.folder), str(cache_of_run(report.folder)), self._epoch, settings.device, settings.threads,
            weights_dirs(self._session.project.folder, settings),
        )  # fmt: skip
        self._job.start(job, self._on_job_event)
        self._show_epoch()

    @property
    def _epoch(self) -> int:
        return self._kept[self.slider.value()].epoch

    def _show_epoch(self) -> None:
        report, number = self._report, self._epoch
        if report is None:
            return
        locale = QLocale()
        row = next((epoch for epoch in report.epochs if epoch.epoch == number), None)
        total = max((epoch.epoch for epoch in report.epochs), default=number)
        words = self.tr("Epoch {epoch} of {epochs}").format(
            epoch=locale.toString(number), epochs=locale.toString(total)
        )
        self._words.setText(" · ".join([words, *self._figures(row)]))
        self._before.setEnabled(self.slider.value() > 0)
        self._after.setEnabled(self.slider.value() + 1 < len(self._kept))
        self._chart.mark(float(number), locale.toString(number))
        answers = self._answers.get(number)
        self.strip.show_samples(answers)
        if answers is not None:
            self._says.setText("")
        elif self._failure is not None:
            self._says.setText(f"{in_words(self._failure.message)} {in_words(self._failure.hint)}".strip())
        else:
            self._says.setText(self.tr("Asking the network as it was then…"))
        self._says.setVisible(bool(self._says.text()))

    def _figures(self, row: Epoch | None) -> list[str]:
        report = self._report
        if row is None or report is None:
            return []
        key = report.primary_metric
        said = []
        if row.metrics.get(key) is not None:
            said.append(f"{metric_name(key)} {metric_number(key, row.metrics[key])}")
        if report.best_epoch is not None and report.best_epoch.epoch == row.epoch:
            said.append(self.tr("the best"))
        if row.phase == "blocks" and any(epoch.phase == "head" for epoch in report.epochs):
            said.append(self.tr("second phase"))
        return said

    def _on_job_event(self, event: Event) -> None:
        match event:
            case SamplePredictions():
                self._answers[event.epoch] = event
                if self._kept and event.epoch == self._epoch:
                    self._show_epoch()
            case JobFailed():
                self._failure = event
                self._show_epoch()
            case JobCancelled():
                self._asked = ""
            case JobDone() if self._kept and self._epoch not in self._answers:
                self._failure = JobFailed("epoch-gone", self.tr("This epoch is no longer kept. Choose another one."))
                self._show_epoch()
            case _:
                pass

    def _on_slider_value_changed(self, _: int) -> None:
        self._show_epoch()

    def _on_before_clicked(self) -> None:
        self.slider.setValue(self.slider.value() - 1)

    def _on_after_clicked(self) -> None:
        self.slider.setValue(self.slider.value() + 1)
