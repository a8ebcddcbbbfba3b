"""What stands at the right of Results while a run is read, or where it cannot be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import EmptyState, PlainLabel, ThinProgress
from ml_engine.domain.errors import UserError


class WaitingPage(QStackedWidget):
    """Signals: again_wanted(): read the run again.   resume_wanted(): go on training it."""

    again_wanted = Signal()
    resume_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._says = PlainLabel("", role="dim")
        progress = ThinProgress()
        progress.set_fraction(None)
        self._reading = QWidget()
        column = QVBoxLayout(self._reading)
        column.setSpacing(SPACE_S)
        column.addWidget(self._says)
        column.addWidget(progress)
        column.addStretch(1)
        self.addWidget(self._reading)
        self._state: EmptyState | None = None

    def wait_for(self, run: str) -> None:
        """A run is being read."""
        self._says.setText(self.tr("Reading {run}…").format(run=run))
        self.setCurrentWidget(self._reading)

    def ask_to_choose(self) -> None:
        """No run is chosen."""
        self._show("chart-line", self.tr("Choose a run"), self.tr("Its figures are shown here."))

    def say_failure(self, error: UserError) -> None:
        """A run cannot be read."""
        text = "\n".join(in_words(part) for part in (error.message, error.hint) if part)
        state = self._show("circle-alert", self.tr("This run cannot be read"), text, self.tr("Read it again"))
        state.button.setObjectName("results-read-again")
        state.button.clicked.connect(self.again_wanted)

    def say_unborn(self, *, can_resume: bool) -> None:
        """A run has no epoch yet."""
        button = self.tr("Go on training") if can_resume else ""
        text = self.tr("Its first epoch has not ended.")
        state = self._show("chart-line", self.tr("This run has no results yet"), text, button)
        if can_resume:
            state.button.setObjectName("results-resume")
            state.button.clicked.connect(self.resume_wanted)

    def _show(self, icon: str, title: str, text: str, button: str = "") -> EmptyState:
        if self._state is not None:
            self.removeWidget(self._state)
            self._state.deleteLater()
        self._state = EmptyState(self._look, icon, title, text, button)
        self.addWidget(self._state)
        self.setCurrentWidget(self._state)
        return self._state
