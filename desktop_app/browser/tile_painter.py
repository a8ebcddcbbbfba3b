"""Paints a tile: the thumbnail with its badge, or a row with the facts beside it.

Called by the view directly: a delegate through Qt would cost two crossings of the language for every tile.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from desktop_app.browser.words import Trouble, facts_line, number
from desktop_app.look.look import Look
from desktop_app.look.tokens import (
    DARK,
    ICON_L,
    ICON_M,
    RADIUS_CONTROL,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
)
from desktop_app.project.tiles import Tile
from desktop_app.session.label_set import LabelSet
from ml_engine.domain.values import ImageStatus

RING = 3
DOT = 8
MOST_DOTS = 4
BADGE = 16
PILL = 18
ROW_HEIGHT = 48
NO_PEN = Qt.PenStyle.NoPen


@dataclass(frozen=True, slots=True)
class TileState:
    """How a tile is to be painted. focused: the current one, in a view that has the keyboard."""

    current: bool = False
    selected: bool = False
    hovered: bool = False
    focused: bool = False


class TilePainter:
    """Keeps fonts and pixmaps of icons until the look changes (`forget`).

    row_height: of the list.   ground: what tiles lie on.
    """

    def __init__(self, look: Look, labels: LabelSet) -> None:
        self._look = look
        self._labels = labels
        self._icons: dict[tuple[str, str, int], QPixmap] = {}
        self.forget()

    def forget(self) -> None:
        """Colours or sizes are others."""
        self._icons.clear()
        self.ground = QColor(self._look.tokens.panel)
        self._small = self._look.font(8, 500)
        self._body = self._look.font(10, 400)
        self._small_metrics = QFontMetrics(self._small)
        self._body_metrics = QFontMetrics(self._body)
        self._pill = max(PILL, self._small_metrics.height() + 2)
        words = self._body_metrics.height() + self._small_metrics.height() + SPACE_M
        self.row_height = max(ROW_HEIGHT, words)

    def paint_picture(
        self, painter: QPainter, rect: QRect, tile: Tile | None, image: QPixmap | None, trouble: Trouble | None,
        state: TileState,
    ) -> None:  # fmt: skip
        """A tile of the grid."""
        self._thumbnail(painter, rect, image, is_broken=trouble is not None)
        if tile is not None:
            if image is None and trouble is not None:
                self._reason(painter, rect, trouble.word)
            if tile.row.status in (ImageStatus.VERIFIED, ImageStatus.SKIPPED):
                badge = QRect(rect.right() - BADGE - SPACE_XS, rect.top() + SPACE_XS + 1, BADGE, BADGE)
                self._badge(painter, badge, tile.row.status)
            if tile.row.annotation_count:
                self._objects(painter, rect, tile)
        self._ring(painter, rect, state)

    def paint_row(
        self, painter: QPainter, rect: QRect, tile: Tile | None, image: QPixmap | None, trouble: Trouble | None,
        state: TileState,
    ) -> None:  # fmt: skip
        """A row of the list: thumbnail, name over facts, the badge at the end."""
        tokens = self._look.tokens
        if state.current or state.selected or state.hovered:
            ground = tokens.accent_soft if state.current or state.selected else tokens.bg
            painter.setPen(NO_PEN)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)
        self._thumbnail(painter, row_thumbnail(rect), image, is_broken=trouble is not None)
        if tile is None:
            return
        left = row_thumbnail(rect).right() + SPACE_S + 1
        right = rect.right() - SPACE_S
        if tile.row.status in (ImageStatus.VERIFIED, ImageStatus.SKIPPED):
            right -= BADGE
            badge = QRect(right, _middle(rect) - BADGE // 2, BADGE, BADGE)
            self._badge(painter, badge, tile.row.status)
            right -= SPACE_S
        right -= self._dots(painter, tile.labels, right, _middle(rect))
        width = right - left
        middle = _middle(rect)
        painter.setFont(self._body)
        painter.setPen(QColor(tokens.text))
        name = self._body_metrics.elidedText(file_name(tile.row.name), Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(left, middle - self._body_metrics.descent(), name)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.dim if trouble is None else tokens.bad))
        facts = facts_line(tile, trouble, short=True)
        shown = self._small_metrics.elidedText(facts, Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, middle + self._small_metrics.ascent() + 1, shown)
        if state.current:
            self._ring(painter, rect, TileState(current=state.focused, focused=state.focused))

    def _thumbnail(self, painter: QPainter, rect: QRect, image: QPixmap | None, *, is_broken: bool) -> None:
        if image is not None:
            painter.drawPixmap(rect, image)
            return
        tokens = self._look.tokens
        painter.setPen(NO_PEN)
        painter.setBrush(QColor(tokens.canvas))
        painter.drawRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)
        if is_broken:
            size = ICON_L if rect.height() > 2 * ICON_L else ICON_M
            icon = self._icon("image-off", "dim", size)
            top = _middle(rect) - (size if size == ICON_L else size // 2)
            painter.drawPixmap(rect.center().x() - size // 2, top, icon)

    def _reason(self, painter: QPainter, rect: QRect, word: str) -> None:
        """In two words under the icon; the tooltip has the sentence."""
        painter.setFont(self._small)
        painter.setPen(QColor(self._look.tokens.bad))
        width = rect.width() - 2 * SPACE_XS
        words = self._small_metrics.elidedText(word, Qt.TextElideMode.ElideRight, width)
        line = QRect(rect.left() + SPACE_XS, _middle(rect) + SPACE_XS, width, self._small_metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, words)

    def _badge(self, painter: QPainter, rect: QRect, status: ImageStatus) -> None:
        tokens = self._look.tokens
        verified = status is ImageStatus.VERIFIED
        painter.setPen(NO_PEN)
        painter.setBrush(QColor(tokens.ok if verified else tokens.dim))
        painter.drawEllipse(rect)
        icon = self._icon("check" if verified else "minus", "panel", BADGE - 5)
        inset = (BADGE - (BADGE - 5)) / 2
        painter.drawPixmap(QPointF(rect.left() + inset, rect.top() + inset), icon)

    def _objects(self, painter: QPainter, rect: QRect, tile: Tile) -> None:
        """Dots of the labels and the number of objects, on a dark ground that any picture lets one read."""
        words = number(tile.row.annotation_count)
        dots = min(len(tile.labels), MOST_DOTS)
        words_width = self._small_metrics.horizontalAdvance(words)
        width = 2 * (SPACE_XS + 2) + dots * (DOT - 2) + SPACE_XS + words_width
        pill = QRectF(rect.left() + SPACE_XS + 1, rect.bottom() - self._pill - SPACE_XS + 1, width, self._pill)
        ground = QColor(DARK.canvas)
        ground.setAlpha(190)
        painter.setPen(NO_PEN)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, self._pill / 2, self._pill / 2)
        x = pill.left() + SPACE_XS + 2
        for label_id in tile.labels[:dots]:
            painter.setPen(QPen(ground, 1))
            painter.setBrush(QColor(self._color(label_id)))
            painter.drawEllipse(QRectF(x, pill.center().y() - DOT / 2, DOT, DOT))
            x += DOT - 2
        painter.setFont(self._small)
        painter.setPen(QColor(DARK.text))
        text = QRectF(x + SPACE_XS, pill.top(), words_width + 2, self._pill)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _dots(self, painter: QPainter, labels: tuple[UUID, ...], right: int, middle: int) -> int:
        """Dots that end at `right`. Returns the width they take."""
        shown = labels[:MOST_DOTS]
        painter.setPen(NO_PEN)
        for place, label_id in enumerate(reversed(shown)):
            painter.setBrush(QColor(self._color(label_id)))
            painter.drawEllipse(QRectF(right - DOT - place * (DOT + 2), middle - DOT / 2, DOT, DOT))
        return len(shown) * (DOT + 2) + SPACE_XS if shown else 0

    def _ring(self, painter: QPainter, rect: QRect, state: TileState) -> None:
        tokens = self._look.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state.selected and not state.current:
            tint = QColor(tokens.accent)
            tint.setAlpha(70)
            painter.setPen(NO_PEN)
            painter.setBrush(tint)
            painter.drawRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if state.current or state.selected:
            self._outline(painter, rect, tokens.accent, RING if state.current else RING - 1, 0)
            if state.focused:
                self._outline(painter, rect, tokens.panel, 1, RING)
        elif state.hovered:
            self._outline(painter, rect, tokens.dim, 1, 0)

    def _outline(self, painter: QPainter, rect: QRect, color: str, width: int, inset: int) -> None:
        painter.setPen(QPen(QColor(color), width))
        by = inset + width / 2
        radius = max(1.0, RADIUS_CONTROL - by)
        painter.drawRoundedRect(QRectF(rect).adjusted(by, by, -by, -by), radius, radius)

    def _color(self, label_id: UUID) -> str:
        try:
            return self._labels.get(label_id).color
        except KeyError:  # made by an edit that has not been told here yet
            return self._look.tokens.dim

    def _icon(self, name: str, color: str, size: int) -> QPixmap:
        key = name, color, size
        if key not in self._icons:
            self._icons[key] = self._look.pixmap(name, color, size)
        return self._icons[key]


def file_name(name: str) -> str:
    """Of a path: in a column so narrow the folder would leave nothing of it. The tooltip has the whole."""
    return name.rpartition("/")[2]


def _middle(rect: QRect) -> int:
    """QRect.center() rounds to zero: above the top of the view it would be another pixel of the same row."""
    return rect.top() + (rect.height() - 1) // 2


def row_thumbnail(rect: QRect) -> QRect:
    """Where the thumbnail of a row lies."""
    height = rect.height() - 2 * SPACE_XS - 2
    return QRect(rect.left() + SPACE_XS, rect.top() + SPACE_XS + 1, round(height * 4 / 3), height)
