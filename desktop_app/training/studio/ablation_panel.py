"""Which transform helps: start the comparison, watch it, and read its table and plot."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.charts.dot_rows import DotRows
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import ROW, SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, QuietButton, ThinProgress, Toggle
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.file_manager import show_folder
from desktop_app.session.run_words import metric_name, time_left
from desktop_app.session.session import Session
from desktop_app.training.studio.ablation_words import dot_rows, number, sentence, signed, verdict
from desktop_app.training.studio.controls import transform_title
from ml_engine.domain.events import Ablation
from ml_engine.reports.ablation_table import BASELINE

SEEDS = ((0,), (0, 1), (0, 1, 2), (0, 1, 2, 3, 4))
USUAL_SEEDS = (0, 1, 2)
NUMBERS = 4  # columns that hold numbers


class AblationPanel(QWidget):
    """Signals: run_wanted(object, bool): the seeds, and whether only what is switched on shall be tried."""

    run_wanted = Signal(object, bool)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._why = PlainLabel(
            self.tr(
                "Trains once without any change, then with one at a time, each with every seed, and compares the "
                "validation metric. The test pictures are not looked at."
            ),
            role="dim", wrap=True,
        )  # fmt: skip
        self._seeds: Choice[tuple[int, ...]] = Choice("ablation-seeds", self.tr("Seeds"))
        self._seeds.set_choices((seeds, self.tr("%n seed(s)", "", len(seeds))) for seeds in SEEDS)
        self._seeds.show_value(USUAL_SEEDS)
        self._seeds.setToolTip(
            self.tr("How often each row is trained. With more of them, smaller differences can be told from chance.")
        )
        self._only = Toggle(self.tr("Only what is switched on"))
        self._only.setObjectName("ablation-only")
        self._only.setChecked(True)
        self._run = self._button(look, "ablation-run", self.tr("Run ablation"), "flask-conical")
        self._stop = self._button(look, "ablation-stop", self.tr("Stop"), "circle-stop")
        self._go_on = self._button(look, "ablation-go-on", self.tr("Go on"), "circle-play")
        self._folder = self._button(look, "ablation-folder", self.tr("Show files"), "folder-open")
        self._says = PlainLabel("", role="dim", wrap=True)
        self._says.setObjectName("ablation-says")
        self._bar = ThinProgress()
        self._table = self._make_table()
        self._plot = DotRows(look, "")
        self._plot.setObjectName("ablation-plot")
        self._plot.setAccessibleName(self.tr("Validation metric of each change"))
        self._lay_out()
        self._run.clicked.connect(self._on_run_clicked)
        self._stop.clicked.connect(session.ablations.stop)
        self._go_on.clicked.connect(session.ablations.go_on)
        self._folder.clicked.connect(self._on_folder_clicked)
        session.ablations.changed.connect(self.bring_in_step)
        session.runs.training_changed.connect(self.bring_in_step)
        self.bring_in_step()

    @Slot()
    def bring_in_step(self) -> None:
        """With the session."""
        ablations, trains = self._session.ablations, self._session.runs.training is not None
        work, table = ablations.work, ablations.table
        for widget in (self._seeds, self._only):
            widget.setEnabled(work is None)
        self._run.setVisible(work is None)
        self._run.setEnabled(not trains and not self._session.read_only)
        self._run.setToolTip(self.tr("A training runs: wait for its end.") if trains else "")
        self._go_on.setVisible(ablations.can_go_on)
        self._go_on.setEnabled(not trains)
        self._stop.setVisible(work is not None)
        self._stop.setEnabled(work is not None and not work.is_stopping)
        self._folder.setVisible(table is not None and work is None)
        self._bar.setVisible(work is not None)
        if work is not None:
            self._bar.set_fraction(work.done / work.total if work.total else None)
        self._says.setText(self._state())
        self._show_table(table)

    def _state(self) -> str:
        ablations = self._session.ablations
        work, table = ablations.work, ablations.table
        if work is not None:
            if work.is_stopping:
                return self.tr("Stopping; what is done is kept.")
            if not work.total:
                return self.tr("Gathering the labels…")
            counted = self.tr("{done} of {total} trainings").format(done=work.done, total=work.total)
            return " · ".join(part for part in (counted, time_left(work.eta_s)) if part)
        if ablations.problem is not None:
            return f"{in_words(ablations.problem.message)} {in_words(ablations.problem.hint)}".strip()
        if table is None:
            return self.tr("Nothing was compared yet.")
        counted = self.tr("On {n} validation pictures.").format(n=table.pictures)
        if ablations.can_go_on:
            stopped = self.tr("Stopped after {done} of {total} trainings.").format(done=table.done, total=table.total)
            return f"{stopped} {counted}"
        return counted

    def _show_table(self, table: Ablation | None) -> None:
        self._table.setVisible(table is not None)
        self._plot.setVisible(table is not None and table.done > 0)
        if table is None:
            return
        self._table.setRowCount(len(table.rows))
        for line, row in enumerate(table.rows):
            words = (
                transform_title(row.name), number(row.mean), number(row.spread), signed(row.difference),
                number(row.difference_spread), verdict(table, row),
            )  # fmt: skip
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if 0 < column <= NUMBERS else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(sentence(table, row))
                self._table.setItem(line, column, item)
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(head + len(table.rows) * ROW + 2)
        baseline = next((row.mean for row in table.rows if row.name == BASELINE), None)
        axis = self.tr("{metric} on validation").format(metric=metric_name(table.metric))
        self._plot.set_rows(dot_rows(table), baseline, axis)

    def _make_table(self) -> QTableWidget:
        made = QTableWidget(0, NUMBERS + 2)
        made.setObjectName("ablation-table")
        made.setAccessibleName(self.tr("What each change comes to"))
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setShowGrid(False)
        made.setTabKeyNavigation(False)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(ROW)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        titles = (
            (self.tr("Change"), ""),
            (self.tr("Mean"), self.tr("Of the validation metric over the seeds.")),
            (self.tr("Spread"), self.tr("Standard deviation over the seeds.")),
            (self.tr("To none"), self.tr("Mean of the differences to no change at all, seed by seed.")),
            (self.tr("Its spread"), self.tr("Standard deviation of these differences.")),
            ("", self.tr("Helps or harms: beyond what the seeds' spread explains (95 %), and worth four pictures.")),
        )
        for column, (title, tip) in enumerate(titles):
            item = QTableWidgetItem(title)
            item.setToolTip(tip)
            side = Qt.AlignmentFlag.AlignRight if 0 < column <= NUMBERS else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            made.setHorizontalHeaderItem(column, item)
        header = made.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        return made

    def _button(self, look: Look, name: str, words: str, icon: str) -> QuietButton:
        made = QuietButton(words, look, icon=icon)
        made.setObjectName(name)
        made.setAccessibleName(words)
        return made

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        for widget in (self._seeds, self._only, self._run, self._go_on, self._stop):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._why)
        layout.addLayout(row)
        layout.addWidget(self._says)
        layout.addWidget(self._bar)
        layout.addWidget(self._table)
        layout.addSpacing(SPACE_L)
        layout.addWidget(self._plot)
        layout.addStretch(1)

    @Slot()
    def _on_run_clicked(self) -> None:
        self.run_wanted.emit(self._seeds.value, self._only.isChecked())

    @Slot()
    def _on_folder_clicked(self) -> None:
        if self._session.ablations.table is not None:
            show_folder(Path(self._session.ablations.table.run))
