"""A page of the Lab that something goes into: what is chosen at its left, and what comes of it, or why nothing does."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.columns import beside
from desktop_app.lab.page import LabPage
from desktop_app.lab.walk.source import FloatArray
from desktop_app.lab.walk.source_panel import SourcePanel
from desktop_app.look.look import Look
from desktop_app.look.widgets import EmptyState
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError


class SourcedPage(LabPage):
    """source: what goes in.   nothing: what is seen where that cannot be used."""

    def __init__(
        self, session: Session, look: Look, title: str, sentence: str, source: SourcePanel, icon: str = "grid-2x2"
    ) -> None:
        super().__init__(session, look, title, sentence)
        self.source = source
        self.nothing = EmptyState(look, icon, "", "", is_quiet=True)
        self.nothing.setObjectName(f"lab-{self.NAME}-nothing")
        self._stack = QStackedWidget()

    def no_input(self) -> str:
        """What is missing, in the window's language."""
        return self.tr("No input")

    def signal_in(self) -> FloatArray:
        """(channels, rows, columns) of what goes in. Raises UserError, as missing(), while there is nothing."""
        signal = self.source.signal
        if signal is None:
            raise self.missing()
        return signal

    def missing(self) -> UserError:
        """Why there is no input, in the window's language."""
        title = self.tr("Reading the picture…") if self.source.is_reading else self.no_input()
        return UserError("no-input", title, self.source.problem)

    def lay_beside(self, settings: QWidget, view: QWidget) -> None:
        """The page: settings at its left, and what comes of them."""
        self._view = view
        self._stack.addWidget(view)
        self._stack.addWidget(self.nothing)
        self.body.addLayout(beside(settings, self._stack, stretches=(0, 1)), 1)

    def show_view(self) -> None:
        """There is something to see."""
        self._stack.setCurrentWidget(self._view)

    def show_nothing(self, error: UserError) -> None:
        """There is not, and why."""
        self.nothing.set_words(in_words(error.message), in_words(error.hint))
        self._stack.setCurrentWidget(self.nothing)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.source.refresh()
