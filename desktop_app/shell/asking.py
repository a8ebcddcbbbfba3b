"""What the window asks for in dialogs: folders of pictures, annotations, where a folder of the project lies now."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.look.widgets.file_dialogs import ask_file, ask_folder, ask_pictures
from desktop_app.project.query import Root
from desktop_app.session.session import Session


def ask_more(parent: QWidget, session: Session) -> None:
    """One more folder of pictures."""
    ask_pictures(parent, session.folders.add)


def ask_import_file(parent: QWidget, session: Session) -> None:
    """A file of annotations."""
    title = _tr("Import annotations: COCO, Pascal VOC or YOLO")
    ask_file(parent, title, session.folders.import_when_ready, purpose="annotations")


def ask_import_folder(parent: QWidget, session: Session) -> None:
    """A folder of annotations: YOLO and VOC have a file a picture."""
    title = _tr("Import annotations: the folder of their files")
    ask_folder(parent, title, session.folders.import_when_ready, purpose="annotations")


def ask_relink(parent: QWidget, session: Session, root: Root) -> None:
    """Where a folder of pictures lies now."""
    title = _tr("Where does {folder} lie now?").format(folder=os.fspath(root.path))
    ask_folder(parent, title, partial(session.folders.relink, root))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Asking", text)
