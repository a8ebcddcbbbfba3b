"""The drop-down of the palette: a list model of its lines, and how a line is painted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, RADIUS_CONTROL, RADIUS_KEY, ROW, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.session.action_keys import key_text
from desktop_app.shell.palette_rows import PaletteRow

Index = QModelIndex | QPersistentModelIndex
TITLE_HEIGHT = 28
ROW_ROLE = Qt.ItemDataRole.UserRole


class PaletteModel(QAbstractListModel):
    """Lines, replaced all at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[PaletteRow] = []

    def set_rows(self, rows: list[PaletteRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, _: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.text}, {key_text(row.detail)}" if row.kind == "action" and row.detail else row.text
        return row if role == ROW_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].is_chosen_by_enter:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class PaletteDelegate(QStyledItemDelegate):
    """Icon, text with what was found in bold, and the keys or the folder at the end."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(0, TITLE_HEIGHT if _row(index).kind == "title" else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, tokens = _row(index), self._look.tokens
        place = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "title":
            self._words(painter, place.adjusted(SPACE_M, SPACE_XS, -SPACE_M, 0), row.text, tokens.dim, 8, 600)
        elif row.kind == "nothing":
            self._words(painter, place.adjusted(SPACE_M, 0, -SPACE_M, 0), row.text, tokens.dim, 10, 400)
        else:
            state = option.state
            self._line(painter, place, row, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _line(self, painter: QPainter, place: QRect, row: PaletteRow, is_current: bool) -> None:
        tokens = self._look.tokens
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(place.adjusted(SPACE_XS, 0, -SPACE_XS, 0), RADIUS_CONTROL, RADIUS_CONTROL)
        left = place.left() + SPACE_M
        if row.icon:
            icon = self._look.pixmap(row.icon, "accent" if is_current else "dim", ICON_M)
            painter.drawPixmap(left, place.center().y() - ICON_M // 2 + 1, icon)
        left += ICON_M + SPACE_S
        right = self._end(painter, place, row)
        self._found_words(painter, QRect(left, place.top(), right - left - SPACE_S, place.height()), row)

    def _end(self, painter: QPainter, place: QRect, row: PaletteRow) -> int:
        """Paint what stands at the end. Returns where it begins."""
        tokens, right = self._look.tokens, place.right() - SPACE_M
        if not row.detail:
            return right
        font = self._look.font(8, 500)
        text = key_text(row.detail) if row.kind == "action" else row.detail
        width = min(QFontMetrics(font).horizontalAdvance(text) + 1, place.width() // 2)
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideLeft, width)
        if row.kind != "action":
            self._words(painter, QRect(right - width, place.top(), width, place.height()), text, tokens.dim, 8, 500)
            return right - width
        cap = QRect(right - width - 2 * SPACE_S, place.center().y() - 9, width + 2 * SPACE_S, 20)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.bg))
        painter.drawRoundedRect(cap, RADIUS_KEY, RADIUS_KEY)
        painter.setPen(QColor(tokens.dim))
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
        return cap.left()

    def _found_words(self, painter: QPainter, place: QRect, row: PaletteRow) -> None:
        """The text, what was found in it bold and in the accent colour; cut at its end."""
        tokens, left = self._look.tokens, place.left()
        for text, is_found in _runs(row.text, frozenset(row.places)):
            font = self._look.font(10, 600 if is_found else 400)
            metrics, room = QFontMetrics(font), place.right() - left
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(QColor(tokens.accent if is_found else tokens.text))
            painter.drawText(QRect(left, place.top(), room, place.height()), _LEFT, shown)
            left += metrics.horizontalAdvance(shown)
            if shown != text:
                return

    def _words(self, painter: QPainter, place: QRect, text: str, color: str, points: int, weight: int) -> None:
        painter.setFont(self._look.font(points, weight))
        painter.setPen(QColor(color))
        painter.drawText(place, _LEFT, text)


class PaletteList(QFrame):
    """The floating list. It never takes the focus: the box above it keeps the keys."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette-drop-down")
        self.setProperty("role", "floating")
        self.model = PaletteModel(self)
        self.view = QListView(self)
        self.view.setObjectName("palette-list")
        self.view.setAccessibleName(self.tr("Actions and pictures that were found"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(PaletteDelegate(look, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setStyleSheet("background: transparent")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, SPACE_XS, 1, SPACE_XS)
        layout.addWidget(self.view)
        self.view.entered.connect(self.view.setCurrentIndex)
        self.hide()

    @property
    def current(self) -> PaletteRow | None:
        """The line that Enter would do."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: list[PaletteRow]) -> None:
        """Replace all lines; the first that can be done is the current one."""
        self.model.set_rows(rows)
        self._make_current(next((n for n, row in enumerate(rows) if row.is_chosen_by_enter), None))

    def keep_current(self, row: PaletteRow) -> None:
        """Go on with the line that was current, if it is still there."""
        number = next((n for n, other in enumerate(self.model.rows) if other.id == row.id), None)
        if number is not None:
            self._make_current(number)

    def move(self, step: int) -> None:  # type: ignore[override]
        """The next line that can be done, around the ends."""
        places = [number for number, row in enumerate(self.model.rows) if row.is_chosen_by_enter]
        if places:
            now = self.view.currentIndex().row()
            at = places.index(now) if now in places else -1
            self._make_current(places[(at + step) % len(places)])

    def wanted_height(self) -> int:
        """So that nothing has to be scrolled."""
        heights = (TITLE_HEIGHT if row.kind == "title" else ROW for row in self.model.rows)
        return sum(heights) + 2 * SPACE_XS + 2

    def _make_current(self, number: int | None) -> None:
        index = self.model.index(number) if number is not None else QModelIndex()
        self.view.setCurrentIndex(index)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def _runs(text: str, found: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """The text in pieces that were found or not."""
    for is_found, letters in groupby(range(len(text)), key=found.__contains__):
        yield "".join(text[place] for place in letters), is_found


def _row(index: Index) -> PaletteRow:
    row = index.data(ROW_ROLE)
    if not isinstance(row, PaletteRow):
        raise TypeError(f"a line of the palette must be a PaletteRow, got {type(row).__name__}")
    return row
