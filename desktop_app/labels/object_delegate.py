"""Paints an object as a card: a square in its label's colour, name over place; a proposal is hollow has buttons."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.labels.object_model import ObjectModel, ObjectRow
from desktop_app.look.look import Look
from desktop_app.look.row_ground import paint_row_ground
from desktop_app.look.tokens import ICON_S, SPACE_M, SPACE_S, SPACE_XS

Index = QModelIndex | QPersistentModelIndex
SQUARE = 12
BUTTON = 24


class ObjectDelegate(QStyledItemDelegate):
    """For a view over an ObjectModel."""

    def __init__(self, look: Look, model: ObjectModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        lines = QFontMetrics(self._look.font(10, 500)).height() + QFontMetrics(self._look.font(8)).height()
        return QSize(120, lines + 2 * SPACE_S + SPACE_S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        card = card_rect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, self._look, card, option.state, as_card=True)
        self._paint_square(painter, card, row)
        right = card.right() - SPACE_S
        if row.proposal is not None:
            accept, reject = answer_rects(option.rect)
            for rect, icon, color in ((accept, "check", "ok"), (reject, "x", "dim")):
                inset = (BUTTON - ICON_S) // 2
                painter.drawPixmap(rect.left() + inset, rect.top() + inset, self._look.pixmap(icon, color, ICON_S))
            right = accept.left() - SPACE_XS
        self._paint_words(painter, card, right, row)
        painter.restore()

    def _paint_square(self, painter: QPainter, card: QRect, row: ObjectRow) -> None:
        color = QColor(self._look.tokens.dim if row.label is None else row.label.color)
        square = QRectF(card.left() + SPACE_M, card.center().y() - SQUARE / 2 + 0.5, SQUARE, SQUARE)
        if row.proposal is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRoundedRect(square, 3, 3)
        else:
            painter.setPen(QPen(color, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 2, 2)

    def _paint_words(self, painter: QPainter, card: QRect, right: int, row: ObjectRow) -> None:
        left = card.left() + SPACE_M + SQUARE + SPACE_S + 2
        width = right - left
        for font, color, text, top in (
            (self._look.font(10, 500), "text", self._model.name(row), True),
            (self._look.font(8), "dim", self._model.facts(row), False),
        ):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(self._look.tokens.color(color)))
            baseline = card.center().y() - metrics.descent() if top else card.center().y() + 1 + metrics.ascent()
            painter.drawText(left, baseline, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))


def card_rect(rect: QRect) -> QRect:
    """The card in the row's place: rows are apart."""
    return rect.adjusted(0, 0, -1, -SPACE_S)


def answer_rects(rect: QRect) -> tuple[QRect, QRect]:
    """Where a proposal is accepted and rejected."""
    card = card_rect(rect)
    top = card.center().y() - BUTTON // 2 + 1
    reject = QRect(card.right() - SPACE_XS - BUTTON, top, BUTTON, BUTTON)
    return reject.translated(-BUTTON, 0), reject
