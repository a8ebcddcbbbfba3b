"""Pictures ready to be painted: read in the background, the next ones ahead of time, within a budget of memory.

What was not expected is read twice: reduced, to be seen at once, then in full. What nobody waits for any more vanishes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop_app.session.background import Background, Token
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.values import ImageRef
from ml_engine.images.levels import screen_levels
from ml_engine.images.reader import decode_picture, header_of, read_bytes
from ml_engine.images.upright import ByteImage

BUDGET_BYTES = 768 << 20  # the current picture, the two beside it and some behind, at 24 Mpx
BYTES_A_PIXEL = 16 / 3  # four, and a third more for all the halves
FIRST_LOOK_SIDE = 700  # short side of the reduced picture, at least


@dataclass(frozen=True, slots=True)
class Picture:
    """What is painted. width, height: pixels of the upright picture.   levels: largest first, each half as wide.

    reduced: the largest level is smaller than the picture; the full one is on its way.
    """

    image_id: int
    width: int
    height: int
    levels: tuple[QImage, ...]
    pixels: tuple[ByteImage, ...]  # the memory that the levels look into: QImage does not hold it
    reduced: bool = False

    @property
    def size_bytes(self) -> int:
        return sum(level.nbytes for level in self.pixels)

    def level_for(self, scale: float) -> QImage:
        """The smallest level with a pixel for each of the screen. scale: device pixels for a pixel of the picture."""
        wanted = self.width * scale
        return next((level for level in reversed(self.levels) if level.width() >= wanted), self.levels[0])


class PictureLoader(QObject):
    """Reads pictures for the canvas.

    Signals: arrived(int): the picture of this id, or a better one, is there.   failed(int): get_problem says why.
    """

    arrived = Signal(int)
    failed = Signal(int)

    def __init__(self, background: Background, budget_bytes: int = BUDGET_BYTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._budget_bytes = budget_bytes
        self._pictures: OrderedDict[int, Picture] = OrderedDict()
        self._problems: dict[int, UserError] = {}
        self._looks: dict[int, Token] = {}  # reduced pictures on their way
        self._reads: dict[int, Token] = {}  # full ones
        self._ahead: list[ImageRef] = []
        self._current: int | None = None
        # By the time that `destroyed` comes, self is no more: only the tokens are.
        self.destroyed.connect(partial(_cancel_tokens, self._looks, self._reads))

    def get(self, image_id: int) -> Picture | None:
        """The picture, if it is there."""
        return self._pictures.get(image_id)

    def get_problem(self, image_id: int) -> UserError | None:
        """Why it cannot be read, None if it can or is not yet known."""
        return self._problems.get(image_id)

    @property
    def used_bytes(self) -> int:
        return sum(picture.size_bytes for picture in self._pictures.values())

    def show(self, image: ImageRef | None) -> Picture | None:
        """Make a picture the one that is looked at. Returns it if it is there; else `arrived` tells."""
        self._current = None if image is None else image.id
        self._ahead.clear()
        self._cancel_all(but=self._current)
        if image is None:
            return None
        picture = self._pictures.get(image.id)
        if picture is not None:
            self._pictures.move_to_end(image.id)
        if image.id not in self._problems:
            if picture is None and image.id not in self._looks:
                self._looks[image.id] = self._run(image.id, partial(_look, image))
            elif picture is not None and picture.reduced and image.id not in self._reads:
                self._reads[image.id] = self._run(image.id, partial(_read, image))
        return picture

    def expect(self, images: Iterable[ImageRef]) -> None:
        """Have these ready, the first one first, one at a time: a thread stays free for what is wanted now.

        As many as find room beside the current one; those whose size is not known yet count as nothing.
        """
        current = self._pictures.get(self._current) if self._current is not None else None
        room: float = self._budget_bytes - (0 if current is None else current.size_bytes)
        self._ahead = []
        for image in images:
            room -= (image.width or 0) * (image.height or 0) * BYTES_A_PIXEL
            if room < 0:
                break
            self._ahead.append(image)
        self._read_ahead()

    def forget_all(self) -> None:
        """The files may be others now: read them anew when they are shown."""
        self._ahead.clear()
        self._cancel_all(but=None)
        self._pictures.clear()
        self._problems.clear()

    def forget_problems(self) -> None:
        """Files that could not be read may be there again: try them when they are shown."""
        self._problems.clear()

    def _run(self, image_id: int, work: Callable[[Token], _Loaded]) -> Token:
        failed = partial(self._on_background_failed, image_id)
        return self._background.run(work, self._on_background_loaded, failed, urgent=True)

    def _read_ahead(self) -> None:
        while self._ahead and not self._reads and not self._looks:
            image = self._ahead.pop(0)
            if image.id not in self._pictures and image.id not in self._problems:
                self._reads[image.id] = self._run(image.id, partial(_read, image))

    def _on_background_loaded(self, loaded: _Loaded) -> None:
        picture = loaded.picture
        image_id = picture.image_id
        (self._looks if loaded.is_look else self._reads).pop(image_id, None)
        known = self._pictures.get(image_id)
        if known is None or known.reduced:
            self._pictures[image_id] = picture
            self._keep_within_budget()
        if loaded.rest is not None and image_id not in self._reads and (known is None or known.reduced):
            self._reads[image_id] = self._run(image_id, partial(_read_rest, image_id, loaded.rest))
        self._read_ahead()
        self.arrived.emit(image_id)

    def _on_background_failed(self, image_id: int, error: UserError) -> None:
        self._cancel(image_id)
        self._pictures.pop(image_id, None)
        self._problems[image_id] = error
        self._read_ahead()
        self.failed.emit(image_id)

    def _cancel(self, image_id: int) -> None:
        for tokens in (self._looks, self._reads):
            token = tokens.pop(image_id, None)
            if token is not None:
                token.cancel()

    def _cancel_all(self, *, but: int | None) -> None:
        for image_id in {*self._looks, *self._reads} - {but}:
            self._cancel(image_id)

    def _keep_within_budget(self) -> None:
        for image_id in list(self._pictures)[:-1]:
            if self.used_bytes <= self._budget_bytes:
                return
            if image_id != self._current:
                del self._pictures[image_id]


@dataclass(frozen=True, slots=True)
class _Rest:
    """A file that was shown reduced: its bytes are there already."""

    image: ImageRef
    data: bytes


@dataclass(frozen=True, slots=True)
class _Loaded:
    picture: Picture
    is_look: bool = False
    rest: _Rest | None = None


def _look(image: ImageRef, token: Token) -> _Loaded:
    data = read_bytes(image.path)
    header = header_of(data, image.path)
    _stop_if(token)
    pixels = decode_picture(data, image.path, FIRST_LOOK_SIDE)
    reduced = pixels.shape[1] < header.width
    picture = _picture(image.id, header.width, header.height, pixels, token, reduced=reduced)
    return _Loaded(picture, is_look=True, rest=_Rest(image, data) if reduced else None)


def _read(image: ImageRef, token: Token) -> _Loaded:
    return _read_rest(image.id, _Rest(image, read_bytes(image.path)), token)


def _read_rest(image_id: int, rest: _Rest, token: Token) -> _Loaded:
    _stop_if(token)
    pixels = decode_picture(rest.data, rest.image.path)
    return _Loaded(_picture(image_id, pixels.shape[1], pixels.shape[0], pixels, token))


def _picture(
    image_id: int, width: int, height: int, pixels: ByteImage, token: Token, *, reduced: bool = False
) -> Picture:
    _stop_if(token)
    levels = tuple(screen_levels(pixels, should_stop=token.is_cancelled))
    _stop_if(token)
    return Picture(image_id, width, height, tuple(_as_qimage(level) for level in levels), levels, reduced)


def _as_qimage(level: ByteImage) -> QImage:
    level = np.ascontiguousarray(level)
    height, width = level.shape[:2]
    return QImage(level.data, width, height, width * 4, QImage.Format.Format_RGB32)


def _cancel_tokens(*tokens: dict[int, Token]) -> None:
    for token in (token for of_kind in tokens for token in of_kind.values()):
        token.cancel()


def _stop_if(token: Token) -> None:
    if token.cancelled:
        raise Cancelled
