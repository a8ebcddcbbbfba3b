"""Numbers as cells: tinted, marked, pointed at by the mouse. Only the cells that are seen are written."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.lab.grid.content import Cell, GridContent, local
from desktop_app.lab.grid.tints import is_light, tinted
from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_KEY, mix
from ml_engine.lab.matrices import number_text

LARGEST, LEAST_WORDS, LEAST_LINES, LEAST_PX = 52.0, 15.0, 5.0, 7.0
LEAST_LINES_OF_PICTURE = 15.0
LEAST_OF_ROW = 26.0  # a long row goes on beyond the edge instead
CLOSER, MOST_ZOOM = 1.25, 24.0
EDGE = 2.0


class NumberGrid(QWidget):
    """The wheel, + and - zoom; zoomed in, it follows what is marked.

    Signals: pressed(int, int): the row and column of a cell, by the mouse, also while it is dragged.
    """

    pressed = Signal(int, int)

    def __init__(self, look: Look, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setMinimumSize(64, 64)
        self._look = look
        self._content = GridContent(np.zeros((1, 1)))
        self._image: QImage | None = None
        self._light = np.ones((1, 1), dtype=bool)
        self._zoom = 1.0
        self._largest = LARGEST
        look.changed.connect(self._forget)

    @property
    def content(self) -> GridContent:
        """What is shown."""
        return self._content

    def words(self) -> list[list[str]]:
        """What stands in the cells."""
        return self._content.words()

    def show_content(self, content: GridContent) -> None:
        """Show this from now on."""
        if content.shape != self._content.shape:
            self._zoom = 1.0
            self.updateGeometry()
        self._content = content
        self._forget()
        rows, columns = content.shape
        self.setAccessibleDescription(f"{rows} × {columns}")

    def set_largest(self, side: float) -> None:
        """Pixels that a cell takes at most."""
        self._largest = side
        self.update()

    def side(self) -> float:
        """Pixels of a cell."""
        rows, columns = self._content.shape
        room = min((self.width() - 2 * EDGE) / columns, (self.height() - 2 * EDGE) / rows)
        if rows == 1:
            room = max(room, LEAST_OF_ROW)
        return max(min(room, self._largest), 0.5) * self._zoom

    def origin(self) -> QPointF:
        """Where the first cell begins: in the middle, or such that what is marked is seen."""
        rows, columns = self._content.shape
        side = self.side()
        focus = self._focus()
        return QPointF(
            _begin(self.width(), columns * side, focus.x() * side), _begin(self.height(), rows * side, focus.y() * side)
        )

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is painted."""
        side, origin = self.side(), self.origin()
        return QRectF(origin.x() + column * side, origin.y() + row * side, side, side)

    def cell_at(self, at: QPointF) -> Cell | None:
        """The cell there, if there is one."""
        side, origin = self.side(), self.origin()
        column, row = int((at.x() - origin.x()) // side), int((at.y() - origin.y()) // side)
        rows, columns = self._content.shape
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    def sizeHint(self) -> QSize:  # noqa: N802
        rows, columns = self._content.shape
        return QSize(min(round(columns * 36), 320), min(round(rows * 36), 320))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.pressed.emit(*cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        cell = self.cell_at(event.position())
        if cell is None:
            QToolTip.hideText()
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.pressed.emit(*cell)
        else:
            QToolTip.showText(event.globalPosition().toPoint(), self.cell_words(*cell), self)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.angleDelta().y():
            self._zoom_by(CLOSER if event.angleDelta().y() > 0 else 1 / CLOSER)
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom_by(CLOSER)
            case Qt.Key.Key_Minus:
                self._zoom_by(1 / CLOSER)
            case Qt.Key.Key_0:
                self._zoom_by(0.0)
            case _:
                super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        QToolTip.hideText()

    def cell_words(self, row: int, column: int) -> str:
        """A cell in words, exactly."""
        content = self._content
        if not content.is_known(row, column):
            return ""
        value = local(number_text(float(content.values[row, column])))
        if content.inside is not None and not content.inside[row, column]:
            return self.tr("Padding: {value}").format(value=value)
        return self.tr("Row {row}, column {column}: {value}").format(row=row + 1, column=column + 1, value=value)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows, columns = self._content.shape
        side, origin = self.side(), self.origin()
        whole = QRectF(origin.x(), origin.y(), columns * side, rows * side)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(whole, self._ready_image())
        seen = self._seen(whole, side)
        if side >= (LEAST_LINES if self._content.colors is None else LEAST_LINES_OF_PICTURE):
            self._paint_lines(painter, whole, side)
        if side >= LEAST_WORDS:
            self._paint_words(painter, whole, side, seen)
        self._paint_marks(painter, whole, side)
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_KEY, RADIUS_KEY)

    def _paint_lines(self, painter: QPainter, whole: QRectF, side: float) -> None:
        rows, columns = self._content.shape
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self._look.color(mix(self._look.tokens.line, self._look.tokens.dim, 0.25)), 1))
        for column in range(columns + 1):
            x = whole.left() + column * side
            painter.drawLine(QPointF(x, whole.top()), QPointF(x, whole.bottom()))
        for row in range(rows + 1):
            y = whole.top() + row * side
            painter.drawLine(QPointF(whole.left(), y), QPointF(whole.right(), y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_words(self, painter: QPainter, whole: QRectF, side: float, seen: tuple[range, range]) -> None:
        content = self._content
        words = {(row, column): content.word(row, column) for row in seen[0] for column in seen[1]}
        longest = max((len(word) for word in words.values()), default=1)
        px = min(max(side * 0.4, LEAST_PX), 14.0, 0.86 * side / (0.6 * max(longest, 2)))
        if px < LEAST_PX:
            return
        font = QFont(self._look.font())
        font.setPixelSize(round(px))
        painter.setFont(font)
        dark, bright, dim = QColor("#16191E"), QColor("#F4F6F9"), self._look.color("dim")
        for (row, column), word in words.items():
            outside = content.inside is not None and not content.inside[row, column]
            painter.setPen(dim if outside else dark if self._light[row, column] else bright)
            cell = QRectF(whole.left() + column * side, whole.top() + row * side, side, side)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_marks(self, painter: QPainter, whole: QRectF, side: float) -> None:
        content, accent = self._content, self._look.color("accent")
        if content.marked is not None and content.marked.any():
            rows, columns = np.nonzero(content.marked)
            veil = QColor(accent)
            veil.setAlpha(46)
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
                painter.fillRect(
                    QRectF(whole.left() + column * side, whole.top() + row * side, side, side).adjusted(1, 1, 0, 0),
                    veil,
                )
            around = QRectF(
                whole.left() + columns.min() * side, whole.top() + rows.min() * side,
                (columns.max() - columns.min() + 1) * side, (rows.max() - rows.min() + 1) * side,
            )  # fmt: skip
            self._frame(painter, around, accent)
        if content.fresh is not None:
            row, column = content.fresh
            cell = QRectF(whole.left() + column * side, whole.top() + row * side, side, side)
            self._frame(painter, cell, self._look.color("ok"))

    def _frame(self, painter: QPainter, rect: QRectF, color: QColor) -> None:
        wide = max(rect.width(), 5.0), max(rect.height(), 5.0)
        rect = QRectF(rect.center().x() - wide[0] / 2, rect.center().y() - wide[1] / 2, *wide)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.color("raised"), 4))
        painter.drawRoundedRect(rect, 2, 2)
        painter.setPen(QPen(color, 2.2))
        painter.drawRoundedRect(rect, 2, 2)

    def _seen(self, whole: QRectF, side: float) -> tuple[range, range]:
        rows, columns = self._content.shape
        first_row, first_column = max(int(-whole.top() // side), 0), max(int(-whole.left() // side), 0)
        last_row = min(int((self.height() - whole.top()) // side) + 1, rows)
        last_column = min(int((self.width() - whole.left()) // side) + 1, columns)
        return range(first_row, last_row), range(first_column, last_column)

    def _ready_image(self) -> QImage:
        if self._image is None:
            content, tokens = self._content, self._look.tokens
            colors = content.colors
            if colors is None:
                colors = tinted(content.values, tokens.raised, tokens.accent, tokens.warn)
            colors = colors.copy()
            if content.inside is not None:
                color = QColor(tokens.canvas)
                colors[~content.inside] = (color.red(), color.green(), color.blue())
            if content.known >= 0:
                ground = QColor(tokens.bg)
                cells = np.arange(content.values.size).reshape(content.shape)
                colors[cells >= content.known] = (ground.red(), ground.green(), ground.blue())
            self._light = is_light(colors)
            rows, columns = content.shape
            data = np.ascontiguousarray(colors)
            self._image = QImage(data.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()
        return self._image

    def _focus(self) -> QPointF:
        content = self._content
        if content.marked is not None and content.marked.any():
            rows, columns = np.nonzero(content.marked)
            return QPointF((columns.min() + columns.max() + 1) / 2, (rows.min() + rows.max() + 1) / 2)
        if content.fresh is not None:
            return QPointF(content.fresh[1] + 0.5, content.fresh[0] + 0.5)
        return QPointF(content.shape[1] / 2, content.shape[0] / 2)

    def _zoom_by(self, factor: float) -> None:
        """factor: 0 shows all."""
        self._zoom = min(max(self._zoom * factor, 1.0), MOST_ZOOM)
        self.update()

    def _forget(self) -> None:
        self._image = None
        self.update()


def _begin(room: float, length: float, focus: float) -> float:
    """Where something of this length begins so that its focus is in the middle, without a gap at its ends."""
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, room / 2 - focus))
