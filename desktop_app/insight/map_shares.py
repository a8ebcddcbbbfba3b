"""How much each map gives to a sum, the largest first: a bar to the right for more, to the left for less."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.insight.number_words import exact_number, short_number
from desktop_app.insight.sums import Sums
from desktop_app.look.look import Look
from desktop_app.look.row_ground import paint_row_ground
from desktop_app.look.tokens import SPACE_S

HEIGHT, WORDS, BAR = 28, 62, 6
SHARE_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


class ShareModel(QAbstractListModel):
    """The maps of a Sums in their order; a row's SHARE_ROLE is (number of the map, what it gives, the greatest)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sums: Sums | None = None

    def set_sums(self, sums: Sums | None) -> None:
        """Show these."""
        self.beginResetModel()
        self.sums = sums
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() or self.sums is None else len(self.sums.order)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.sums is None:
            return None
        place = self.sums.order[index.row()]
        channel, gives = self.sums.channel(place), float(self.sums.by_map[place])
        match role:
            case _ if role == SHARE_ROLE:
                return channel, gives, abs(float(self.sums.by_map[self.sums.order[0]]))
            case Qt.ItemDataRole.DisplayRole:
                return str(channel)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                text = self.tr("Map {number} gives {value} to the sum")
                return text.format(number=channel, value=exact_number(gives))
            case _:
                return None


class ShareDelegate(QStyledItemDelegate):
    """Paints a row: the number of the map, its bar, what it gives."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802, ARG002
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        share = index.data(SHARE_ROLE)
        if not isinstance(share, tuple):
            return
        channel, gives, greatest = share
        tokens = self._look.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, self._look, option.rect.adjusted(0, 1, 0, -1), option.state)
        box = option.rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        painter.setFont(self._look.font(9))
        painter.setPen(QColor(tokens.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(channel))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, short_number(gives))
        left = box.left() + painter.fontMetrics().horizontalAdvance("0000") + SPACE_S
        half = (box.right() - WORDS - left) / 2
        length = half * abs(gives) / greatest if greatest else 0.0
        start = left + half if gives >= 0 else left + half - length
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent if gives >= 0 else tokens.bad))
        painter.drawRoundedRect(QRectF(start, box.center().y() - BAR / 2 + 0.5, length, BAR), 2, 2)
        painter.setBrush(QColor(tokens.line))
        painter.drawRect(QRectF(left + half, box.top() + 4, 1, box.height() - 8))
        painter.restore()


class MapShares(QListView):
    """Signals: chosen(int): the place of a map in the patch."""

    chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("walk-maps")
        self.setAccessibleName(self.tr("Maps that the sum reads, the largest share first"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._shares = ShareModel(self)
        self.setModel(self._shares)
        self.setItemDelegate(ShareDelegate(look, self))
        self._is_filling = False
        self._stays = False  # whether a map was chosen by hand: stepping from number to number, one looks at that one
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        look.changed.connect(self.viewport().update)

    @property
    def place(self) -> int:
        """Of the chosen map in the patch."""
        sums = self._shares.sums
        row = self.currentIndex().row()
        return sums.order[row] if sums is not None and 0 <= row < len(sums.order) else 0

    @property
    def row(self) -> int:
        """How many give more than the chosen one."""
        return max(0, self.currentIndex().row())

    def set_sums(self, sums: Sums | None) -> None:
        """Show these; the chosen map stays, else the one that gives the most is."""
        before, known = self.place, self._shares.sums is not None
        self._is_filling = True
        self._shares.set_sums(sums)
        if sums is not None and sums.order:
            row = sums.order.index(before) if known and self._stays and before in sums.order else 0
            self.setCurrentIndex(self._shares.index(row))
        self._is_filling = False

    def step(self, rows: int) -> None:
        """To the next map that gives less, or the one before."""
        row = min(max(self.row + rows, 0), self._shares.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self._shares.index(row))

    def forget(self) -> None:
        """The next sum is shown from its largest share on."""
        self._stays = False

    def _on_selection_current_changed(self, _: QModelIndex, __: QModelIndex) -> None:
        if not self._is_filling:
            self._stays = True
            self.chosen.emit(self.place)
