"""A run in depth: what its mistakes are and cost, small and large objects, whether scores can be believed, and the
figures by other rules."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.charts.bar_rows import BarRow, BarRows
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, EmptyState, PlainLabel
from desktop_app.results.belief_chart import BeliefChart
from desktop_app.results.depth_words import (
    ORDER,
    SIZES,
    belief_words,
    error_says,
    error_text,
    error_title,
    figure_says,
    figure_title,
    figure_value,
)
from desktop_app.results.figure_table import Cell, FigureTable, Row
from desktop_app.results.report import RunReport
from ml_engine.reports.answers import ErrorKind

LEAST_COST = 0.05  # a bar as long as can be stands for at least this much of AP50


class DepthPage(QWidget):
    """Signals: pictures_wanted(object, str): ids and the title of their list."""

    pictures_wanted = Signal(object, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: RunReport | None = None
        self.errors = BarRows(look)
        self.errors.setObjectName("error-bars")
        self.errors.setAccessibleName(self.tr("Kinds of mistakes: how many, and what they cost"))
        self.sizes = BarRows(look)
        self.sizes.setObjectName("size-bars")
        self.sizes.setAccessibleName(self.tr("AP of small, medium and large objects"))
        self.belief = BeliefChart(look)
        self._believes = PlainLabel("", role="small", wrap=True)
        self._believes.setObjectName("belief-says")
        headings = (self.tr("Figure"), self.tr("Value"))
        self.table = FigureTable(look, headings, (self.tr("Point at a figure to read what it says."), ""))
        self.table.setObjectName("depth-table")
        self.table.setAccessibleName(self.tr("Further figures"))
        self._errors = _card(
            self.tr("What goes wrong"),
            PlainLabel(self.tr("how many, and how much AP50 would rise without them"), role="small", wrap=True),
            self.errors,
        )
        self._sizes = _card(self.tr("Small and large objects"), self.sizes)
        self._belief = _card(self.tr("How far a score can be believed"), self._believes, self.belief)
        self._figures = _card(self.tr("Further figures"), self.table)
        body = QWidget()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE_M)
        for side in (self._left, self._right):
            side.setSpacing(SPACE_M)
            across.addLayout(side, 1)
        self._left.addWidget(self._errors)
        self._left.addWidget(self._figures, 1)
        self._right.addWidget(self._belief, 1)
        self._right.addWidget(self._sizes)
        self._stack = QStackedWidget()
        self._stack.addWidget(body)
        title, text = self.tr("No further figures"), self.tr("Score this run again to have them.")
        self._stack.addWidget(EmptyState(look, "chart-line", title, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.errors.opened.connect(self._on_errors_opened)

    def set_report(self, report: RunReport) -> None:
        """Show a run."""
        self._report, counted = report, report.counted
        self.errors.set_rows(
            [_error_row(row, opens=bool(error_pictures(report, row.kind))) for row in counted.errors],
            max([LEAST_COST, *(row.cost for row in counted.errors)]),
        )
        self.sizes.set_rows(_size_rows(counted.figures), 1.0)
        self.belief.set_bins(counted.reliability)
        self._believes.setText(belief_words(counted.reliability))
        figures = counted.figures | {key: counted.metrics[key] for key in ("ap", "ap50") if key in counted.metrics}
        figures = figures if report.finds_boxes else counted.figures
        self.table.set_rows(tuple(_figure_row(key, figures[key]) for key in ORDER if key in figures))
        has_boxes, has_bins = bool(counted.errors), bool(counted.reliability)
        self._errors.setVisible(has_boxes)
        self._sizes.setVisible(any(key in counted.figures for key in SIZES))
        self._belief.setVisible(has_bins)
        self._figures.setVisible(bool(counted.figures))
        # Without boxes the two that are left stand beside each other.
        side = self._left if has_boxes else self._right
        (self._right if has_boxes else self._left).removeWidget(self._figures)
        side.addWidget(self._figures, 1)
        side = self._right if has_boxes else self._left
        (self._left if has_boxes else self._right).removeWidget(self._belief)
        side.insertWidget(0, self._belief, 1)
        self._stack.setCurrentIndex(0 if counted.figures or has_boxes or has_bins else 1)

    def _on_errors_opened(self, kind: str) -> None:
        if self._report is not None:
            self.pictures_wanted.emit(error_pictures(self._report, kind), error_title(kind))


def error_pictures(report: RunReport, kind: str) -> list[int]:
    """The pictures that have a mistake of a kind, the worst first; none where the answers were not kept."""
    if report.scores is None:
        return []
    pictures = (item.picture for item in report.scores.pictures)
    ids = [
        picture.image_id
        for picture in pictures
        if (picture.missed if kind == "missed" else any(box.error == kind for box in picture.boxes))
    ]
    return report.scores.ids_worst_first(ids)


def _error_row(row: ErrorKind, *, opens: bool) -> BarRow:
    return BarRow(row.kind, error_title(row.kind), row.cost, error_text(row), error_says(row), opens)


def _size_rows(figures: dict[str, float]) -> list[BarRow]:
    return [
        BarRow(key, figure_title(key), figures[key], figure_value(key, figures[key]), figure_says(key))
        for key in SIZES
        if key in figures
    ]


def _figure_row(key: str, value: float) -> Row:
    return Row(figure_title(key), "", (Cell(value, figure_value(key, value), figure_says(key)),))


def _card(title: str, *widgets: QWidget) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
    column.setSpacing(SPACE_S)
    column.addWidget(PlainLabel(title, role="strong"))
    for widget in widgets:
        column.addWidget(widget)
    if isinstance(widgets[-1], BarRows):
        column.addStretch(1)
    return card
