"""The one home of dialogs that ask for a folder or a file: the system's own, never holding the program up.

Each purpose remembers where it was last, as long as the program runs: weights do not lie where pictures do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

Chosen = Callable[[Path], None]
_LAST = "last-folder-of-{purpose}"  # properties of the application


def ask_folder(parent: QWidget | None, title: str, chosen: Chosen, start: str = "", purpose: str = "") -> None:
    """Let a person choose a folder that is there. chosen: called with it, never if they think better of it.

    parent: whose window it belongs to, and with which it goes; None for the window in front.   start: where it begins;
    with a purpose, only the first time.
    """
    dialog = _dialog(parent, title, chosen, start, purpose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def ask_file(
    parent: QWidget | None, title: str, chosen: Chosen, start: str = "", purpose: str = "", kinds: str = ""
) -> None:
    """As ask_folder, for a file that is there. kinds: 'Pictures (*.png *.jpg)', '' for all."""
    dialog = _dialog(parent, title, chosen, start, purpose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    if kinds:
        dialog.setNameFilter(kinds)
    dialog.open()


def ask_new_file(parent: QWidget, title: str, chosen: Chosen, name: str, ending: str) -> None:
    """Let a person say where a new file goes, a picture mostly.

    name: suggested, without ending.   ending: '.png', always kept.
    """
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    dialog = _dialog(parent, title, partial(_with_ending, chosen, ending), pictures, "saved")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"*{ending}")
    dialog.setDefaultSuffix(ending.removeprefix("."))  # before it asks whether a file may be overwritten
    dialog.selectFile(name + ending)
    dialog.open()


def ask_pictures(parent: QWidget | None, chosen: Chosen) -> None:
    """Let a person choose a folder of pictures for the open project."""
    title = QCoreApplication.translate("FolderDialog", "Add a folder of pictures")
    ask_folder(parent, title, chosen, purpose="pictures")


def _dialog(parent: QWidget | None, title: str, chosen: Chosen, start: str, purpose: str) -> QFileDialog:
    app = QApplication.instance()
    last = app.property(_LAST.format(purpose=purpose)) if app is not None and purpose else None
    dialog = QFileDialog(parent or QApplication.activeWindow(), title, str(last or start))
    dialog.setObjectName("file-dialog")
    dialog.fileSelected.connect(partial(_tell, chosen, purpose))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _tell(chosen: Chosen, purpose: str, path: str) -> None:
    app = QApplication.instance()
    if app is not None and purpose:
        app.setProperty(_LAST.format(purpose=purpose), str(Path(path).parent))
    chosen(Path(path))


def _with_ending(chosen: Chosen, ending: str, path: Path) -> None:
    chosen(path if path.suffix.lower() == ending else path.with_name(path.name + ending))
