"""A run at a glance: its headline figures, the confusion matrix, and a row for each label."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel
from desktop_app.results.confusion_view import ConfusionView
from desktop_app.results.confusion_words import cell_title
from desktop_app.results.figure_table import Cell, FigureTable
from desktop_app.results.label_rows import heading_tips, headings, label_rows
from desktop_app.results.matrix import Key, Matrix, matrix_of
from desktop_app.results.metric_card import MetricCard
from desktop_app.results.metric_links import metric_pictures
from desktop_app.results.metric_words import HEADLINE, explanation, figure_name, ordered
from desktop_app.results.report import RunReport
from desktop_app.session.run_words import metric_number

MOST_CARDS = 6
TABLE_SHARE = 6  # of the width, beside a matrix of 3 to 5


class OverviewPage(QWidget):
    """Signals: pictures_wanted(object, str): ids and the title of their list."""

    pictures_wanted = Signal(object, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._report: RunReport | None = None
        self._matrix: Matrix | None = None
        self._table: FigureTable | None = None
        self._cards = QHBoxLayout()
        self._cards.setSpacing(SPACE_M)
        self.confusion = ConfusionView(look)
        self.confusion.opened.connect(self._on_confusion_opened)
        self._matrix_card = self._make_matrix_card()
        self._table_card = Card()
        self._table_column = QVBoxLayout(self._table_card)
        self._table_column.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, SPACE_S)
        self._table_column.setSpacing(SPACE_S)
        head = PlainLabel(self.tr("Label by label"), role="strong")
        head.setContentsMargins(SPACE_S, 0, 0, 0)
        self._table_column.addWidget(head)
        grid = self._grid = QGridLayout()
        grid.setSpacing(SPACE_M)
        grid.addWidget(self._matrix_card, 0, 0)
        grid.addWidget(self._table_card, 0, 1)
        grid.setColumnStretch(1, TABLE_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(self._cards)
        column.addLayout(grid, 1)
        # A run that was never scored has cards only: they stay at the top.
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def set_report(self, report: RunReport) -> None:
        """Show a run."""
        self._report = report
        self._fill_cards(report)
        self._fill_table(report)
        self._matrix = matrix_of(report)
        has_matrix = self._matrix is not None and not self._matrix.is_empty
        self.confusion.set_matrix(self._matrix if has_matrix else None)
        self._matrix_card.setVisible(has_matrix)
        rows = len(self._matrix.rows) if self._matrix else 0
        self._grid.setColumnStretch(0, max(3, min(rows, 5)))
        self._table_card.setVisible(bool(report.figures))
        self._rest.setVisible(not has_matrix and not report.figures)

    def _make_matrix_card(self) -> Card:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("What it mixes up"), role="strong"))
        head.addStretch(1)
        head.addWidget(PlainLabel(self.tr("rows: what it is · columns: its answer"), role="small"))
        column.addLayout(head)
        column.addWidget(self.confusion, 1)
        return card

    def _fill_cards(self, report: RunReport) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        wanted = [key for key in HEADLINE.get(report.task, ()) if key in report.metrics]
        keys = wanted or ordered([key for key in report.metrics if key != "loss"])
        for key in keys[:MOST_CARDS]:
            self._cards.addWidget(self._make_card(report, key), 1)

    def _make_card(self, report: RunReport, key: str) -> MetricCard:
        ids, _ = metric_pictures(report, key)
        value = metric_number(key, report.metrics[key])
        card = MetricCard(key, figure_name(report, key), value, explanation(report, key), opens=bool(ids))
        card.clicked.connect(partial(self._open_metric, key))
        return card

    def _fill_table(self, report: RunReport) -> None:
        if self._table is not None:
            self._table_column.removeWidget(self._table)
            self._table.deleteLater()
        self._table = FigureTable(self._look, headings(report.task), heading_tips(report))
        self._table.setObjectName("label-table")
        self._table.setAccessibleName(self.tr("Figures by label"))
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._table.set_rows(label_rows(report))
        self._table.opened.connect(self._on_table_opened)
        self._table_column.addWidget(self._table)

    def _open_metric(self, key: str) -> None:
        if self._report is not None:
            ids, title = metric_pictures(self._report, key)
            self._want(ids, title)

    def _on_confusion_opened(self, row: Key, column: Key) -> None:
        if self._matrix is not None:
            self._want(self._matrix.ids.get((row, column), []), cell_title(self._matrix, row, column))

    def _on_table_opened(self, cell: Cell) -> None:
        self._want(list(cell.ids), cell.title)

    def _want(self, ids: list[int], title: str) -> None:
        if ids:
            self.pictures_wanted.emit(ids, title)
