"""The whole recipe as TOML, to read, copy and type into."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import PlainLabel

WAIT_MS = 400


class TextView(QWidget):
    """Signals: edited(str): a person has typed, and paused."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._edit = QPlainTextEdit()
        self._edit.setObjectName("recipe-text")
        self._edit.setAccessibleName(self.tr("Recipe as TOML"))
        self._edit.setProperty("role", "code")
        self._edit.setTabChangesFocus(True)
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName("recipe-text-wrong")
        self._wrong.hide()
        self._typed = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._typed.timeout.connect(self._on_typed_timeout)
        self._edit.textChanged.connect(self._typed.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(
            PlainLabel(self.tr("Every choice as the run will write it down. What you leave out is as usual."), "small")
        )
        layout.addWidget(self._edit, 1)
        layout.addWidget(self._wrong)

    def show_text(self, text: str) -> None:
        """Unless somebody is typing."""
        if self._edit.hasFocus() or self._edit.toPlainText() == text:
            return
        self._edit.setPlainText(text)
        self._typed.stop()
        self.say_wrong("")

    def say_wrong(self, wrong: str) -> None:
        """Below it; '' for nothing."""
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))

    def _on_typed_timeout(self) -> None:
        self.edited.emit(self._edit.toPlainText())
