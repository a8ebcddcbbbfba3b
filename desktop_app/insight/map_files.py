"""Maps as pictures to keep: with square pixels large enough to look at, written while the window goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop_app.charts.readable import file_name
from desktop_app.charts.saving import png_bytes
from desktop_app.look.message import Message
from desktop_app.look.widgets.file_dialogs import ask_new_file
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.session.text_file import save_text
from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError

LEAST_SIDE = 512
SAID_S = 6


def enlarged(image: QImage) -> QImage:
    """Each number a square of whole pixels: smoothed, a map of 7 × 7 numbers would look like more than it is."""
    times = max(1, -(-LEAST_SIDE // max(image.width(), image.height(), 1)))
    ratio, mode = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
    return image.scaled(image.width() * times, image.height() * times, ratio, mode)


class MapFiles(QObject):
    """Asks where, writes, and says so in the bar."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._widget = parent

    def save(self, image: QImage, name: str) -> None:
        """Let a person choose a file for a picture. name: without its ending."""
        written = partial(self.write, image)
        ask_new_file(self._widget, self.tr("Save as PNG"), written, file_name(name, "map"), ".png")

    def save_text(self, text: str, name: str) -> None:
        """Let a person choose a file for numbers. name: without its ending."""
        written = partial(save_text, self._session, Tokens(), text, self.tr("Saved: {file}"))
        ask_new_file(self._widget, self.tr("Save as CSV"), written, file_name(name, "walk"), ".csv")

    def write(self, image: QImage, path: Path) -> None:
        """Write it there."""
        # Not cancelled when the place goes: who asks for a file wants it.
        self._session.background.run(partial(_write, image, path), self._on_background_written)

    def _on_background_written(self, path: Path) -> None:
        self._session.say(Message("ok", self.tr("Saved: {file}").format(file=path), timeout_s=SAID_S))


def _write(image: QImage, path: Path, _: Token) -> Path:
    try:
        write_atomic(path, png_bytes(image))
    except OSError as error:
        raise UserError(
            "file-not-written", f"{path} could not be written: {error.strerror}.", "Choose another folder."
        ) from error
    return path
