"""An ablation in words: the same in the table, in the plot and for those who hear it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.charts.dot_rows import DotRow
from desktop_app.training.studio.controls import transform_title
from ml_engine.domain.events import Ablation, AblationRow
from ml_engine.reports.ablation_table import BASELINE, is_clear

DIGITS = 3


def number(value: float | None) -> str:
    """Three digits, a dash for none."""
    return "–" if value is None else QLocale().toString(value, "f", DIGITS)


def signed(value: float | None) -> str:
    """With its sign."""
    if value is None:
        return "–"
    return f"{'+' if value >= 0 else '−'}{QLocale().toString(abs(value), 'f', DIGITS)}"


def verdict(table: Ablation, row: AblationRow) -> str:
    """What a row comes to."""
    if row.name == BASELINE:
        return _tr("to compare with")
    if row.difference is None:
        return ""
    if not is_clear(row, table.pictures):
        return _tr("within chance")
    return _tr("helps") if row.difference > 0 else _tr("harms")


def sentence(table: Ablation, row: AblationRow) -> str:
    """All of a row."""
    if row.mean is None:
        return ""
    title, mean, spread = transform_title(row.name), number(row.mean), number(row.spread)
    if row.name == BASELINE or row.difference is None:
        return _tr("{name}: {mean}, spread {spread}.").format(name=title, mean=mean, spread=spread)
    return _tr("{name}: {mean}, spread {spread}; {difference} to none: {verdict}.").format(
        name=title, mean=mean, spread=spread, difference=signed(row.difference), verdict=verdict(table, row)
    )


def dot_rows(table: Ablation) -> list[DotRow]:
    """The rows of the plot."""
    return [
        DotRow(
            transform_title(row.name), tuple(value for value in row.values if value is not None), row.mean,
            sentence(table, row), is_clear(row, table.pictures),
        )
        for row in table.rows
    ]  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("AblationWords", text)
