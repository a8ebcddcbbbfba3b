"""The one dialog that asks for a folder, or for a file: it never holds the program up while it is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

Chosen = Callable[[Path], None]


def ask_folder(parent: QWidget | None, title: str, chosen: Chosen, start: str = "") -> None:
    """Let a person choose a folder that is there. chosen: called with it, never if they think better of it.

    parent: whose window it belongs to, and with which it goes; None for the window in front.
    """
    dialog = _dialog(parent, title, chosen, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def ask_file(parent: QWidget | None, title: str, chosen: Chosen, start: str = "") -> None:
    """As ask_folder, for a file."""
    dialog = _dialog(parent, title, chosen, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def ask_pictures(parent: QWidget | None, chosen: Chosen) -> None:
    """Let a person choose a folder of pictures for the open project."""
    ask_folder(parent, QCoreApplication.translate("FolderDialog", "Add a folder of pictures"), chosen)


def _dialog(parent: QWidget | None, title: str, chosen: Chosen, start: str) -> QFileDialog:
    dialog = QFileDialog(parent or QApplication.activeWindow(), title, start)
    dialog.setObjectName("folder-dialog")
    dialog.fileSelected.connect(partial(_tell, chosen))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _tell(chosen: Chosen, path: str) -> None:
    chosen(Path(path))
