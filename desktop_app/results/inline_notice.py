"""A sentence at the place it is about, with the one button that helps: what is missing, or what failed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton

ICON = 18


class InlineNotice(Card):
    """Signals: pressed()."""

    pressed = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look = look
        self._icon_name, self._color = "info", "accent"
        self._icon = QLabel(self)
        self._text = PlainLabel("", wrap=True)
        self._hint = PlainLabel("", role="dim", wrap=True)
        self.button = QuietButton("", look)
        self.button.setObjectName(f"{name}-button")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        row.setSpacing(SPACE_M)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.pressed)
        look.changed.connect(self._paint_icon)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    def say(self, text: str, hint: str = "", button: str = "", *, icon: str = "info", color: str = "accent") -> None:
        """Show a sentence. color: a token's name."""
        self._icon_name, self._color = icon, color
        self._paint_icon()
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        self.show()

    def say_failure(self, text: str, hint: str = "", button: str = "") -> None:
        """Show what went wrong and what to do. text, hint: may be the engine's own."""
        self.say(in_words(text), in_words(hint), button, icon="circle-alert", color="bad")

    def _paint_icon(self) -> None:
        self._icon.setPixmap(self._look.pixmap(self._icon_name, self._color, ICON))
        self._icon.setFixedSize(QSize(ICON, ICON))
