"""Answers the dialogs that ask for a folder or a file, as a person does. Not a test module."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot


def choose(qtbot: QtBot, path: Path) -> QFileDialog:
    """Choose a path in the dialog that is open."""
    qtbot.waitUntil(lambda: bool(_open_dialogs()), timeout=5_000)
    (dialog,) = _open_dialogs()
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    return dialog


def _open_dialogs() -> list[QFileDialog]:
    widgets = QApplication.topLevelWidgets()
    return [widget for widget in widgets if isinstance(widget, QFileDialog) and widget.isVisible()]
