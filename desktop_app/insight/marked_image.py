"""A small picture or map with a box marked on it: where in it the numbers of a walk come from."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import DARK, LIGHT

LEAST_MARK = 5.0
_STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip


class MarkedImage(QWidget):
    """Signals: clicked(float, float): x, y, each 0..1 of the picture.   stepped(int, int): rows, columns, by keys.

    takes_steps: whether it has the keyboard.
    """

    clicked = Signal(float, float)
    stepped = Signal(int, int)

    def __init__(
        self, look: Look, name: str, title: str, *, takes_steps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setMinimumSize(120, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if takes_steps:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.CrossCursor)
        self._look, self._takes_steps = look, takes_steps
        self._image: QImage | None = None
        self._mark = QRectF()
        self._is_smooth = False
        look.changed.connect(self.update)

    @property
    def mark(self) -> QRectF:
        """In 0..1 of the picture."""
        return self._mark

    def show_image(self, image: QImage | None, mark: QRectF, *, smooth: bool = False) -> None:
        """mark: in 0..1 of the picture.   smooth: for photographs; the numbers of a map stay squares."""
        self._image, self._mark, self._is_smooth = image, mark, smooth
        self.update()

    def place(self) -> QRectF:
        """Where the picture is painted."""
        if self._image is None:
            return QRectF()
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        super().mousePressEvent(event)
        place, point = self.place(), event.position()
        if event.button() == Qt.MouseButton.LeftButton and self._takes_steps and place.contains(point):
            inside: QPointF = point - place.topLeft()
            self.clicked.emit(inside.x() / place.width(), inside.y() / place.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._takes_steps or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self.stepped.emit(*step)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        tokens, place = self._look.tokens, self.place()
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._is_smooth)
            painter.drawImage(place, self._image)
            self._paint_mark(painter, place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_mark(self, painter: QPainter, place: QRectF) -> None:
        """As boxes on pictures: a light line over a dark one reads on any ground."""
        if self._mark.isEmpty():
            return
        box = QRectF(
            place.x() + self._mark.x() * place.width(), place.y() + self._mark.y() * place.height(),
            self._mark.width() * place.width(), self._mark.height() * place.height(),
        )  # fmt: skip
        grow = max(0.0, (LEAST_MARK - min(box.width(), box.height())) / 2)
        box.adjust(-grow, -grow, grow, grow)
        for color, width in ((LIGHT.text, 4), (DARK.warn, 2)):  # dark below bright, in both modes: it lies on a picture
            painter.setPen(QPen(QColor(color), width))
            painter.drawRect(box)
