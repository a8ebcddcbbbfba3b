"""Small pictures for lists of results: read in the background, kept while they are likely to be seen again."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.session.background import Background
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import ReadPicture, read_small
from ml_engine.domain.errors import UserError

KEPT = 240


class PictureImages(QObject):
    """Images by path, longer side at most `side` pixels.

    Signals: arrived(str): the picture of this path can be had now, or is known to be unreadable.
    """

    arrived = Signal(str)

    def __init__(self, background: Background, side: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._side = side
        self._images: OrderedDict[str, ReadPicture] = OrderedDict()
        self._loading: set[str] = set()
        self._tokens = Tokens()
        self.problems: dict[str, str] = {}
        self.destroyed.connect(self._tokens.cancel_all)

    def get(self, path: str) -> ReadPicture | None:
        """The picture, or None: then it is being read, and `arrived` tells; see `problems`."""
        image = self._images.get(path)
        if image is not None:
            self._images.move_to_end(path)
        elif path not in self._loading and path not in self.problems:
            self._loading.add(path)
            work = partial(read_small, Path(path), self._side)
            done, failed = partial(self._on_background_read, path), partial(self._on_background_failed, path)
            self._tokens.add(self._background.run(work, done, failed, urgent=True))
        return image

    def _on_background_read(self, path: str, image: ReadPicture) -> None:
        self._loading.discard(path)
        self._images[path] = image
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.arrived.emit(path)

    def _on_background_failed(self, path: str, error: UserError) -> None:
        self._loading.discard(path)
        self.problems[path] = error.message
        self.arrived.emit(path)
