"""Cross-validation: how many folds, how far it is, and each fold's figure with mean and spread."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.charts.chart import Chart
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S, label_color
from desktop_app.look.widgets import PlainLabel, QuietButton, ThinProgress
from desktop_app.session.cross_validating import FoldsState
from desktop_app.session.file_manager import show_folder
from desktop_app.session.run_words import duration, metric_name
from desktop_app.session.session import Session
from desktop_app.training import words

MOST_FOLDS, USUAL, ROW, TABLE_WIDTH = 20, 5, 28, 420
FOLD_COLOR, MEAN_COLOR, SPREAD_COLOR = label_color(2), label_color(1), label_color(4)


class FoldPanel(QWidget):
    """Shows session.folds, starts and stops it."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("fold-panel")
        self._session, self._look = session, look
        self._chart: Chart | None = None
        self._folds = QSpinBox()
        self._folds.setObjectName("fold-count")
        self._folds.setRange(2, MOST_FOLDS)
        self._folds.setValue(USUAL)
        self._folds.setAccessibleName(self.tr("Number of folds"))
        self._start = self._button(self.tr("Cross-validate"), "fold-start", "repeat", self._on_start_clicked)
        self._stop = self._button(self.tr("Stop"), "fold-stop", "circle-stop", session.folds.stop)
        self._go_on = self._button(self.tr("Go on"), "fold-go-on", "circle-play", session.folds.go_on)
        self._files = self._button(self.tr("Show its files"), "fold-files", "folder-open", self._on_files_clicked)
        self._said = PlainLabel("", wrap=True)
        self._said.setObjectName("fold-said")
        self._progress = ThinProgress()
        self._progress.setObjectName("fold-progress")
        self._progress.setAccessibleName(self.tr("How far the cross-validation is"))
        self._table = self._make_table()
        self._room = QHBoxLayout()
        self._room.setSpacing(SPACE_L)
        self._room.addWidget(self._table, 0, Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        session.folds.changed.connect(self._on_folds_changed)
        session.runs.training_changed.connect(self._on_folds_changed)
        session.folds.read()
        self._on_folds_changed()

    def _button(self, text: str, name: str, icon: str, act: object) -> QuietButton:
        button = QuietButton(text, self._look, icon=icon)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.clicked.connect(act)
        return button

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setObjectName("fold-table")
        table.setAccessibleName(self.tr("Figures of each fold"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setFixedWidth(TABLE_WIDTH)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(PlainLabel(self.tr("Folds")))
        for widget in (self._folds, self._start, self._stop, self._go_on):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._files)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_L, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(PlainLabel(self.tr("Cross-validation"), role="strong"))
        explain = self.tr(
            "The pictures are dealt into folds; each fold is scored by a model that learnt from all the others. The "
            "mean says how good, the spread how sure. Groups stay whole, features are computed once."
        )
        layout.addWidget(PlainLabel(explain, role="dim", wrap=True))
        layout.addLayout(head)
        layout.addWidget(self._progress)
        layout.addWidget(self._said)
        layout.addLayout(self._room)

    @Slot()
    def _on_folds_changed(self) -> None:
        state = self._session.folds.state
        trains = self._session.runs.training is not None
        self._start.setVisible(not state.is_running)
        self._start.setEnabled(not trains and not self._session.read_only)
        self._start.setToolTip(self.tr("Something else trains: wait for its end.") if trains else "")
        self._folds.setEnabled(not state.is_running)
        self._stop.setVisible(state.is_running)
        self._stop.setEnabled(not state.is_stopping)
        self._go_on.setVisible(bool(state.folder) and not state.is_running and not state.is_whole)
        self._go_on.setEnabled(not trains)
        self._files.setVisible(bool(state.folder) and not state.is_running)
        self._progress.setVisible(state.is_running)
        self._progress.set_fraction(state.done / state.total if state.phase == "folds" and state.total else None)
        self._said.setText(self._sentence(state))
        self._said.setVisible(bool(self._said.text()))
        self._show_table(state)
        self._show_chart(state)

    def _sentence(self, state: FoldsState) -> str:
        if state.error is not None:
            return in_words(f"{state.error.message} {state.error.hint}".strip())
        if state.is_stopping:
            return self.tr("It stops after this step; the folds that are done stay.")
        if state.is_running:
            return self._running(state)
        if not state.results:
            return self.tr("It was stopped before the first fold was done.") if state.folder else ""
        summary = state.summary
        locale = QLocale()
        said = self.tr("{metric} {mean} ± {spread} over %n fold(s).", "", len(state.results)).format(
            metric=metric_name(state.primary),
            mean=locale.toString(summary.mean.get(state.primary, math.nan), "f", 3),
            spread=locale.toString(summary.spread.get(state.primary, math.nan), "f", 3),
        )
        parts = [said]
        if not state.is_whole:
            parts.append(self.tr("%n fold(s) are left.", "", state.folds - len(state.results)))
        if state.torn:
            parts.append(self.tr("%n look-alike group(s) lie in several folds: the mean flatters.", "", state.torn))
        return " ".join(parts)

    def _running(self, state: FoldsState) -> str:
        if state.phase == "prepare":
            return self.tr("The pictures are dealt…")
        if state.phase != "folds":
            return self.tr("Features are computed: {done} of {total}.").format(
                done=words.count(state.done), total=words.count(state.total)
            )
        done = self.tr("%n fold(s) are done", "", len(state.results))
        if state.eta_s is None:
            return f"{done}."
        return self.tr("{done}, about {time} left.").format(done=done, time=duration(state.eta_s))

    def _show_table(self, state: FoldsState) -> None:
        results = sorted(state.results, key=lambda result: result.fold)
        self._table.setVisible(bool(results))
        if not results:
            return
        titles = (
            self.tr("Fold"), metric_name(state.primary), self.tr("Learnt from"), self.tr("Scored on"),
        )  # fmt: skip
        self._table.setHorizontalHeaderLabels(titles)
        summary, locale = state.summary, QLocale()
        rows = [
            (
                words.count(result.fold), locale.toString(result.metrics.get(state.primary, math.nan), "f", 3),
                words.count(result.learnt), words.count(result.scored),
            )
            for result in results
        ]  # fmt: skip
        mean, spread = summary.mean.get(state.primary, math.nan), summary.spread.get(state.primary, math.nan)
        rows.append((self.tr("Mean"), f"{locale.toString(mean, 'f', 3)} ± {locale.toString(spread, 'f', 3)}", "", ""))
        self._table.setRowCount(len(rows))
        for place, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self._table.setItem(place, column, item)
        self._table.setFixedHeight(self._table.horizontalHeader().sizeHint().height() + len(rows) * ROW + 4)

    def _show_chart(self, state: FoldsState) -> None:
        results = sorted(state.results, key=lambda result: result.fold)
        if len(results) < 2:
            if self._chart is not None:
                self._chart.setVisible(False)
            return
        if self._chart is None:
            self._chart = Chart(self._look, self.tr("Figure of each fold"), self.tr("fold"))
            self._chart.setObjectName("fold-chart")
            self._room.addWidget(self._chart, 1)
        chart, summary = self._chart, state.summary
        chart.setVisible(True)
        folds = [result.fold for result in results]
        values = [result.metrics.get(state.primary, math.nan) for result in results]
        mean, spread = summary.mean.get(state.primary, math.nan), summary.spread.get(state.primary, math.nan)
        chart.clear()
        chart.set_ranges((1.0, float(state.folds)), whole_x=True)
        chart.set_line(metric_name(state.primary), folds, values, FOLD_COLOR)
        ends = [1, state.folds]
        chart.set_line(self.tr("mean"), ends, [mean, mean], MEAN_COLOR)
        chart.set_line(self.tr("+ spread"), ends, [mean + spread] * 2, SPREAD_COLOR)
        chart.set_line(self.tr("− spread"), ends, [mean - spread] * 2, SPREAD_COLOR)

    def _on_start_clicked(self) -> None:
        self._session.folds.start(self._folds.value())

    def _on_files_clicked(self) -> None:
        show_folder(Path(self._session.folds.state.folder))
