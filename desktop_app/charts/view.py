"""The chart on the screen: plot, words and cursor brought in step with the content. Imports pyqtgraph."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop_app.charts.content import Content
from desktop_app.charts.overlay import GAP, Cursor, EndWord, Inks, MarkLine, Overlay, Polyline
from desktop_app.charts.plot import Plot
from desktop_app.charts.readable import readable
from desktop_app.charts.readout import Readout, ReadoutRow
from desktop_app.charts.series import last_within, nearest_stop, points_between, value_near
from desktop_app.charts.summary import number
from desktop_app.look.look import Look

WORD_WIDTH = 150
WORD_SHARE = 0.25  # of the chart's width, at the most, for the words beside it
NEAR_MARK = 0.15  # of the view's width
REACH = 0.03  # of the view's width: how far a line's point may lie from the cursor to be read there


class ChartView(QObject):
    """Owner of a Plot and what stands over it.

    Signals: cursor_moved(): to another place, or away.   zoom_changed().
    """

    cursor_moved = Signal()
    zoom_changed = Signal()

    def __init__(self, content: Content, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        self._look = look
        self.plot = Plot(parent)
        self._overlay = Overlay()
        self._readout = Readout(look, self.plot)
        self.stop: int | None = None
        self.is_zoomed = False
        self.plot.add_overlay(self._overlay)
        self.plot.pointed.connect(self._on_plot_pointed)
        self.plot.view_changed.connect(self._on_plot_view_changed)
        self.plot.zoomed_by_hand.connect(self._on_plot_zoomed_by_hand)
        self.plot.reset_wanted.connect(self.reset_zoom)
        self.restyle()

    @property
    def readout_text(self) -> str:
        """What the card beside the cursor says, '' while there is none."""
        return "" if self.stop is None else self._readout.text

    def restyle(self) -> None:
        """Take colours and type from the look again."""
        tokens = self._look.tokens
        font = self._look.font(9)
        self.plot.set_colors(tokens.raised, tokens.line, tokens.dim)
        self.plot.set_font(font)
        self.plot.set_x_title(self._content.x_title, tokens.dim)
        self._overlay.set_look(self._look.font(9, 500), Inks(tokens.accent, tokens.line, tokens.dim, tokens.raised))
        self.refresh()

    def refresh(self, width: float = 1.0) -> None:
        """Show the content as it is now; a zoom that a hand made stays. width: of lines, times the usual."""
        content = self._content
        self.plot.x_axis.whole = content.whole_x or content.powers_x
        self.plot.x_axis.powers = content.powers_x
        self.plot.set_series(content.series.values(), {name: self.color(name) for name in content.series}, width)
        self.plot.set_margins(self._word_room())
        if not self.is_zoomed:
            self.plot.look_at(content.whole())
        if self.stop is not None and self.stop >= content.stops.size:
            self.stop = None
        self._place_overlay()

    def color(self, name: str) -> str:
        """'#rrggbb' of a line."""
        return self._look.tokens.color(self._content.series[name].color)

    def zoom(self, factor: float) -> None:
        """Around the cursor where there is one; factor below 1 looks closer."""
        view = self.plot.view
        x = (view.x0 + view.x1) / 2 if self.stop is None else float(self._content.stops[self.stop])
        self.plot.camera.zoom(factor, QPointF(x, (view.y0 + view.y1) / 2))

    @Slot()
    def reset_zoom(self) -> None:
        """Show all again."""
        self.is_zoomed = False
        self.plot.look_at(self._content.whole())
        self.zoom_changed.emit()

    def step_cursor(self, steps: int) -> None:
        """Move the cursor along the points of the lines; from nowhere it comes in at the last."""
        count = int(self._content.stops.size)
        if count:
            start = count - 1 if self.stop is None else self.stop + steps
            self.set_stop(min(max(start, 0), count - 1))

    def set_stop(self, stop: int | None) -> None:
        """Put the cursor to one of the content's stops, or away."""
        if stop != self.stop:
            self.stop = stop
            self._place_overlay()
            self.cursor_moved.emit()

    def hide_cursor(self) -> None:
        """For a picture that is saved."""
        self._overlay.pointer = None
        self._overlay.update()

    def _place_overlay(self) -> None:
        overlay, plot = self._overlay, self.plot
        overlay.set_frame(plot.frame, QRectF(plot.rect()))
        overlay.words = self._words()
        view = plot.view
        overlay.marks = tuple(
            MarkLine(plot.to_pixels(x, 0).x(), text) for x, text in self._content.marks if view.x0 <= x <= view.x1
        )
        overlay.lines = self._lines_near_marks()
        overlay.passing = self._lines_past_ends()
        self._place_cursor()
        overlay.update()

    def _lines_near_marks(self) -> tuple[Polyline, ...]:
        """What the words of the marks should not cover."""
        plot, view = self.plot, self.plot.view
        reach = (view.x1 - view.x0) * NEAR_MARK
        found = []
        for x, _ in self._content.marks:
            for series in self._content.series.values():
                if series.is_sorted:
                    points = (plot.to_pixels(*point) for point in points_between(series, x - reach, x + reach))
                    found.append(tuple((point.x(), point.y()) for point in points))
        return tuple(found)

    def _lines_past_ends(self) -> tuple[Polyline, ...]:
        """What goes on where another line ends: that one's name should not lie on it."""
        plot = self.plot
        past = self._word_width() * (plot.view.x1 - plot.view.x0) / max(1.0, plot.frame.width())
        sorted_ones = [series for series in self._content.series.values() if series.is_sorted]
        ends = [end[0] for series in sorted_ones if (end := last_within(series, plot.view)) is not None]
        found = []
        for x in ends:
            for series in sorted_ones:
                points = (plot.to_pixels(*point) for point in points_between(series, x - past, x + past))
                found.append(tuple((point.x(), point.y()) for point in points))
        return tuple(found)

    def _words(self) -> tuple[EndWord, ...]:
        metrics = QFontMetrics(self._look.font(9, 500))
        found = []
        for name, series in self._content.series.items():
            end = last_within(series, self.plot.view)
            if end is not None and name:
                text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, self._word_width())
                color = self.color(name)
                found.append(EndWord(text, self.plot.to_pixels(*end), color, readable(color, self._look.tokens.raised)))
        return tuple(found)

    def _word_room(self) -> int:
        metrics = QFontMetrics(self._look.font(9, 500))
        widths = [min(metrics.horizontalAdvance(name), self._word_width()) for name in self._content.series]
        return int(max(widths, default=0) + GAP + 4)

    def _word_width(self) -> int:
        return int(min(WORD_WIDTH, max(40, self.plot.width() * WORD_SHARE)))

    def _place_cursor(self) -> None:
        if self.stop is None:
            self._overlay.pointer = None
            self._readout.hide()
            return
        x = float(self._content.stops[self.stop])
        view = self.plot.view
        reach = (view.x1 - view.x0) * REACH
        dots, rows = [], []
        for name, series in self._content.series.items():
            point = value_near(series, x, reach)
            value = "–" if point is None else number(point[1])
            rows.append(ReadoutRow(name, value, self.color(name)))
            if point is not None and view.y0 <= point[1] <= view.y1:
                dots.append((self.plot.to_pixels(*point), self.color(name)))
        at = self.plot.to_pixels(x, view.y0)
        self._overlay.pointer = Cursor(at.x(), tuple(dots)) if view.x0 <= x <= view.x1 else None
        title = f"{self._content.x_title} {number(self._content.plain_x(x))}".strip()
        frame = self.plot.frame.toRect()
        self._readout.show_values(title, tuple(rows), QPointF(at.x(), frame.center().y()).toPoint(), frame)

    @Slot(object)
    def _on_plot_pointed(self, point: QPointF | None) -> None:
        stops = self._content.stops
        self.set_stop(nearest_stop(stops, point.x()) if point is not None and stops.size else None)

    @Slot()
    def _on_plot_view_changed(self) -> None:
        self._place_overlay()

    @Slot()
    def _on_plot_zoomed_by_hand(self) -> None:
        self.is_zoomed = True
        self.zoom_changed.emit()
