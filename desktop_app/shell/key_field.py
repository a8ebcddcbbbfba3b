"""A button that shows keys and, once pressed, takes the next key sequence for its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.session.action_keys import key_text
from desktop_app.shell.key_map import portable_key

WIDTH = 170
_MODIFIERS = (
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock, Qt.Key.Key_unknown,
)  # fmt: skip


class KeyField(QPushButton):
    """Signals: key_chosen(str): a portable key sequence was pressed."""

    key_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAutoDefault(False)
        self._keys: tuple[str, ...] = ()
        self.is_listening = False
        self.clicked.connect(self._on_clicked)

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """keys: portable sequences, the first is the one that menus show."""
        self._keys = keys
        self._rest()

    def event(self, event: QEvent) -> bool:
        """Tab, and the keys of actions, come here first while it listens."""
        if self.is_listening and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._rest()
        super().focusOutEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS:
            return
        self._rest()
        if event.key() == Qt.Key.Key_Escape:
            return
        pressed = event.keyCombination().toCombined() & ~Qt.KeyboardModifier.KeypadModifier.value
        self.key_chosen.emit(portable_key(QKeySequence(pressed)))

    def _on_clicked(self, _: bool = False) -> None:
        self.is_listening = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(self.tr("Press keys…"))
        self.setAccessibleDescription(self.tr("Press the new keys, or Esc to keep the old ones"))

    def _rest(self) -> None:
        self.is_listening = False
        # Some keyboards have one word for two keys: Return and Enter.
        self.setText(", ".join(dict.fromkeys(key_text(key) for key in self._keys)) or self.tr("none"))
        self.setAccessibleDescription("")
