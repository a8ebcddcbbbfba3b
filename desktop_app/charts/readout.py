"""The card beside the cursor: the exact values of all lines where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL, SPACE_M, SPACE_S, SPACE_XS

DOT = 8
FROM_CURSOR = 14


@dataclass(frozen=True, slots=True)
class ReadoutRow:
    """A line's name and value, written out. color: '#rrggbb'."""

    name: str
    value: str
    color: str


class Readout(QWidget):
    """Painted, not built of labels: it follows the pointer, and names come from outside."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._title = ""
        self._rows: tuple[ReadoutRow, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """All that it says, a line each."""
        return "\n".join([self._title, *(f"{row.name} {row.value}" for row in self._rows)])

    def show_values(self, title: str, rows: tuple[ReadoutRow, ...], at: QPoint, within: QRect) -> None:
        """Appear beside a point, on the side that has room."""
        self._title, self._rows = title, rows
        self.resize(self._wanted_width(), self._line_height() * (len(rows) + 1) + 2 * SPACE_S)
        x = at.x() + FROM_CURSOR
        if x + self.width() > within.right():
            x = at.x() - FROM_CURSOR - self.width()
        y = min(max(at.y() - self.height() // 2, within.top()), within.bottom() - self.height())
        self.move(max(x, within.left()), max(y, within.top()))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
        line = QRect(SPACE_M, SPACE_S, self.width() - 2 * SPACE_M, self._line_height())
        painter.setFont(self._look.font(9))
        painter.setPen(QColor(tokens.dim))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._title)
        for row in self._rows:
            line.translate(0, line.height())
            self._paint_row(painter, line, row)

    def _paint_row(self, painter: QPainter, line: QRect, row: ReadoutRow) -> None:
        tokens = self._look.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(row.color))
        painter.drawEllipse(QPointF(line.left() + DOT / 2, line.center().y() + 0.5), DOT / 2, DOT / 2)
        painter.setFont(self._look.font(9))
        painter.setPen(QColor(tokens.text))
        painter.drawText(line.adjusted(DOT + SPACE_S, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.name)
        painter.setFont(self._look.font(9, 600))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.value)

    def _line_height(self) -> int:
        return QFontMetrics(self._look.font(9)).height() + SPACE_XS

    def _wanted_width(self) -> int:
        plain, strong = QFontMetrics(self._look.font(9)), QFontMetrics(self._look.font(9, 600))
        rows = [
            DOT + SPACE_S + plain.horizontalAdvance(row.name) + 2 * SPACE_M + strong.horizontalAdvance(row.value)
            for row in self._rows
        ]
        return max([plain.horizontalAdvance(self._title), *rows]) + 2 * SPACE_M
