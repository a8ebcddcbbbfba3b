"""Lines over axes: hover for exact numbers, zoom, save. pyqtgraph is imported when one is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from desktop_app.charts.content import Content
from desktop_app.charts.menu import chart_menu
from desktop_app.charts.series import make_series
from desktop_app.charts.summary import summary
from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL, SPACE_S, SPACE_XS
from desktop_app.look.widgets import IconButton, PlainLabel
from desktop_app.look.widgets.context_menu import ContextMenu

if TYPE_CHECKING:
    from desktop_app.charts.files import ChartFiles
    from desktop_app.charts.view import ChartView

CLOSER, FARTHER = 0.8, 1.25
LEAST_HEIGHT = 170
REFRESH_EVERY_MS = 33


class Chart(QWidget):
    """A chart with its title and buttons.

    look: colours and type, followed when they change.   title: above the plot.   x_title: what the x axis counts.
    Keys: Left and Right move the cursor, Home and End to the ends, + and - zoom, 0 shows all, Esc lets go.
    Signals: exported(str, str): a file that was written, and why it could not be, or ''.
    """

    exported = Signal(str, str)

    def __init__(
        self, look: Look, title: str, x_title: str = "", y_title: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = title
        self._look = look
        self._content = Content(title, x_title, y_title)
        self._view: ChartView | None = None
        self._files: ChartFiles | None = None
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_EVERY_MS)
        self._refresh.timeout.connect(self._on_refresh_timeout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setAccessibleName(title)
        self._build(y_title)
        ContextMenu(self, self._make_menu)
        look.changed.connect(self._on_look_changed)
        self._tell()

    def set_line(self, name: str, xs: Sequence[float], ys: Sequence[float], color: str) -> None:
        """Add a line or replace its numbers. y may be NaN: a gap.   color: '#rrggbb' or a token's name ('accent').

        Raises ValueError if xs and ys differ in length.
        """
        self._content.put(make_series(name, xs, ys, color))
        self._change()

    def remove(self, name: str) -> None:
        """Take a line away, if it is there."""
        self._content.remove(name)
        self._change()

    def mark(self, x: float | None, text: str = "") -> None:
        """A dashed line with a word, instead of the one before. None: no mark."""
        self._content.marks = [] if x is None else [(float(x), text)]
        self._change()

    def clear(self) -> None:
        """No lines, no marks, no zoom."""
        self._content.clear()
        self.reset_zoom()
        self._change()

    def set_ranges(
        self,
        x: tuple[float, float] | None = None,
        y: tuple[float, float] | None = None,
        *,
        whole_x: bool = False,
        powers_x: bool = False,
    ) -> None:
        """What is shown at the least; None follows the numbers. whole_x: ticks at whole numbers only (epochs).

        powers_x: the xs are powers of ten; what they are powers of is shown.
        """
        self._content.x_range, self._content.y_range, self._content.whole_x = x, y, whole_x
        self._content.powers_x = powers_x
        self._change()

    def set_title(self, title: str) -> None:
        """Other words above the plot."""
        if title != self.title:
            self.title = self._content.title = title
            self._title_label.setText(title)
            self.setAccessibleName(title)
            self._change()

    def export(self, path: str | Path) -> None:
        """Write '.png', '.svg' or '.csv'; `exported` tells when it is on the disk. Raises ValueError for others."""
        self.files.export(Path(path))

    @property
    def files(self) -> ChartFiles:
        """Copies and files of it."""
        self._ready_view()
        assert self._files is not None  # noqa: S101  # made with the view
        return self._files

    @property
    def summary(self) -> str:
        """The chart in words."""
        content = self._content
        return summary(self.title, content.x_title, content.plain_series, content.plain_marks)

    @property
    def readout(self) -> str:
        """What is said beside the cursor, '' while there is none."""
        return self._view.readout_text if self._view else ""

    @property
    def has_values(self) -> bool:
        """Whether there is anything to see or save."""
        return not self._content.is_empty

    @property
    def is_zoomed(self) -> bool:
        """Whether a hand chose the part that is shown."""
        return self._view is not None and self._view.is_zoomed

    @Slot()
    def reset_zoom(self) -> None:
        """Show all."""
        if self._view is not None:
            self._view.reset_zoom()

    def setObjectName(self, name: str) -> None:  # noqa: N802
        """Its buttons are named after it: a place may have several charts."""
        super().setObjectName(name)
        self._all_button.setObjectName(f"{name}-reset")
        self._menu_button.setObjectName(f"{name}-more")

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(420, 260)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._ready_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not press_key(self._ready_view(), event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if self._view is not None:
            self._view.set_stop(None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._look.tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)

    def _build(self, y_title: str) -> None:
        self._all_button = IconButton(self._look, "zoom-out", self.tr("Show all"))
        self._all_button.setObjectName("chart-reset")
        self._all_button.clicked.connect(self.reset_zoom)
        self._all_button.hide()
        self._menu_button = IconButton(self._look, "ellipsis", self.tr("Save or copy this chart"))
        self._menu_button.setObjectName("chart-more")
        self._menu_button.clicked.connect(self._on_menu_button_clicked)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        self._title_label = PlainLabel(self.title, role="strong")
        head.addWidget(self._title_label)
        head.addWidget(PlainLabel(y_title, role="small"), 1)
        head.addWidget(self._all_button)
        head.addWidget(self._menu_button)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        self._layout.setSpacing(SPACE_XS)
        self._layout.addLayout(head)

    def _ready_view(self) -> ChartView:
        if self._view is None:
            # Not at the top: 0.12 s of importing that a window without charts need not wait for.
            from desktop_app.charts.files import ChartFiles
            from desktop_app.charts.view import ChartView

            view = self._view = ChartView(self._content, self._look, self)
            self._files = ChartFiles(self._content, self._ready_view, self._look, self)
            self._files.exported.connect(self.exported)
            view.plot.wheel_zooms = self._wheel_zooms
            view.zoom_changed.connect(self._on_view_zoom_changed)
            view.cursor_moved.connect(self._on_view_cursor_moved)
            self._layout.addWidget(view.plot, 1)
        return self._view

    def _wheel_zooms(self) -> bool:
        """Over a page that scrolls the wheel is the page's, until the chart has been clicked."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return self.hasFocus() or parent is None or parent.verticalScrollBar().maximum() == 0

    def _change(self) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    def _tell(self) -> None:
        self.setAccessibleDescription(f"{self.summary} {self.readout}".strip())

    @Slot()
    def _on_refresh_timeout(self) -> None:
        if self._view is not None:
            self._view.refresh()
        self._tell()

    @Slot()
    def _on_look_changed(self) -> None:
        if self._view is not None:
            self._view.restyle()
        self.update()

    @Slot()
    def _on_view_zoom_changed(self) -> None:
        self._all_button.setVisible(self.is_zoomed)

    @Slot()
    def _on_view_cursor_moved(self) -> None:
        self._tell()

    def _make_menu(self, _: QPoint | None) -> QMenu:
        return chart_menu(self)

    @Slot()
    def _on_menu_button_clicked(self) -> None:
        chart_menu(self).popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))


def press_key(view: ChartView, event: QKeyEvent) -> bool:
    """What a key does to a chart; whether it does anything."""
    last = 1 << 31
    match event.key():
        case Qt.Key.Key_Left:
            view.step_cursor(-1)
        case Qt.Key.Key_Right:
            view.step_cursor(1)
        case Qt.Key.Key_Home:
            view.step_cursor(-last)
        case Qt.Key.Key_End:
            view.step_cursor(last)
        case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
            view.zoom(CLOSER)
        case Qt.Key.Key_Minus:
            view.zoom(FARTHER)
        case Qt.Key.Key_0:
            view.reset_zoom()
        case Qt.Key.Key_Escape if view.stop is not None:
            view.set_stop(None)
        case _:
            return False
    return True
