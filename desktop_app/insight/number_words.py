"""Numbers of a network as people write them: three digits that matter, whatever their size."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from PySide6.QtCore import QLocale

DIGITS = 3
LEAST_PLAIN, LEAST_GENERAL = 1e-7, 1e-4


def short_number(value: float) -> str:
    """'1.83', '0.0021', '−12.4', '1.2e+06'; with the decimal point of the place."""
    if not math.isfinite(value):
        return "–"
    if value == 0:
        return QLocale().toString(0)
    size = math.floor(math.log10(abs(value)))
    if size >= 6 or size < -4:
        return QLocale().toString(value, "e", DIGITS - 1)
    return QLocale().toString(value, "f", max(0, DIGITS - 1 - size))


def exact_number(value: float) -> str:
    """Six digits that matter: enough to work it out again by hand."""
    if LEAST_PLAIN <= abs(value) < LEAST_GENERAL:
        # What "g" would write as a power of ten: 0.00001 is easier to read than 1e-05.
        digits = len(f"{Decimal(f'{value:.6g}'):f}".partition(".")[2])
        return QLocale().toString(value, "f", digits)
    return QLocale().toString(value, "g", 6) if math.isfinite(value) else "–"


def with_local_numbers(text: str) -> str:
    """A sentence of the engine with the decimal sign of the place: (0.485, 0.456) → (0,485; 0,456)."""
    sign = QLocale().decimalPoint()
    if sign == ".":
        return text
    return re.sub(r"(?<=\d)\.(?=\d)", sign, re.sub(r"(?<=\d), (?=\d)", "; ", text))
