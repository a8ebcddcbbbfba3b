"""Keys of the layer builder, as they are written and as they are pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def with_key(words: str, key: str) -> str:
    """'Undo (Ctrl+Z)', the key as the system writes it."""
    return f"{words} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})"


def is_history_key(event: QKeyEvent) -> bool:
    """Undo, and redo by either of its keys."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    is_y = bool(control) and event.key() == Qt.Key.Key_Y
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo) or is_y
