"""Thumbnails of what is seen, made on the background's threads; a tile that left the screen is not made any more."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from desktop_app.session.background import Background, Token
from desktop_app.session.following import Tokens
from ml_engine.domain.errors import UserError
from ml_engine.images.thumbnails import ThumbnailCache

KEPT = 600
AT_ONCE = 2  # pieces of work on their way; a third would only stand before what is more urgent
WORK_S = 0.02  # a piece of work takes pictures from the queue for so long


@dataclass(frozen=True, slots=True)
class Shape:
    """Of a tile on the screen. size: device pixels.   ratio: of them to a pixel of layout.   radius: of the corners."""

    size: QSize
    ratio: float
    radius: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to show."""

    image_id: int
    path: Path
    content_hash: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """One that was tried. image: None if it cannot be read, then `error` says why. gone: its file is not there."""

    wanted: Wanted
    shape: Shape
    image: QImage | None
    error: UserError | None = None
    gone: bool = False


class Thumbnails(QObject):
    """Pixmaps by picture, the last 600.

    Signals: arrived(object): frozenset of ids that can be painted now, or are known to be unreadable.
    failed(object): dict of id to UserError, for files that are there and cannot be read.
    """

    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, background: Background, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._cache = ThumbnailCache(folder)
        self._shape = Shape(QSize(120, 90), 1.0, 0)
        self._pixmaps: OrderedDict[int, tuple[Wanted, Shape, QPixmap]] = OrderedDict()
        self._problems: dict[int, tuple[Wanted, str, bool]] = {}
        self._queue: deque[Wanted] = deque()
        self._working = 0
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was made yet."""
        return not self._pixmaps

    @property
    def shape(self) -> Shape:
        """Of what is made from now on."""
        return self._shape

    def set_shape(self, shape: Shape) -> None:
        """Tiles are of another size: what there is is still shown, stretched, until the new ones come."""
        self._shape = shape

    def get(self, image_id: int) -> QPixmap | None:
        """The picture, perhaps of another size than it should be; None if it was not made yet."""
        found = self._pixmaps.get(image_id)
        return None if found is None else found[2]

    def problem(self, image_id: int) -> str:
        """Why it cannot be shown, '' if it can or was not tried."""
        found = self._problems.get(image_id)
        return "" if found is None else found[1]

    def is_gone(self, image_id: int) -> bool:
        """Whether its file was not there when it was tried."""
        found = self._problems.get(image_id)
        return found is not None and found[2]

    def forget_problems(self) -> None:
        """Files that could not be read may be there again: try them when they are seen."""
        self._problems.clear()

    def look_at(self, wanted: Iterable[Wanted]) -> None:
        """These are seen, the most urgent first; what was asked for before and is not among them is forgotten."""
        missing = [item for item in wanted if self._is_missing(item)]
        self._queue.clear()
        self._queue.extend(missing)
        while self._working < min(AT_ONCE, len(self._queue)):
            self._start()

    def _is_missing(self, item: Wanted) -> bool:
        if item.image_id in self._problems:
            return self._problems[item.image_id][0] != item
        found = self._pixmaps.get(item.image_id)
        if found is None or found[:2] != (item, self._shape):
            return True
        self._pixmaps.move_to_end(item.image_id)
        return False

    def _start(self) -> None:
        self._working += 1
        work = partial(_make_some, self._cache, self._queue, self._shape)
        self._tokens.add(self._background.run(work, self._on_background_made, self._on_background_failed, urgent=True))

    def _on_background_failed(self, error: UserError) -> None:
        self._working -= 1
        self._background.failed.emit(error)

    def _on_background_made(self, made: list[Made]) -> None:
        self._working -= 1
        broken: dict[int, UserError] = {}
        for item in made:
            image_id = item.wanted.image_id
            if item.image is not None:
                self._problems.pop(image_id, None)
                self._pixmaps[image_id] = item.wanted, item.shape, QPixmap.fromImage(item.image)
                self._pixmaps.move_to_end(image_id)
            elif item.error is not None:
                self._pixmaps.pop(image_id, None)
                self._problems[image_id] = item.wanted, item.error.message, item.gone
                if not item.gone:
                    broken[image_id] = item.error
        while len(self._pixmaps) > KEPT:
            self._pixmaps.popitem(last=False)
        if self._queue:
            self._start()
        if made:
            self.arrived.emit(frozenset(item.wanted.image_id for item in made))
        if broken:
            self.failed.emit(broken)


def _make_some(cache: ThumbnailCache, queue: deque[Wanted], shape: Shape, token: Token) -> list[Made]:
    """Take from the queue what is most urgent at that moment, for a short while."""
    made: list[Made] = []
    until = time.monotonic() + WORK_S
    while not token.cancelled and (not made or time.monotonic() < until):
        try:
            wanted = queue.popleft()
        except IndexError:
            break
        made.append(_make(cache, wanted, shape))
    return made


def _make(cache: ThumbnailCache, wanted: Wanted, shape: Shape) -> Made:
    try:
        data = cache.get(wanted.path, wanted.content_hash)
    except UserError as error:
        return Made(wanted, shape, None, error, gone=not wanted.path.exists())
    image = QImage.fromData(data, "JPG")  # type: ignore[arg-type]  # the stub says bytes, Qt takes the name
    return Made(wanted, shape, covering(image, shape))


def covering(image: QImage, shape: Shape) -> QImage:
    """The middle of a picture, filling the shape, its corners rounded."""
    size = shape.size
    filled = image.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    tile = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(0, 0, size.width(), size.height()), shape.radius, shape.radius)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(outline)
    painter.drawImage((size.width() - filled.width()) // 2, (size.height() - filled.height()) // 2, filled)
    painter.end()
    tile.setDevicePixelRatio(shape.ratio)
    return tile
