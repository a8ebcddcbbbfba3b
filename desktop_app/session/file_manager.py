"""Shows files of the person in the program of their system; nothing is opened, started or changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop_app.look.widgets.context_menu import MenuItem


def show_folder(folder: Path) -> None:
    """Open a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def show_file(path: Path) -> None:
    """Open the folder of a file: no system offers the same way to point at the file itself."""
    show_folder(path.parent)


def copy_text(text: str) -> None:
    """Into the clipboard."""
    QGuiApplication.clipboard().setText(text)


def file_items(path: Path) -> tuple[MenuItem, ...]:
    """What the menu of a file offers."""
    tr = QCoreApplication.translate
    return (
        MenuItem("show-file", tr("FileManager", "Show in the file manager"), partial(show_file, path), "folder-open"),
        MenuItem("copy-path", tr("FileManager", "Copy path"), partial(copy_text, str(path)), "copy"),
    )
