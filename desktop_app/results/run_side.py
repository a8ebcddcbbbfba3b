"""The panel at the left of Results: the list of runs, and the button that compares the ticked ones."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, QuietButton
from desktop_app.project.run_index import RunRow
from desktop_app.results.run_list import FEWEST_TICKED, RunItem, RunList
from desktop_app.session.run_uses import has_model
from desktop_app.session.run_words import figure_words, run_started, run_state, run_time, run_title
from desktop_app.session.session import Session

WIDTH = 300


class RunSide(QFrame):
    """Signals: compare_wanted(): two or more runs are ticked, to be compared.   ticks_cleared(): fewer are."""

    compare_wanted = Signal()
    ticks_cleared = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel-left")
        self.setFixedWidth(WIDTH)
        self._session = session
        self.list = RunList(look)
        self._hint = PlainLabel("", role="small", wrap=True)
        self._hint.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        self.button = QuietButton(self.tr("Compare"), look, icon="columns-2")
        self.button.setObjectName("results-compare")
        head = PlainLabel(self.tr("Runs"), role="strong")
        head.setContentsMargins(SPACE_S, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        column.addWidget(self.button)
        session.runs.changed.connect(self._fill)
        session.runs.training_changed.connect(self._on_runs_training_changed)
        session.runs.chosen_changed.connect(self._on_runs_chosen_changed)
        self.list.chosen.connect(session.runs.choose)
        self.list.ticked_changed.connect(self._on_list_ticked_changed)
        self.button.clicked.connect(self.compare_wanted)
        self._trains = ""
        self._fill()

    @property
    def run(self) -> str:
        """The run that is looked at: the chosen one, else the newest; '' without any."""
        runs = self._session.runs
        return runs.chosen or (self._rows()[0].name if runs.rows else "")

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ticked runs, the older first."""
        return tuple(sorted(self.list.ticked))

    def _rows(self) -> list[RunRow]:
        """The run that was begun last first: scoring an old one does not move it."""
        return sorted(self._session.runs.rows, key=lambda row: row.name, reverse=True)

    def _fill(self) -> None:
        runs = self._session.runs
        self._trains = runs.training.name if runs.training else ""
        self.list.set_items([self._item(row) for row in self._rows()], self.run)
        self._show_ticks()

    def _item(self, row: RunRow) -> RunItem:
        return RunItem(
            name=row.name,
            title=run_title(self._session.runs.number(row.name), row.task, row.network_name, row.method),
            when=run_time(run_started(row)),
            figure=figure_words(row.task, row.metrics),
            state=run_state(row, trains=row.name == self._trains),
            can_compare=has_model(row) and row.name != self._trains,
        )

    def _show_ticks(self) -> None:
        count = len(self.list.ticked)
        self.button.setEnabled(count >= FEWEST_TICKED)
        can = sum(has_model(row) for row in self._session.runs.rows) >= FEWEST_TICKED
        self._hint.setVisible(can and count < FEWEST_TICKED)
        self.button.setVisible(can)
        one = self.tr("Tick another run to compare them, up to four.")
        self._hint.setText(one if count else self.tr("Tick two to four runs to compare them."))

    def _on_runs_training_changed(self) -> None:
        training = self._session.runs.training
        if (training.name if training else "") != self._trains:
            self._fill()

    def _on_runs_chosen_changed(self) -> None:
        self.list.set_current(self.run)

    def _on_list_ticked_changed(self) -> None:
        self._show_ticks()
        if len(self.list.ticked) >= FEWEST_TICKED:
            self.compare_wanted.emit()
        else:
            self.ticks_cleared.emit()
