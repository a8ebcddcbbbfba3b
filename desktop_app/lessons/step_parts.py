"""Small parts of a step: whether it was done, and notes with an icon."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, set_role


class StateRow(QWidget):
    """A tick when the step was done, an empty circle before."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson-state")
        self._look, self._is_done = look, False
        self._icon = QLabel()
        self._words = PlainLabel("", role="dim", wrap=True)
        self._words.setObjectName("lesson-state-words")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE_S)
        across.addWidget(self._icon)
        across.addWidget(self._words, 1)
        look.changed.connect(self._show)
        self._show()

    def show_done(self, is_done: bool) -> None:
        """Whether it is."""
        self._is_done = is_done
        self._show()

    def _show(self) -> None:
        icon, color = ("circle-check", "ok") if self._is_done else ("circle", "dim")
        self._icon.setPixmap(self._look.pixmap(icon, color, ICON_M))
        self._words.setText(self.tr("Done") if self._is_done else self.tr("Not done yet: this is seen by itself"))
        set_role(self._words, "ok" if self._is_done else "dim")


class NoteCard(Card):
    """A few sentences beside an icon; hidden without any."""

    def __init__(
        self, look: Look, icon: str, color: Literal["warn", "accent"], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look, self._icon_name, self._color = look, icon, color
        self._icon = QLabel()
        self._words = PlainLabel("", wrap=True)
        self._words.setObjectName(f"{name}-text")
        across = QHBoxLayout(self)
        across.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        across.setSpacing(SPACE_M)
        across.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._words, 1)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.hide()

    def show_text(self, text: str) -> None:
        """Say this, '' for nothing."""
        self._words.setText(text)
        self.setVisible(bool(text))

    def _on_look_changed(self) -> None:
        self._icon.setPixmap(self._look.pixmap(self._icon_name, self._color, ICON_M))
