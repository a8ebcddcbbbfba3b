"""Paints a label's row: dot, name, how often it is used, its digit."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.labels.label_model import LabelModel
from desktop_app.labels.words import number
from desktop_app.look.look import Look
from desktop_app.look.row_ground import paint_row_ground
from desktop_app.look.tokens import RADIUS_KEY, ROW, SPACE_S, SPACE_XS
from desktop_app.session.label_set import LabelSet

Index = QModelIndex | QPersistentModelIndex
DOT = 12
KEY = 20
MOST_LETTERS = 80


class LabelDelegate(QStyledItemDelegate):
    """For a view over a LabelModel."""

    def __init__(self, look: Look, labels: LabelSet, model: LabelModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._labels = labels
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        return QSize(120, max(ROW, QFontMetrics(self._look.font()).height() + 2 * SPACE_S) + SPACE_XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        label = self._model.rows[index.row()]
        tokens = self._look.tokens
        active = self._labels.active is not None and self._labels.active.id == label.id
        rect = option.rect.adjusted(0, SPACE_XS // 2, 0, -SPACE_XS // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, self._look, rect, option.state, is_chosen=active)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(label.color))
        painter.drawEllipse(QRectF(rect.left() + SPACE_S, rect.center().y() - DOT / 2 + 0.5, DOT, DOT))
        right = self._paint_key(painter, rect, label.key)
        right = self._paint_count(painter, rect, right, index)
        painter.setFont(self._look.font(10, 600 if active else 400))
        painter.setPen(QColor(tokens.text))
        _words(painter, QRect(name_left(rect), rect.top(), right - name_left(rect), rect.height()), label.name)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002, N802
        field = QLineEdit(parent)
        field.setObjectName("label-rename")
        field.setAccessibleName(self.tr("New name"))
        field.setMaxLength(MOST_LETTERS)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(self._model.rows[index.row()].name)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002, N802
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(name_left(rect) - rect.left() - SPACE_S, SPACE_XS // 2, 0, -SPACE_XS // 2))

    def _paint_key(self, painter: QPainter, rect: QRect, key: str) -> int:
        """Returns where it begins. Labels without a digit leave its place free: the numbers stay in a column."""
        font = self._look.font(8, 600)
        side = max(KEY, QFontMetrics(font).height() + SPACE_XS)
        left = rect.right() - SPACE_S - side
        if key:
            cap = QRectF(left + 0.5, rect.center().y() - side / 2 + 0.5, side, side)
            painter.setPen(QPen(QColor(self._look.tokens.line), 1))
            painter.setBrush(QColor(self._look.tokens.panel))
            painter.drawRoundedRect(cap, RADIUS_KEY, RADIUS_KEY)
            painter.setFont(font)
            painter.setPen(QColor(self._look.tokens.dim))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return left

    def _paint_count(self, painter: QPainter, rect: QRect, right: int, index: Index) -> int:
        """Returns where it begins."""
        count = self._labels.counts.get(self._model.rows[index.row()].id)
        if count is None:
            return right - SPACE_S
        words = number(count.annotations)
        font = self._look.font(9, 400)
        width = QFontMetrics(font).horizontalAdvance(words) + 2
        painter.setFont(font)
        painter.setPen(QColor(self._look.tokens.dim))
        place = QRect(right - SPACE_S - width, rect.top(), width, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return place.left() - SPACE_S


def name_left(rect: QRect) -> int:
    """Where names begin."""
    return rect.left() + SPACE_S + DOT + SPACE_S + 2


def _words(painter: QPainter, rect: QRect, text: str) -> None:
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
