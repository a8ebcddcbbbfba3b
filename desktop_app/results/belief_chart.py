"""How far a score can be believed: the share of right answers over their score, against a score taken at its word."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.charts.pointed_rows import PointedRows
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S, SPACE_XS
from desktop_app.results.depth_words import bin_words
from desktop_app.results.metric_words import number
from desktop_app.results.plain import tooltip_html
from ml_engine.reports.answers import Reliability

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
FAINTEST = 0.35
LEAST_HEIGHT = 190


class BeliefChart(PointedRows):
    """A bar for each range of scores, the fuller the more answers. Left, Right, Home, End move over them."""

    next_key = Qt.Key.Key_Right
    previous_key = Qt.Key.Key_Left

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.bins: tuple[Reliability, ...] = ()
        self.setObjectName("belief-chart")
        self.setAccessibleName(self.tr("Share of right answers over their score"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bins(self, bins: tuple[Reliability, ...]) -> None:
        """Show these; ranges without answers have no bar."""
        self.bins = tuple(row for row in bins if row.count)
        self._set_says(bin_words(row) for row in self.bins)
        self._pointed = -1
        self.setAccessibleDescription(" ".join(self._says))
        self.update()

    def bar_rect(self, place: int) -> QRectF:
        """Where a bar's whole column is."""
        plot, row = self._plot(), self.bins[place]
        left, right = plot.x() + plot.width() * row.low, plot.x() + plot.width() * row.high
        return QRectF(left, plot.y(), right - left, plot.height())

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        return QSize(380, 260)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(240, LEAST_HEIGHT)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(9))
        plot = self._plot()
        self._paint_axes(painter, plot)
        most = max((row.count for row in self.bins), default=1)
        for place, row in enumerate(self.bins):
            column = self.bar_rect(place).adjusted(1, 0, -1, 0)
            if place == self._pointed:
                painter.fillRect(column, self._look.color("accent_soft"))
            color = self._look.color("accent")
            color.setAlphaF(FAINTEST + (1 - FAINTEST) * row.count / most)
            height = max(plot.height() * row.right, 2.0)
            painter.fillRect(QRectF(column.x(), plot.bottom() - height, column.width(), height), color)
        painter.setPen(QPen(self._look.color("text"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(plot.bottomLeft(), plot.topRight())
        painter.setPen(self._look.color("text"))
        for place, row in enumerate(self.bins):
            column = self.bar_rect(place)
            above = max(plot.bottom() - plot.height() * row.right - self._line() - 1, plot.y())
            count = QRectF(column.x() - SPACE_S, above, column.width() + 2 * SPACE_S, self._line())
            painter.drawText(count, Qt.AlignmentFlag.AlignCenter, QLocale().toString(row.count))
        painter.end()

    def _paint_axes(self, painter: QPainter, plot: QRectF) -> None:
        line = self._line()
        for tick in TICKS:
            x, y = plot.x() + plot.width() * tick, plot.bottom() - plot.height() * tick
            painter.setPen(self._look.color("line"))
            painter.drawLine(QPointF(plot.x(), y), QPointF(plot.right(), y))
            painter.setPen(self._look.color("dim"))
            words = number(tick)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - line / 2, plot.x() - SPACE_XS, line), side, words)
            wide = painter.fontMetrics().horizontalAdvance(words)
            left = min(max(x - wide / 2, 0.0), self.width() - wide)
            painter.drawText(QRectF(left, plot.bottom() + SPACE_XS, wide + 2, line), Qt.AlignmentFlag.AlignLeft, words)
        below = QRectF(plot.x(), plot.bottom() + SPACE_XS + line, plot.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("score of the answers"))

    def _plot(self) -> QRectF:
        line = self._line()
        left = self.fontMetrics().horizontalAdvance(number(1.0)) + SPACE_S
        return QRectF(left, line / 2, self.width() - left - SPACE_S, self.height() - 2.5 * line - 2 * SPACE_XS)

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _place_at(self, at: QPointF) -> int:
        return next((place for place in range(len(self.bins)) if self.bar_rect(place).contains(at)), -1)

    def _tooltip_spot(self, place: int) -> QPointF:
        return self.bar_rect(place).center()

    def _tooltip(self) -> str:
        return tooltip_html(self.readout)
