"""Three by three views with their boxes; the first is the picture as it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL, SPACE_S, SPACE_XS
from desktop_app.training.studio.preview import TILES, PreviewTile

ACROSS = 3
LEAST_SIDE = 96


class PreviewGrid(QWidget):
    """Paints what it is given; says why where there is nothing."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("augment-preview")
        self._look = look
        self.tiles: tuple[PreviewTile, ...] = ()
        self.problem = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Nine views of the picture"))
        look.changed.connect(self.update)

    def show_tiles(self, tiles: tuple[PreviewTile, ...]) -> None:
        """Nine of them."""
        self.tiles, self.problem = tiles, ""
        same = sum(tile.untouched for tile in tiles)
        self.setAccessibleDescription(self.tr("%n of them show(s) it as it is", "", same))
        self.update()

    def show_problem(self, text: str) -> None:
        """Why there is nothing to see."""
        self.tiles, self.problem = (), text
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(660, 660)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(ACROSS * LEAST_SIDE, ACROSS * LEAST_SIDE)

    def places(self) -> list[QRectF]:
        """Where the tiles lie, row by row."""
        caption = self._caption_height()
        side = min(
            (self.width() - (ACROSS - 1) * SPACE_S) / ACROSS,
            (self.height() - (ACROSS - 1) * SPACE_S) / ACROSS - caption,
        )
        left = (self.width() - ACROSS * side - (ACROSS - 1) * SPACE_S) / 2
        return [
            QRectF(left + (n % ACROSS) * (side + SPACE_S), (n // ACROSS) * (side + caption + SPACE_S), side, side)
            for n in range(TILES)
        ]

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for place, frame in enumerate(self.places()):
            clip = QPainterPath()
            clip.addRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
            painter.save()
            painter.setClipPath(clip)
            painter.fillRect(frame, self._look.color("canvas"))
            if place < len(self.tiles):
                self._paint_tile(painter, frame, self.tiles[place])
            painter.restore()
            if place < len(self.tiles):
                self._paint_caption(painter, frame, self.tiles[place])
        if self.problem:
            painter.setPen(self._look.color("text"))
            painter.setFont(self._look.font())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(40, 40, -40, -40), flags, self.problem)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().event(event)

    def _paint_tile(self, painter: QPainter, frame: QRectF, tile: PreviewTile) -> None:
        painter.drawImage(frame, tile.pixels)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in tile.boxes:
            x0, y0, x1, y1 = (share * frame.width() for share in box.xyxy)
            placed = QRectF(frame.left() + x0, frame.top() + y0, x1 - x0, y1 - y0)
            painter.setPen(QPen(QColor(0, 0, 0, 140), 3.5))
            painter.drawRect(placed)
            painter.setPen(QPen(QColor(box.color), 1.8))
            painter.drawRect(placed)

    def _paint_caption(self, painter: QPainter, frame: QRectF, tile: PreviewTile) -> None:
        text = self.tr("as it is") if tile.untouched else self.tr("view {n}").format(n=tile.view)
        painter.setFont(self._look.font(9))
        painter.setPen(self._look.color("text" if tile.untouched else "dim"))
        line = QRectF(frame.left(), frame.bottom() + 1, frame.width(), self._caption_height() - 1)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _tip(self, at: QPoint) -> str:
        for frame, tile in zip(self.places(), self.tiles, strict=False):
            if frame.contains(QPointF(at)):
                if tile.untouched:
                    return self.tr("The picture as the network sees it in use: always among what it learns from.")
                return self.tr("View {n} of this picture, exactly as a training with this seed would make it.").format(
                    n=tile.view
                )
        return ""

    def _caption_height(self) -> int:
        return self.fontMetrics().height() + SPACE_XS
