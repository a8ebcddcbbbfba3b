"""Results of the Lab as files: PNG, CSV, GIF. Made and written while the window goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.look.message import Message
from desktop_app.look.widgets.file_dialogs import ask_new_file
from desktop_app.session.background import Token
from desktop_app.session.session import Session
from ml_engine.images.draw import save_png
from ml_engine.images.lab_pictures import save_bytes, save_gif
from ml_engine.images.upright import ByteImage
from ml_engine.lab.matrices import matrix_csv

SAID_S = 6


class LabFiles(QObject):
    """Asks where, writes, and says so in the bar."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._widget = parent

    def save_png(self, name: str, picture: Callable[[], ByteImage]) -> None:
        """Ask for a file and write a picture. picture: called on a thread of the background."""
        self._ask(self.tr("Save as PNG"), name, ".png", partial(write_png, picture))

    def save_csv(self, name: str, values: Callable[[], np.ndarray]) -> None:
        """The exact numbers."""
        self._ask(self.tr("Save as CSV"), name, ".csv", partial(write_csv, values))

    def save_gif(self, name: str, frames: Callable[[], Sequence[ByteImage]]) -> None:
        """The walk as a moving picture."""
        self._ask(self.tr("Save as GIF"), name, ".gif", partial(write_gif, frames))

    def write(self, work: Callable[[Path, Token], Path], path: Path) -> None:
        """Do it, and say so. Not cancelled when the page goes: who asks for a file wants it."""
        self._session.background.run(partial(work, path), self._on_background_written)

    def _ask(self, title: str, name: str, ending: str, work: Callable[[Path, Token], Path]) -> None:
        ask_new_file(self._widget, title, partial(self.write, work), name, ending)

    def _on_background_written(self, path: Path) -> None:
        self._session.say(Message("ok", self.tr("Saved: {file}").format(file=path), timeout_s=SAID_S))


def write_png(picture: Callable[[], ByteImage], path: Path, _: Token) -> Path:
    """Raises UserError('picture-unwritable')."""
    save_png(path, picture())
    return path


def write_csv(values: Callable[[], np.ndarray], path: Path, _: Token) -> Path:
    """Raises UserError('file-unwritable')."""
    save_bytes(path, matrix_csv(values()).encode())
    return path


def write_gif(frames: Callable[[], Sequence[ByteImage]], path: Path, _: Token) -> Path:
    """Raises UserError('file-unwritable')."""
    save_gif(path, frames())
    return path
