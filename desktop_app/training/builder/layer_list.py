"""The layers of a composed network, in their order: dragged, moved and removed by hand; what is wrong in its place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.row_ground import paint_row_ground
from desktop_app.look.tokens import ICON_S, SPACE_M, SPACE_S
from desktop_app.look.widgets.plain_label import escaped
from desktop_app.training import words
from desktop_app.training.builder.words import kind_help, layer_summary, layer_title, shape_words
from ml_engine.networks.layer_recipe import LayerRecipe, layer_kind
from ml_engine.networks.layer_shapes import Calculation

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-vistazo-layer"
HEIGHT, NUMBER_WIDTH = 46, 26
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ShownLayer:
    """A line. shape, parameters: '' where they are not known, behind a fault.   wrong: what is, in its place."""

    number: int
    kind: str
    title: str
    summary: str
    shape: str
    parameters: str
    wrong: str

    @property
    def sentence(self) -> str:
        parts = (f"{self.number}. {self.title}", self.summary, self.shape, self.parameters, self.wrong)
        return ", ".join(part for part in parts if part)


def shown_layers(recipe: LayerRecipe, calculated: Calculation) -> list[ShownLayer]:
    """What is said of each layer."""
    wrong = {problem.index: in_words(problem.message) for problem in calculated.problems}
    found = []
    for place, layer in enumerate(recipe.layers):
        facts = calculated.rows[place] if place < len(calculated.rows) else None
        found.append(
            ShownLayer(
                number=place + 1,
                kind=layer_kind(layer),
                title=layer_title(layer),
                summary=layer_summary(layer),
                shape=shape_words(facts.shape) if facts else "",
                parameters=words.count(facts.parameters) if facts and facts.parameters else "",
                wrong=wrong.get(place, ""),
            )
        )
    return found


class LayersModel(QAbstractListModel):
    """ShownLayers. Signals: dropped(int, int): a layer was dragged, from here to there."""

    dropped = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[ShownLayer] = []

    def set_rows(self, rows: list[ShownLayer]) -> None:
        if len(rows) == len(self.rows):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case _ if role == ROW_ROLE:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.sentence
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(row.wrong or f"{row.sentence}\n{kind_help(row.kind)}")
            case _:
                return None

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]  # noqa: N802
        data = QMimeData()
        if indexes:
            data.setData(MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index  # noqa: ARG002
    ) -> bool:  # fmt: skip
        if not data.hasFormat(MIME):
            return False
        start = int(bytes(data.data(MIME).data()).decode())
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
        self.dropped.emit(start, to - 1 if to > start else to)
        return False  # the recipe moves it: the view must not take the row away


class LayerDelegate(QStyledItemDelegate):
    """Number, kind and summary; shape and parameters at the right; what is wrong below."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802, ARG002
        return QSize(240, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, ShownLayer):
            return
        tokens, state = self._look.tokens, option.state
        area = QRect(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, self._look, area, state)
        inside = area.adjusted(SPACE_S, 4, -SPACE_M, -4)
        self._paint_number(painter, inside, row)
        texts = inside.adjusted(NUMBER_WIDTH + ICON_S + SPACE_S, 0, 0, 0)
        top, bottom = texts.adjusted(0, 0, 0, -texts.height() // 2), texts.adjusted(0, texts.height() // 2, 0, 0)
        self._paint_pair(painter, top, row.title, row.shape, 10, bool(state & QStyle.StateFlag.State_Selected))
        painter.setFont(self._look.font(9))
        if row.wrong:
            painter.setPen(QColor(tokens.bad))
            text = painter.fontMetrics().elidedText(row.wrong, Qt.TextElideMode.ElideRight, bottom.width())
            painter.drawText(bottom, Qt.AlignmentFlag.AlignVCenter, text)
        else:
            painter.setPen(QColor(tokens.dim))
            painter.drawText(bottom, Qt.AlignmentFlag.AlignVCenter, row.summary)
            painter.drawText(bottom, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.parameters)
        painter.restore()

    def _paint_number(self, painter: QPainter, inside: QRect, row: ShownLayer) -> None:
        tokens = self._look.tokens
        color = tokens.bad if row.wrong else tokens.dim
        painter.setFont(self._look.font(9))
        painter.setPen(QColor(color))
        box = QRect(inside.left(), inside.top(), NUMBER_WIDTH, inside.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words.count(row.number))
        icon = "circle-alert" if row.wrong else "grip-vertical"
        pixmap = self._look.pixmap(icon, "bad" if row.wrong else "dim", ICON_S)
        painter.drawPixmap(box.right() + 2, inside.center().y() - ICON_S // 2, pixmap)

    def _paint_pair(
        self, painter: QPainter, box: QRect, left: str, right: str, size: int, is_chosen: bool
    ) -> None:  # fmt: skip
        tokens = self._look.tokens
        painter.setFont(self._look.font(9, 500))
        painter.setPen(QColor(tokens.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        room = box.width() - painter.fontMetrics().horizontalAdvance(right) - SPACE_S
        painter.setFont(self._look.font(size, 600 if is_chosen else 500))
        text = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)


class LayerList(QListView):
    """Alt+Up and Alt+Down move the layer, Delete removes it; it is dragged by the mouse.

    Signals: chosen(int): a layer is looked at.   moved(int, int): from here to there.   removed(int).
    """

    chosen = Signal(int)
    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("builder-layers")
        self.setAccessibleName(self.tr("Layers"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("ground", "none")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._layers = LayersModel(self)
        self._is_filling = False
        self.setModel(self._layers)
        self.setItemDelegate(LayerDelegate(look, self))
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        self._layers.dropped.connect(self.moved)
        look.changed.connect(self.viewport().update)

    @property
    def rows(self) -> list[ShownLayer]:
        return self._layers.rows

    def show_layers(self, rows: list[ShownLayer], place: int) -> None:
        """Show these, and look at one of them."""
        self._is_filling = True
        self._layers.set_rows(rows)
        index = self._layers.index(place) if place >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        self._is_filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        place = self.currentIndex().row()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Up if alt and place > 0:
                self.moved.emit(place, place - 1)
            case Qt.Key.Key_Down if alt and 0 <= place < len(self.rows) - 1:
                self.moved.emit(place, place + 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if place >= 0:
                self.removed.emit(place)
            case _:
                super().keyPressEvent(event)

    def _on_selection_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._is_filling and current.isValid():
            self.chosen.emit(current.row())
