"""A chart in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.charts.series import Series


def number(value: float) -> str:
    """A value with four digits, written as the reader's country writes numbers."""
    locale = QLocale()
    if value == int(value) and abs(value) < 1e6:
        return locale.toString(int(value))
    return locale.toString(float(value), "g", 4)


def summary(title: str, x_title: str, series: Sequence[Series], marks: Sequence[tuple[float, str]]) -> str:
    """What is drawn, from where to where each line goes, and what is marked."""
    sentences = [_of(item, x_title) for item in series if (~np.isnan(item.ys)).any()]
    if not sentences:
        return _tr("{title}: no values yet.").format(title=title)
    sentences += [_tr("Marked: {text} at {x}.").format(text=text, x=number(x)) for x, text in marks]
    return _tr("{title}.").format(title=title) + " " + " ".join(sentences)


def _of(series: Series, x_title: str) -> str:
    known = ~np.isnan(series.ys)
    xs, ys = series.xs[known], series.ys[known]
    low, high = int(np.argmin(ys)), int(np.argmax(ys))
    sentence = _tr("{name}: {last} at {x_title} {x}; lowest {low} at {low_x}, highest {high} at {high_x}.")
    return sentence.format(
        name=series.name,
        last=number(ys[-1]),
        x_title=x_title,
        x=number(xs[-1]),
        low=number(ys[low]),
        low_x=number(xs[low]),
        high=number(ys[high]),
        high_x=number(xs[high]),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Chart", text)
