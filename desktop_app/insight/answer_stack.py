"""What shows an answer of the worker, or in its stead why there is none, with a button to ask again."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.insight.asking import Asking
from desktop_app.look.look import Look
from desktop_app.look.widgets import EmptyState


class AnswerStack(QStackedWidget):
    """view: what shows the answer.   again: the button."""

    def __init__(self, look: Look, view: QWidget, name: str, word: str) -> None:
        """name: of the button; word: on it."""
        super().__init__()
        self.view = view
        self._failed = EmptyState(look, "circle-alert", "", "", word, is_quiet=True)
        self.again = self._failed.button
        self.again.setObjectName(name)
        self.addWidget(view)
        self.addWidget(self._failed)

    def show_asking(self, asking: Asking) -> None:
        """The view, unless the question failed."""
        if asking.failure is not None:
            self._failed.set_words(in_words(asking.failure.message), in_words(asking.failure.hint))
        self.setCurrentWidget(self.view if asking.failure is None else self._failed)
