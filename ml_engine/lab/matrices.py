"""Numbers as a person types them, and back: '1 1 0;0 1 1', channels with | between them.

Forgiving about commas, brackets and fractions: what stands on a slide can be pasted.
"""

from __future__ import annotations

import csv
import io
import math
import re

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError

FloatArray = npt.NDArray[np.float64]
MOST_NUMBERS = 100_000
MOST_DIGITS = 12  # that a result is written with
_FACTOR = re.compile(r"\s*([^\s*·×;|\[]+)\s*[*·×]\s*(.+)", re.DOTALL)
_BETWEEN_ROWS = re.compile(r"\]\s*,?\s*\[|[;\n]")
HINT = "Write rows of numbers with ; or a new line between them, as in 1 1 0;0 1 1."


def parse_matrix(text: str) -> FloatArray:
    """(rows, columns) of '1 1 0;0 1 1', '[[1, 1, 0], [0, 1, 1]]' or '1/9 * 1 1 1;1 1 1;1 1 1'.

    A number may be a fraction, 1/9. Raises UserError('matrix').
    """
    factor, body = 1.0, text
    if match := _FACTOR.fullmatch(text):
        factor, body = _number(match[1]), match[2]
    rows = [row for part in _BETWEEN_ROWS.split(body) if (row := re.sub(r"[\[\](),]", " ", part).split())]
    if not rows:
        raise UserError("matrix", "There are no numbers in the matrix.", HINT)
    if sum(map(len, rows)) > MOST_NUMBERS:
        raise UserError("matrix", f"The matrix has more than {MOST_NUMBERS} numbers.", "Use a picture instead.")
    for place, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise UserError("matrix", f"Row {place} has {len(row)} numbers, row 1 has {len(rows[0])}.", HINT)
    return factor * np.array([[_number(word) for word in row] for row in rows], dtype=np.float64)


def parse_stack(text: str) -> FloatArray:
    """(channels, rows, columns) of matrices with | between them. Raises UserError('matrix')."""
    parts = [parse_matrix(part) for part in text.split("|")]
    for place, part in enumerate(parts, start=1):
        if part.shape != parts[0].shape:
            raise UserError("matrix", f"Matrix {place} is not as large as matrix 1.", HINT)
    return np.stack(parts)


def number_text(value: float) -> str:
    """A number as short as it is exact: 4, 0.111111111111, 1.5e-07; never '-0'."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.{MOST_DIGITS}g}"


def factor_text(value: float) -> str:
    """As it stands in a sum or a product: in brackets where it has a sign."""
    return f"({number_text(value)})" if value < 0 else number_text(value)


def matrix_text(matrix: FloatArray) -> str:
    """What parse_matrix reads: '1 1 0;0 1 1'. matrix: (rows, columns)."""
    return ";".join(" ".join(number_text(value) for value in row) for row in matrix)


def matrix_csv(values: FloatArray) -> str:
    """Lines of comma-separated numbers, '\\n' at their ends; an empty line between channels.

    values: (n,), (rows, columns) or (…, rows, columns).
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    maps = values.reshape(-1, *((1, *values.shape)[-2:]))
    for place, matrix in enumerate(maps):
        if place:
            out.write("\n")
        writer.writerows([number_text(value) for value in row] for row in matrix)
    return out.getvalue()


def _number(word: str) -> float:
    above, _, below = word.replace("−", "-").partition("/")
    try:
        value = float(above) / float(below) if below else float(above)
    except (ValueError, ZeroDivisionError):
        value = math.nan
    if not math.isfinite(value) or word.endswith("/"):
        raise UserError("matrix", f"{word} is no number.", HINT)
    return value
