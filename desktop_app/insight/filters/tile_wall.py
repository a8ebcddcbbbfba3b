"""A few dozen to a few hundred small pictures in rows, with words below; one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_KEY, SPACE_S, SPACE_XS
from desktop_app.look.widgets.plain_label import escaped

WORDS = 16
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class Tile:
    """words: below it.   tip: all that is known of it, for the mouse and screen readers."""

    image: QImage
    words: str
    tip: str


class TileWall(QWidget):
    """name: objectName.   side: pixels of a tile.   sharp: numbers stay squares.   columns: 0 for as many as fit.

    Signals: chosen(int): a person chose a tile.
    """

    chosen = Signal(int)

    def __init__(
        self, look: Look, name: str, side: int, *, sharp: bool = False, columns: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look, self._side, self._sharp, self._fixed = look, side, sharp, columns
        self.tiles: list[Tile] = []
        self.place = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def set_tiles(self, tiles: Sequence[Tile], place: int = -1) -> None:
        """Show these, one of them chosen; -1 for none."""
        self.tiles, self.place = list(tiles), place if place < len(tiles) else -1
        self._describe()
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()

    def choose(self, place: int) -> None:
        """As if a person had."""
        if 0 <= place < len(self.tiles) and place != self.place:
            self.place = place
            self._describe()
            self.update()
            self.chosen.emit(place)

    def tile_rect(self, place: int) -> QRect:
        """Where a tile is."""
        row, column = divmod(place, self._columns())
        step = self._side + SPACE_S
        return QRect(column * step, row * (step + WORDS), self._side, self._side)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        rows = -(-len(self.tiles) // self._columns(width))
        return max(self._side, rows * (self._side + SPACE_S + WORDS))

    def sizeHint(self) -> QSize:  # noqa: N802
        width = (self._fixed or 6) * (self._side + SPACE_S)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: object) -> None:  # noqa: N802, ARG002
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = self._at(event.position().toPoint())
        if place is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), escaped(self.tiles[place].tip), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        columns = self._columns()
        steps = {**_STEPS, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self.tiles:
            super().keyPressEvent(event)
            return
        self.choose(min(max(self.place + step, 0), len(self.tiles) - 1) if self.place >= 0 else 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._sharp:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(self._look.font(8, 400))
        for place, tile in enumerate(self.tiles):
            rect = self.tile_rect(place)
            if rect.adjusted(0, 0, 0, WORDS).intersects(event.rect()):
                self._paint_tile(painter, rect, tile, is_chosen=place == self.place)
        painter.end()

    def _paint_tile(self, painter: QPainter, rect: QRect, tile: Tile, *, is_chosen: bool) -> None:
        tokens = self._look.tokens
        painter.fillRect(rect, QColor(tokens.canvas))
        size = tile.image.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(rect).center())
        painter.drawImage(place, tile.image)
        if is_chosen:
            painter.setPen(QPen(QColor(tokens.accent), 3 if self.hasFocus() else 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), RADIUS_KEY, RADIUS_KEY)
        painter.setPen(QColor(tokens.text if is_chosen else tokens.dim))
        below = QRect(rect.x(), rect.bottom() + 1, rect.width(), WORDS)
        words = painter.fontMetrics().elidedText(tile.words, Qt.TextElideMode.ElideMiddle, rect.width() - SPACE_XS)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def _columns(self, width: int = 0) -> int:
        return self._fixed or max(1, ((width or self.width()) + SPACE_S) // (self._side + SPACE_S))

    def _at(self, point: QPoint) -> int | None:
        return next((i for i in range(len(self.tiles)) if self.tile_rect(i).contains(point)), None)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.tiles[self.place].tip if 0 <= self.place < len(self.tiles) else "")
