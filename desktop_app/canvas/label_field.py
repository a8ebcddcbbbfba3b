"""A field that finds a label while its name is typed, or makes one: at a box that has none yet, and on L.

Every key that is typed goes into it; no shortcut of the window takes one away.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.look.look import Look
from desktop_app.look.tokens import ROW, SPACE_M, SPACE_S, SPACE_XS
from ml_engine.domain.values import Label

WIDTH = 260
MOST_ROWS = 8
DOT = 12
NAME, KEY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
MOST_LETTERS = 80


class LabelField(QFrame):
    """Opens where it is told to.

    Signals: named(str): a label's name, of one that is there or a new one.   dismissed(): Esc, or a click elsewhere.
    """

    named = Signal(str)
    dismissed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._over = look, parent
        self._labels: Sequence[Label] = ()
        self.setObjectName("label-field")
        self.setProperty("role", "floating")
        self.field = QLineEdit()
        self.field.setObjectName("label-field-name")
        self.field.setAccessibleName(self.tr("Name of the label"))
        self.field.setPlaceholderText(self.tr("Name of the label"))
        self.field.setMaxLength(MOST_LETTERS)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("label-field-list")
        self.list.setAccessibleName(self.tr("Labels"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("QListWidget { background: transparent; }")  # the frame's own ground
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(DOT, DOT))
        self.list.setItemDelegate(_KeyAtTheEnd(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._on_field_text_changed)
        self.list.itemClicked.connect(self._on_list_item_clicked)
        self.hide()

    def open(self, labels: Sequence[Label], beside: QRect) -> None:
        """Ask. beside: the box that is asked about, in the parent's pixels."""
        self._labels = labels
        self.field.clear()
        self._fill("")
        self._place(beside)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is not self.field:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and _is_for_good(event):
            self.dismiss()
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.list.currentItem())
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                self._step(1)
            case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                self._step(-1)
            case _:
                return False
        return True

    def _take(self, item: QListWidgetItem | None) -> None:
        name = str(item.data(NAME)) if item is not None else " ".join(self.field.text().split())
        if name:
            self.hide()
            self.named.emit(name)

    def dismiss(self) -> None:
        """Close without an answer."""
        if self.isVisible():
            self.hide()
            self.dismissed.emit()

    def _step(self, step: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())

    def _fill(self, typed: str) -> None:
        self.list.clear()
        wanted = " ".join(typed.split())
        for label in matching(self._labels, wanted):
            self._add(label.name, label.name, self._dot(label.color), label.key)
        if wanted and not any(label.name.casefold() == wanted.casefold() for label in self._labels):
            self._add(self.tr("New label “{name}”").format(name=wanted), wanted, self._look.icon("plus"), "")
        if self.list.count():
            self.list.setCurrentRow(0)
        rows = min(self.list.count(), MOST_ROWS)
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows * ROW)
        self.setFixedWidth(WIDTH)
        self.adjustSize()

    def _add(self, text: str, name: str, icon: QIcon, key: str) -> None:
        item = QListWidgetItem(icon, text)
        item.setData(NAME, name)
        item.setData(KEY, key)
        item.setSizeHint(QSize(0, ROW))
        self.list.addItem(item)

    def _dot(self, color: str) -> QIcon:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(DOT * ratio), round(DOT * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(color))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(0, 0, DOT, DOT)
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # or the style would tint it
        return icon

    def _place(self, beside: QRect) -> None:
        room = self._over.rect().adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
        below = beside.bottom() + SPACE_S
        top = below if below + self.height() <= room.bottom() else beside.top() - self.height() - SPACE_S
        left = min(beside.left(), room.right() - self.width())
        self.move(max(left, room.left()), max(min(top, room.bottom() - self.height()), room.top()))

    def _on_field_text_changed(self, text: str) -> None:
        self._fill(text)

    def _on_list_item_clicked(self, item: QListWidgetItem) -> None:
        self._take(item)


class _KeyAtTheEnd(QStyledItemDelegate):
    """A row of the list with the label's digit at its end."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.setPen(option.palette.placeholderText().color())
        rect = option.rect.adjusted(0, 0, -SPACE_M, 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(index.data(KEY)))


def matching(labels: Sequence[Label], typed: str) -> list[Label]:
    """Labels that a typed text means: that begin with it, then with a word that does, then that hold it; in order."""
    wanted = typed.casefold()

    def rank(label: Label) -> int:
        name = label.name.casefold()
        if name == wanted:
            return 0
        if name.startswith(wanted):
            return 1
        return 2 if any(word.startswith(wanted) for word in name.split()) else 3

    return sorted((label for label in labels if wanted in label.name.casefold()), key=rank)


def _is_for_good(event: QFocusEvent) -> bool:
    # Another window in front, or the menu of the field itself, is not yet an answer.
    return event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
