"""The window onto the picture: a QGraphicsView as camera. Scene units are picture pixels.

It turns events into points for the tools and moves the camera; what is on the picture is not its business.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from desktop_app.canvas.camera import STEP, Camera
from desktop_app.canvas.layers.optics import Optics
from desktop_app.canvas.rects import Size
from desktop_app.canvas.tools.pan import PanTool
from desktop_app.canvas.tools.tool import Cursor, Pointer
from ml_engine.domain.values import Point

NOTCH = 120  # wheel units of one click
_CURSORS: dict[Cursor, Qt.CursorShape] = {
    "arrow": Qt.CursorShape.ArrowCursor,
    "cross": Qt.CursorShape.CrossCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "hand": Qt.CursorShape.PointingHandCursor,
    "grab": Qt.CursorShape.OpenHandCursor,
    "size-h": Qt.CursorShape.SizeHorCursor,
    "size-v": Qt.CursorShape.SizeVerCursor,
    "size-f": Qt.CursorShape.SizeFDiagCursor,
    "size-b": Qt.CursorShape.SizeBDiagCursor,
}


class CanvasView(QGraphicsView):
    """Wheel and pinch zoom at the pointer, two fingers, Space or the middle button pan, also while something is drawn.

    Signals: pressed(object), moved(object), released(object): a Pointer.   left(): the pointer is elsewhere.
    camera_changed().   space_tapped().
    """

    pressed = Signal(object)
    moved = Signal(object)
    released = Signal(object)
    left = Signal()
    camera_changed = Signal()
    space_tapped = Signal()

    def __init__(self, optics: Optics, ground: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._optics = optics
        self._pan = PanTool()
        self._cursor: Cursor = "arrow"
        self._last: Point = (0.0, 0.0)
        self._is_left_down = False
        self.camera = Camera()
        self.setScene(QGraphicsScene(self))
        # Nothing is looked up through the scene: the tools have an index of their own.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Else the scene takes what is dragged over it and then refuses it: files could not be dropped here.
        self.setAcceptDrops(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.set_ground(ground)

    def set_ground(self, ground: QColor) -> None:
        """The colour behind the picture."""
        self.setBackgroundBrush(ground)
        self.viewport().update()

    def set_picture_size(self, size: Size) -> None:
        """Another picture: seen as the last one if it has the same size, else fitted."""
        picture = QRectF(0, 0, *size)
        if picture != self._optics.picture:
            self._optics.picture = picture
            self.setSceneRect(self._optics.reach)
        self._look(self.camera.with_picture(size))

    def fit(self) -> None:
        """The whole picture."""
        self._look(self.camera.fitted())

    def set_foot(self, pixels: int) -> None:
        """So much at the bottom is covered by something: a picture that fits keeps above it."""
        self._look(self.camera.with_foot(pixels))

    def zoom(self, factor: float, at: Point | None = None) -> None:
        """Larger by a factor at a point of the view, None for its middle."""
        self._look(self.camera.zoomed(factor, at or (self.viewport().width() / 2, self.viewport().height() / 2)))

    def zoom_to(self, scale: float) -> None:
        """A scale at the middle of the view."""
        self.zoom(scale / self.camera.scale)

    def set_tool_cursor(self, cursor: Cursor) -> None:
        """What the pointer looks like where nothing else has a say."""
        self._cursor = cursor
        self._show_cursor()

    def pointer_at(self, position: QPointF, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Pointer:
        """A point of the viewport as the tools want it."""
        # From what is painted, whole pixels, and not from the camera, which lies between them.
        x = (position.x() + self.horizontalScrollBar().value()) / self.camera.scale
        y = (position.y() + self.verticalScrollBar().value()) / self.camera.scale
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        return Pointer(x, y, shift, bool(modifiers & Qt.KeyboardModifier.ControlModifier))

    def _look(self, camera: Camera) -> None:
        if camera == self.camera:
            return
        self.camera = camera
        self._optics.scale = camera.scale
        self.setTransform(QTransform.fromScale(camera.scale, camera.scale))
        self.horizontalScrollBar().setValue(round(camera.left * camera.scale))
        self.verticalScrollBar().setValue(round(camera.top * camera.scale))
        self.viewport().update()
        self.camera_changed.emit()

    def _show_cursor(self) -> None:
        shape = _CURSORS[self._cursor]
        if self._pan.is_dragging:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._pan.is_ready:
            shape = Qt.CursorShape.OpenHandCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    # Events.

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        self._optics.rects = tuple(event.region())  # type: ignore[arg-type]  # iterable, which the stubs do not say
        super().paintEvent(event)
        self._optics.rects = ()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._look(self.camera.with_view((self.viewport().width(), self.viewport().height())))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._last = event.position().x(), event.position().y()
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._pan.is_ready):
            self._pan.press(self._last)
            self._show_cursor()
        elif left:
            self._is_left_down = True
            self.pressed.emit(self._pointer(event))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.mousePressEvent(event)  # the second press of two quick ones

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._last = event.position().x(), event.position().y()
        if self._pan.is_dragging:
            self._look(self.camera.panned(*self._pan.move(self._last)))
        # Also while panning: what is drawn follows the picture under the pointer.
        self.moved.emit(self._pointer(event))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._is_left_down:
            self._is_left_down = False
            self.released.emit(self._pointer(event))
        elif self._pan.is_dragging and (left or event.button() == Qt.MouseButton.MiddleButton):
            self._pan.release()
        self._show_cursor()
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.moved.emit(self.pointer_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        by_pixels = not event.pixelDelta().isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        if by_pixels and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._look(self.camera.panned(event.pixelDelta().x(), event.pixelDelta().y()))
        else:
            notches = (event.angleDelta().y() or event.angleDelta().x()) / NOTCH
            self.zoom(STEP**notches, (event.position().x(), event.position().y()))
        self.moved.emit(self.pointer_at(event.position(), event.modifiers()))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QNativeGestureEvent):
            return self._native_gesture(event)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self._pan.key_down(time.monotonic())
                if self._is_left_down:  # something is being drawn: the picture moves under it
                    self._pan.press(self._last)
                self._show_cursor()
            event.accept()
        else:
            event.ignore()  # QGraphicsView would scroll; whoever is around may know the key

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            tapped = self._pan.key_up(time.monotonic())
            if self._is_left_down:
                self._pan.release()
            self._show_cursor()
            if tapped:
                self.space_tapped.emit()
            event.accept()
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._pan.forget_key()
        self._show_cursor()

    def event(self, event: QEvent) -> bool:
        # Space is ours alone, also where a window binds it: only here can a tap be told from a hold.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)

    def _pointer(self, event: QMouseEvent) -> Pointer:
        return self.pointer_at(event.position(), event.modifiers())

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        at = event.position().x(), event.position().y()
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1.0 + event.value(), at)
            case Qt.NativeGestureType.PanNativeGesture:
                self._look(self.camera.panned(event.delta().x(), event.delta().y()))
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self._look(
                    self.camera.fitted() if not self.camera.is_fit else self.camera.zoomed(1 / self.camera.scale, at)
                )
            case _:
                return False
        return True
