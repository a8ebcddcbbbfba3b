"""A part of a panel whose widgets keep their keys: Space presses the focused chip there instead of marking pictures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_LEFT_TO_OTHERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class OwnKeys(QWidget):
    """Shortcuts without Ctrl, Alt or Meta do not reach past it."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
            if not (event.modifiers() & _LEFT_TO_OTHERS) and not is_function_key:
                event.accept()
                return True
        return super().event(event)
