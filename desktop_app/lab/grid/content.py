"""What a grid shows at a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLocale

from ml_engine.lab.matrices import number_text

FloatArray = npt.NDArray[np.float64]
Cell = tuple[int, int]
MOST_LETTERS = 6
_POINT, _MINUS = re.compile(r"(?<=\d)\.(?=\d)"), re.compile(r"-(?=[\d.])")
_COMMA = re.compile(r"(?<![\d,])(\d+),(\d+)(?![\d,])")  # of one number; 1,0,1 are three


@dataclass(frozen=True, slots=True, eq=False)
class GridContent:
    """values: (H, W).   colors: (H, W, 3) uint8, or none for a tint by value.   inside: (H, W), False in the padding.

    marked: (H, W), what is read now.   fresh: the cell that is new.   known: cells, row by row, that are known so far;
    -1 for all.
    """

    values: FloatArray
    colors: npt.NDArray[np.uint8] | None = None
    inside: npt.NDArray[np.bool_] | None = None
    marked: npt.NDArray[np.bool_] | None = None
    fresh: Cell | None = None
    known: int = -1

    @property
    def shape(self) -> Cell:
        return int(self.values.shape[0]), int(self.values.shape[1])

    def is_known(self, row: int, column: int) -> bool:
        return self.known < 0 or row * self.shape[1] + column < self.known

    def word(self, row: int, column: int) -> str:
        """What stands in a cell, '' while it is not known."""
        return short_number(float(self.values[row, column])) if self.is_known(row, column) else ""

    def words(self) -> list[list[str]]:
        """All cells, row by row."""
        rows, columns = self.shape
        return [[self.word(row, column) for column in range(columns)] for row in range(rows)]


def short_number(value: float) -> str:
    """At most about six letters, with the decimal sign of the window's language; '' for what is no number."""
    if not np.isfinite(value):
        return ""
    whole = number_text(value)
    return local(whole if len(whole) <= MOST_LETTERS - 1 else f"{value:.3g}")


def local(text: str) -> str:
    """Numbers of the lab's formulas as the window's language writes them, with a true minus: -0.5 → −0,5."""
    return _POINT.sub(QLocale().decimalPoint(), _MINUS.sub("−", text))


def unlocal(text: str) -> str:
    """What was typed, as parse_matrix reads it in any language: 0,5 → 0.5 where a comma is the decimal sign.

    In a pasted [[1,0],[0,1]] commas stand between numbers, as in every language.
    """
    if QLocale().decimalPoint() != "," or "[" in text:
        return text
    return _COMMA.sub(r"\1.\2", text)
