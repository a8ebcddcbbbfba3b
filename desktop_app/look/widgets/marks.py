"""Small marks beside words: the dot and the swatch of a label's colour, a key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.look.tokens import RADIUS_KEY

DOT, SWATCH = 12, 22


class KeyCap(QLabel):
    """A key of the keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", "key")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ColorDot(QWidget):
    """A round spot. hollow: a ring, for what is only proposed."""

    def __init__(self, color: str, hollow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color, self._hollow = QColor(color), hollow
        self.setFixedSize(DOT, DOT)

    def set_color(self, color: str) -> None:
        """color: '#rrggbb'."""
        self._color = QColor(color)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _prepare(painter, self._color, self._hollow)
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class Swatch(QWidget):
    """A colour to choose. Signals: clicked(): by mouse, Enter or Space."""

    clicked = Signal()

    def __init__(self, color: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color, self._is_chosen = color, False
        self.setFixedSize(QSize(SWATCH, SWATCH))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(color)

    @property
    def color(self) -> str:
        """'#rrggbb'."""
        return self._color

    def set_chosen(self, chosen: bool) -> None:
        """Draw a ring around it."""
        self._is_chosen = chosen
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _prepare(painter, QColor(self._color), hollow=False)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), RADIUS_KEY, RADIUS_KEY)
        if self._is_chosen or self.hasFocus():
            ring = self.palette().highlight() if self.hasFocus() else self.palette().text()
            painter.setPen(QPen(ring.color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_KEY + 2, RADIUS_KEY + 2)


def _prepare(painter: QPainter, color: QColor, hollow: bool) -> None:
    painter.setPen(QPen(color, 2) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else color)
