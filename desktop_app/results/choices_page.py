"""The choices of the compared runs side by side, those that differ marked; on request those alone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, Toggle
from desktop_app.results.choices import ChoiceRow
from desktop_app.results.figure_table import Cell, FigureTable, Row
from desktop_app.session.recipe_words import field_title, value_words
from desktop_app.session.run_words import backbone_title
from ml_engine.training.recipe_fields import find_field


class ChoicesPage(QWidget):
    """Made for runs that change, as the figures are."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[ChoiceRow, ...] = ()
        self._table: FigureTable | None = None
        self._says = PlainLabel("", role="strong", wrap=True)
        self._says.setObjectName("compare-choices-says")
        self._only = Toggle(self.tr("Only what differs"))
        self._only.setObjectName("compare-only-differences")
        self._only.setChecked(True)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        head.setSpacing(SPACE_M)
        head.addWidget(self._says, 1)
        head.addWidget(self._only)
        self._card = Card()
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, SPACE_S)
        self._column.addLayout(head)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        self._only.toggled.connect(self._fill)
        look.changed.connect(self._fill)

    def set_rows(self, rows: tuple[ChoiceRow, ...], names: tuple[str, ...], titles: tuple[str, ...], why: str) -> None:
        """Show these. names: of the runs, short.   titles: in full.   why: there are no rows, '' if there are."""
        self._rows = rows
        if self._table is not None:
            self._column.removeWidget(self._table)
            self._table.deleteLater()
        self._table = FigureTable(self._look, (self.tr("Choice"), *names), ("", *titles), self)
        self._table.setObjectName("compare-choices")
        self._table.setAccessibleName(self.tr("Choices of the compared runs"))
        self._column.addWidget(self._table, 1)
        differing = sum(row.differs for row in rows)
        if why:
            text = in_words(why)
        elif differing:
            text = self.tr("%n choice(s) differ", "", differing)
        else:
            text = self.tr("All choices are the same: what differs is chance, or the labels.")
        self._says.setText(text)
        self._only.setVisible(not why)
        self._fill()

    def _fill(self, *_: object) -> None:
        if self._table is None:
            return
        shown = [row for row in self._rows if row.differs or not self._only.isChecked()]
        self._table.setVisible(bool(shown))
        self._table.set_rows(tuple(self._row(row) for row in shown))

    def _row(self, row: ChoiceRow) -> Row:
        color = "accent" if row.differs else "dim"
        tooltip = choice_help(row)
        cells = tuple(Cell(_number(value), choice_words(row, value), tooltip, color=color) for value in row.values)
        # A dot and the colour: neither is left to say it alone.
        return Row(choice_title(row), self._look.tokens.accent if row.differs else "", cells)


def choice_title(row: ChoiceRow) -> str:
    """'Learning rate'; of what a run started from its own words."""
    if row.part == "recipe":
        return field_title(row.field)
    titles = {
        "task": _tr("Task"), "seed": _tr("Seed"), "backbone": _tr("Backbone"), "weights": _tr("Weights"),
        "pixels": _tr("Pixels of the input"), "trained_blocks": _tr("Trained blocks"), "labels": _tr("Labels"),
    }  # fmt: skip
    return titles.get(row.field, row.field)


def choice_words(row: ChoiceRow, value: object) -> str:
    """A value as a person reads it."""
    if row.field == "backbone" and isinstance(value, str):
        return backbone_title(value)
    return value_words(value)


def choice_help(row: ChoiceRow) -> str:
    """What the choice means."""
    try:
        return in_words(find_field(row.field).help) if row.part == "recipe" else ""
    except KeyError:
        return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChoicesPage", text)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else 0.0 if value is not None else None
