"""Paints a confusion matrix: the deeper the shade, the larger the share of the row; right and wrong differ in hue."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_KEY, SPACE_S, SPACE_XS, mix, words_on
from desktop_app.results.confusion_layout import MatrixLayout
from desktop_app.results.confusion_words import header_name
from desktop_app.results.matrix import Key, Matrix

FAINTEST, STRONGEST = 0.12, 0.92


@dataclass(frozen=True, slots=True)
class Marks:
    """Places (row, column) that stand out. focus: where the keyboard is, None without focus.   hover: the mouse."""

    focus: tuple[int, int] | None = None
    hover: tuple[int, int] | None = None


class ConfusionPainter:
    """Paints one matrix with one look."""

    def __init__(self, look: Look, matrix: Matrix, layout: MatrixLayout, marks: Marks) -> None:
        self._look = look
        self._matrix = matrix
        self._layout = layout
        self._marks = marks

    def paint(self, painter: QPainter, size: QSize) -> None:
        """All that is seen in a viewport of this size."""
        left, top = self._layout.row_header, self._layout.column_header
        painter.setClipRect(QRect(left, top, size.width() - left, size.height() - top))
        for row, true in enumerate(self._matrix.rows):
            first = self._layout.rect(row, 0)
            if first.bottom() < top or first.top() > size.height():
                continue
            for column, answer in enumerate(self._matrix.columns):
                rect = self._layout.rect(row, column)
                if rect.right() >= left and rect.left() <= size.width():
                    self._paint_cell(painter, rect, true, answer, (row, column))
        painter.setClipRect(QRect(0, top, left, size.height()))
        self._paint_row_names(painter)
        painter.setClipRect(QRect(left, 0, size.width(), top))
        self._paint_column_names(painter)
        painter.setClipping(False)

    def _paint_cell(self, painter: QPainter, rect: QRect, true: Key, answer: Key, place: tuple[int, int]) -> None:
        tokens, count = self._look.tokens, self._matrix.count(true, answer)
        ground = tokens.bg
        if count:
            strength = FAINTEST + (STRONGEST - FAINTEST) * self._matrix.share(true, answer)
            ground = mix(tokens.raised, tokens.accent if true == answer else tokens.bad, strength)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if true is None and answer is None else QColor(ground))
        painter.drawRoundedRect(QRectF(rect), RADIUS_KEY, RADIUS_KEY)
        if count:
            painter.setFont(self._look.font(9, 600 if true == answer else 500))
            painter.setPen(QColor(words_on(ground)))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, QLocale().toString(count))
        self._paint_mark(painter, rect, place)

    def _paint_mark(self, painter: QPainter, rect: QRect, place: tuple[int, int]) -> None:
        tokens = self._look.tokens
        has_focus = place == self._marks.focus
        if not has_focus and place != self._marks.hover:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if has_focus:
            # A light line within the ring keeps it seen on a cell of the ring's own colour.
            painter.setPen(QPen(QColor(tokens.raised), 1))
            painter.drawRoundedRect(QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5), RADIUS_KEY - 2, RADIUS_KEY - 2)
        painter.setPen(QPen(QColor(tokens.text if has_focus else tokens.dim), 2 if has_focus else 1))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS_KEY, RADIUS_KEY)

    def _paint_row_names(self, painter: QPainter) -> None:
        marked = self._marks.hover or self._marks.focus
        for row, key in enumerate(self._matrix.rows):
            rect = self._layout.rect(row, 0)
            box = QRect(0, rect.y(), self._layout.row_header - SPACE_S, rect.height())
            self._set_name_pen(painter, is_marked=marked is not None and marked[0] == row)
            name = header_name(self._matrix, key, is_row=True)
            name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_column_names(self, painter: QPainter) -> None:
        marked = self._marks.hover or self._marks.focus
        for column, key in enumerate(self._matrix.columns):
            self._set_name_pen(painter, is_marked=marked is not None and marked[1] == column)
            self._paint_column_name(painter, column, header_name(self._matrix, key, is_row=False))

    def _paint_column_name(self, painter: QPainter, column: int, name: str) -> None:
        rect, height = self._layout.rect(0, column), self._layout.column_header
        if not self._layout.upright:
            box = QRect(rect.x(), 0, rect.width(), height - SPACE_XS)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, name)
            return
        room = height - SPACE_S
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.translate(rect.center().x(), height - SPACE_XS)
        painter.rotate(-90)
        box = QRect(0, -rect.width() // 2, room, rect.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _set_name_pen(self, painter: QPainter, *, is_marked: bool) -> None:
        tokens = self._look.tokens
        painter.setFont(self._look.font(9, 600 if is_marked else 400))
        painter.setPen(QColor(tokens.text if is_marked else tokens.dim))
