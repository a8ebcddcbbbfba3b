"""The plot itself: the only module that knows pyqtgraph, so that nobody pays for it before a chart is seen.

It draws lines and a grid and turns gestures into signals; words, marks and the cursor are the overlay's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.charts.series import Extent, Series
from desktop_app.charts.ticks import decimals, nice_ticks

LINE_WIDTH = 2.0
POINT_SIZE = 7
SMOOTH_UP_TO = 5_000  # points; more are drawn without smoothing, and a pixel wide: 60 times as quick
PIXELS_A_TICK_X = 70
PIXELS_A_TICK_Y = 30
MOST_X, MOST_Y = 10, 6
WHEEL_STEP = 1.25


class NumberAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Ticks at round numbers, written the way the reader's country writes them."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, pen=pg.mkPen(None), tickPen=pg.mkPen(None))
        self.whole = False
        self.powers = False
        self.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=True, hideOverlappingLabels=False)
        self.enableAutoSIPrefix(False)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802, N803
        """One level of ticks only: hairlines, not squared paper."""
        apart, most = (PIXELS_A_TICK_X, MOST_X) if self.orientation == "bottom" else (PIXELS_A_TICK_Y, MOST_Y)
        step, values = nice_ticks(minVal, maxVal, min(max(2, int(size // apart)), most), whole=self.whole)
        return [(step, values)]

    def generateDrawSpecs(self, p: Any) -> Any:  # noqa: N802, ANN401
        """The numbers alone: the grid is an item of its own, behind the lines."""
        specs = super().generateDrawSpecs(p)
        return specs if specs is None else (specs[0], [], specs[2])

    def tickStrings(self, values: Iterable[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        """In the reader's numbers, with as many digits as tell neighbours apart."""
        locale = QLocale()
        if self.powers:
            return [locale.toString(float(10.0**value), "g", 4) for value in values]
        small = spacing < 1e-5 or spacing >= 1e6
        if small:
            return [locale.toString(float(value * scale), "g", 4) for value in values]
        return [locale.toString(float(value * scale), "f", decimals(spacing)) for value in values]


class Camera(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """What part is seen. Left drag: a rectangle to look into; middle drag: move; wheel: zoom at the cursor."""

    reset_wanted = Signal()
    moved_by_hand = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseMode(pg.ViewBox.RectMode)
        self.sigRangeChangedManually.connect(self._on_range_changed_manually)

    def mouseDoubleClickEvent(self, event: Any) -> None:  # noqa: N802, ANN401
        self.reset_wanted.emit()
        event.accept()

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:  # noqa: N802, ANN401
        # The right button zooms in pyqtgraph; here it only opens the menu.
        if ev.button() == Qt.MouseButton.RightButton:
            ev.ignore()
            return
        super().mouseDragEvent(ev, axis)
        if ev.isFinish() and ev.button() == Qt.MouseButton.LeftButton:
            self.moved_by_hand.emit()

    def zoom(self, factor: float, center: QPointF | None = None) -> None:
        """factor below 1 looks closer."""
        self.scaleBy((factor, factor), center=center)
        self.moved_by_hand.emit()

    def _on_range_changed_manually(self, _: object) -> None:
        self.moved_by_hand.emit()


class Grid(QGraphicsItem):
    """Hairlines behind the lines, in pixels of the plot."""

    def __init__(self) -> None:
        super().__init__()
        self._frame, self._ys, self._color = QRectF(), [0.0], QColor()
        self.setZValue(-1_000)

    def set_color(self, color: str) -> None:
        """'#rrggbb'."""
        self._color = QColor(color)
        self.update()

    def set_lines(self, frame: QRectF, ys: list[float]) -> None:
        """From one side of the frame to the other, at these heights."""
        if frame != self._frame:
            self.prepareGeometryChange()
        self._frame, self._ys = frame, ys
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._frame.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self._color, 1))
        for y in self._ys:
            painter.drawLine(QPointF(self._frame.left(), round(y)), QPointF(self._frame.right(), round(y)))


class Plot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Lines over a hairline grid.

    Signals: pointed(object): QPointF in the numbers' units, None when the pointer is elsewhere.
    view_changed(): range or size.   zoomed_by_hand().   reset_wanted().
    """

    pointed = Signal(object)
    view_changed = Signal()
    zoomed_by_hand = Signal()
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.camera = Camera()
        self.x_axis, self.y_axis = NumberAxis("bottom"), NumberAxis("left")
        super().__init__(parent, viewBox=self.camera, axisItems={"bottom": self.x_axis, "left": self.y_axis})
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.plotItem.hideButtons()
        self._grid = Grid()
        self.scene().addItem(self._grid)
        self._lines: dict[str, Any] = {}
        self.wheel_zooms: Callable[[], bool] = _yes
        self.camera.sigRangeChanged.connect(self._on_camera_changed)
        self.camera.sigResized.connect(self._on_camera_changed)
        self.camera.moved_by_hand.connect(self.zoomed_by_hand)
        self.camera.reset_wanted.connect(self.reset_wanted)
        self.scene().sigMouseMoved.connect(self._on_scene_mouse_moved)

    def set_colors(self, panel: str, line: str, dim: str) -> None:
        """ground, hairlines, words of the axes: '#rrggbb'."""
        self.setBackground(QColor(panel))
        self.camera.rbScaleBox.setPen(pg.mkPen(dim))
        self.camera.rbScaleBox.setBrush(pg.mkBrush(None))
        for axis in (self.x_axis, self.y_axis):
            axis.setTextPen(dim)
        self._grid.set_color(line)

    def set_font(self, font: QFont) -> None:
        """Of the numbers at the axes."""
        for axis in (self.x_axis, self.y_axis):
            axis.setTickFont(font)
            axis.label.setFont(font)

    def set_x_title(self, text: str, color: str) -> None:
        """What the x axis counts, '' for nothing."""
        if text:
            self.x_axis.setLabel(text=text, color=color)
        self.x_axis.showLabel(bool(text))

    def set_series(self, series: Iterable[Series], colors: dict[str, str], width: float = 1.0) -> None:
        """Draw these lines and no others. colors: '#rrggbb' of each name.   width: times the usual."""
        wanted = {item.name: item for item in series}
        for name in [name for name in self._lines if name not in wanted]:
            self.removeItem(self._lines.pop(name))
        for name, item in wanted.items():
            if name not in self._lines:
                self._lines[name] = self.plotItem.plot(name=name)
            # pyqtgraph's pens know nothing of the screen's scale: at 200 % they would be half as wide.
            _draw(self._lines[name], item, colors[name], width, max(width, self.devicePixelRatioF()))

    def set_margins(self, right: int) -> None:
        """Room for words beside the lines, in pixels."""
        self.plotItem.layout.setContentsMargins(0, 8, right, 0)

    def look_at(self, view: Extent) -> None:
        """Show exactly this part."""
        self.camera.setRange(xRange=(view.x0, view.x1), yRange=(view.y0, view.y1), padding=0)

    @property
    def view(self) -> Extent:
        """The part that is shown."""
        (x0, x1), (y0, y1) = self.camera.viewRange()
        return Extent(x0, x1, y0, y1)

    @property
    def frame(self) -> QRectF:
        """Where the lines are drawn, in pixels of this widget."""
        return QRectF(self.camera.mapRectToScene(self.camera.rect()))

    def to_pixels(self, x: float, y: float) -> QPointF:
        """A point of the numbers in pixels of this widget."""
        view, frame = self.view, self.frame
        across = (x - view.x0) / (view.x1 - view.x0)
        down = (view.y1 - y) / (view.y1 - view.y0)
        return QPointF(frame.x() + across * frame.width(), frame.y() + down * frame.height())

    def add_overlay(self, item: QGraphicsItem) -> None:
        """Something that is drawn over the lines, in pixels of this widget."""
        item.setZValue(1_000)
        self.scene().addItem(item)

    def wheelEvent(self, ev: QWheelEvent) -> None:  # noqa: N802
        """Zoom at the cursor; or, where wheel_zooms says no, leave it to the page, unless Ctrl is held."""
        turned = ev.angleDelta().y()
        by_key = bool(ev.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if turned == 0 or not (by_key or self.wheel_zooms()):
            ev.ignore()
            return
        center = self.camera.mapSceneToView(self.mapToScene(ev.position().toPoint()))
        self.camera.zoom(WHEEL_STEP ** (-turned / 120), center)
        ev.accept()

    def leaveEvent(self, ev: QEvent) -> None:  # noqa: N802
        super().leaveEvent(ev)
        self.pointed.emit(None)

    def _place_grid(self) -> None:
        view, frame = self.view, self.frame
        ((_, values),) = self.y_axis.tickValues(view.y0, view.y1, frame.height())
        self._grid.set_lines(frame, [self.to_pixels(view.x0, value).y() for value in values])

    def _on_camera_changed(self, *_: object) -> None:
        self._place_grid()
        self.view_changed.emit()

    def _on_scene_mouse_moved(self, position: QPointF) -> None:
        inside = self.frame.contains(position)
        self.pointed.emit(self.camera.mapSceneToView(position) if inside else None)


def _yes() -> bool:
    return True


def _draw(line: Any, series: Series, color: str, width: float, pens: float) -> None:  # noqa: ANN401
    many = series.xs.size > SMOOTH_UP_TO
    line.setData(
        series.xs,
        series.ys,
        pen=pg.mkPen(color, width=pens * (1.0 if many else LINE_WIDTH)),
        symbol="o" if series.is_single else None,
        symbolSize=POINT_SIZE * width,
        symbolPen=pg.mkPen(None),
        symbolBrush=pg.mkBrush(color),
        connect="finite",
        antialias=not many,
        skipFiniteCheck=False,
        clipToView=series.is_sorted and many,
        autoDownsample=many,
        downsampleMethod="peak",
    )
