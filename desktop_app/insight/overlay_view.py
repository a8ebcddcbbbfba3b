"""One map large, laid over the picture: where in the picture the network found what this map looks for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL
from desktop_app.session.read_picture import ReadPicture
from ml_engine.domain.geometry import ViewGeometry


@dataclass(frozen=True, slots=True)
class Overlay:
    """image: the map in colour, as many pixels as it has numbers.   view: where the picture lies in the map."""

    image: QImage
    view: ViewGeometry


class OverlayView(QWidget):
    """A picture with a map over it.

    Signals: pointed(object): (x, y), each 0..1 of the network's input, under the mouse; None when it leaves.
    clicked(float, float): such a point.
    """

    pointed = Signal(object)
    clicked = Signal(float, float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map-overlay")
        self.setAccessibleName(self.tr("The map over the picture"))
        self.setMinimumSize(200, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._look = look
        self._picture: ReadPicture | None = None
        self._overlay: Overlay | None = None
        self._opacity = 0.6
        look.changed.connect(self.update)

    def set_picture(self, picture: ReadPicture | None) -> None:
        """Show a picture, None for none."""
        self._picture = picture
        self.update()

    def set_overlay(self, overlay: Overlay | None) -> None:
        """Lay a map over it, None for none."""
        self._overlay = overlay
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """0..1."""
        self._opacity = opacity
        self.update()

    def input_point(self, point: QPointF) -> tuple[float, float] | None:
        """A point of the widget in the network's input, each 0..1; None outside the picture."""
        place = self.picture_place()
        if self._picture is None or self._overlay is None or place is None or not place.contains(point):
            return None
        view = self._overlay.view
        mapped = self._to_input(view, place).map(point)
        return mapped.x() / view.input_width, mapped.y() / view.input_height

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        self.pointed.emit(self.input_point(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        point = self.input_point(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self.clicked.emit(*point)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.pointed.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.fillPath(ground, QColor(self._look.tokens.canvas))
        place = self.picture_place()
        if place is not None:
            self._paint(painter, place)
        painter.end()

    def rendered(self) -> QImage:
        """The picture with the map over it, as a picture of its own. Raises ValueError without a picture."""
        if self._picture is None:
            raise ValueError("there is no picture")
        image = QImage(self._picture.pixels.size(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint(painter, QRectF(image.rect()))
        painter.end()
        return image

    def _paint(self, painter: QPainter, place: QRectF) -> None:
        if self._picture is None:
            return
        painter.setClipRect(place)
        painter.drawImage(place, self._picture.pixels)
        if self._overlay is not None:
            view = self._overlay.view
            back, can = self._to_input(view, place).inverted()
            if can:
                painter.setTransform(back, combine=True)
                painter.setOpacity(self._opacity)
                painter.drawImage(QRectF(0, 0, view.input_width, view.input_height), self._overlay.image)

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    def picture_place(self) -> QRectF | None:
        """Where the picture is painted, None without one."""
        if self._picture is None:
            return None
        size = self._picture.pixels.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def _to_input(self, view: ViewGeometry, place: QRectF) -> QTransform:
        """From the widget over the picture's own pixels to the network's input."""
        a, b, c, d, e, f = view.matrix
        to_picture = QTransform.fromTranslate(-place.x(), -place.y())
        to_picture *= QTransform.fromScale(view.image_width / place.width(), view.image_height / place.height())
        return to_picture * QTransform(a, d, b, e, c, f)
