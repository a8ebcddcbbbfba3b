"""Pictures and boxes of each label, and how the splits share them; a row opens its pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_S, ROW, SPACE_L, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.project.query import ImageFilter, Query
from desktop_app.session.background import Token
from desktop_app.session.file_manager import copy_text
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.training import words
from desktop_app.training.plan import DataPlan, LabelPlan
from ml_engine.domain.values import Label, Split

MOST_ROWS = 7
MOST_WIDTH = 1320  # pixels: numbers far from their names are hard to follow


class LabelTable(Card):
    """Labels that take part, the most used first, then those without pictures."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._tokens = Tokens()
        self._rows: tuple[LabelPlan, ...] = ()
        self.has_rows = False
        self._table = QTableWidget()
        self._table.setObjectName("train-labels")
        self._table.setAccessibleName(self.tr("Pictures and boxes of each label"))
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setMaximumWidth(MOST_WIDTH)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(ROW)
        self._table.setIconSize(QSize(ICON_S, ICON_S))
        self._table.activated.connect(self._on_table_activated)
        add_row_menu(self._table, look, "train-label-menu", self._menu_items)
        self._table.setToolTip(self.tr("Double click or Enter shows the pictures of a label"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_S)
        layout.addWidget(PlainLabel(self.tr("What there is to learn from"), role="strong"))
        layout.addWidget(self._table)
        self.destroyed.connect(self._tokens.cancel_all)
        self.setVisible(False)

    def show_plan(self, data: DataPlan) -> None:
        """Take the numbers of a plan."""
        self._rows = tuple(sorted(data.labels, key=lambda row: (-row.pictures, row.label.position)))
        self.has_rows = bool(self._rows) and bool(data.ids)
        self.setVisible(self.has_rows and self._session.runs.training is None)
        titles = [self.tr("Label"), self.tr("Pictures")]
        titles += [self.tr("Boxes")] if data.task == "detect" else []
        titles += [words.split_name(split).capitalize() for split in Split]
        self._table.setColumnCount(len(titles))
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        for column in range(len(titles)):
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            item = QTableWidgetItem(titles[column])
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self._table.setHorizontalHeaderItem(column, item)
        self._table.setRowCount(len(self._rows))
        for index, row in enumerate(self._rows):
            self._fill(index, row, with_boxes=data.task == "detect")
        shown = min(len(self._rows), MOST_ROWS)
        self._table.setFixedHeight(header.sizeHint().height() + shown * ROW + 2)

    def _fill(self, index: int, row: LabelPlan, *, with_boxes: bool) -> None:
        numbers = [
            row.pictures,
            *([row.annotations] if with_boxes else []),
            *(row.parts.get(part, 0) for part in Split),
        ]
        name = QTableWidgetItem(_dot(row.label.color), row.label.name)
        self._table.setItem(index, 0, name)
        for column, number in enumerate(numbers, start=1):
            item = QTableWidgetItem(words.count(number))
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._table.setItem(index, column, item)

    def _menu_items(self, index: QModelIndex) -> MenuItems:
        row = self._rows[index.row()]
        of_parts = (
            MenuItem(
                f"show-{part.value}",
                self.tr("Show those in {split}").format(split=words.split_name(part)),
                partial(self._ask, row.label, part),
                enabled=row.parts.get(part, 0) > 0,
            )
            for part in Split
        )
        cells = (self._table.item(index.row(), column) for column in range(self._table.columnCount()))
        line = "\t".join(" ".join(cell.text().split()) for cell in cells if cell is not None)
        return (
            MenuItem("show-pictures", self.tr("Show its pictures"), partial(self._ask, row.label), "images",
                     row.pictures > 0),
            *of_parts,
            None,
            MenuItem("copy-row", self.tr("Copy the row"), partial(copy_text, line), "copy"),
        )  # fmt: skip

    def _on_table_activated(self, index: QModelIndex) -> None:
        self._ask(self._rows[index.row()].label)

    def _ask(self, label: Label, part: Split | None = None) -> None:
        work = partial(_pictures_of, self._session.query, label.id, part)
        self._tokens.add(self._session.background.run(work, partial(self._show, label.name), urgent=True))

    def _show(self, name: str, ids: Sequence[int]) -> None:
        if ids:
            self._session.show_pictures(ids, name)


def _pictures_of(query: Query, label: UUID, part: Split | None, _: Token) -> list[int]:
    return query.image_ids(ImageFilter(label=label, split=part))


def _dot(color: str) -> QIcon:
    pixmap = QPixmap(ICON_S * 2, ICON_S * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(pixmap.rect().adjusted(4, 4, -4, -4))
    painter.end()
    return QIcon(pixmap)
