"""The picture of a cross-validation: each fold's figure, their mean, and how far they spread."""

from __future__ import annotations

import math

from matplotlib.ticker import MaxNLocator

from ml_engine.reports.card import metric_title
from ml_engine.reports.folds import CrossValidation, result_sentence
from ml_engine.reports.style import ACCENT, BODY, DIM, LINE, head_line, new_figure, plot_style, to_png


def fold_plot(found: CrossValidation) -> bytes:
    """PNG."""
    with plot_style():
        figure = new_figure(7.6, 3.6)
        axes = figure.add_axes((0.09, 0.15, 0.75, 0.62))
        folds = [result.fold for result in found.results]
        values = [result.metrics.get(found.primary, math.nan) for result in found.results]
        mean, spread = found.mean.get(found.primary, math.nan), found.spread.get(found.primary, math.nan)
        if math.isfinite(mean):
            axes.axhspan(mean - spread, mean + spread, color=ACCENT, alpha=0.12, linewidth=0)
            axes.axhline(mean, color=ACCENT, linewidth=1.2)
            axes.text(
                1.01, mean, f"{mean:.3f} ± {spread:.3f}", transform=axes.get_yaxis_transform(), color=ACCENT,
                fontsize=BODY, va="center",
            )  # fmt: skip
        axes.plot(folds, values, "o", color=ACCENT, markersize=6)
        axes.set_xlim(0.5, found.folds + 0.5)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("fold", color=DIM)
        axes.grid(axis="y", color=LINE)
        head_line(figure, f"{metric_title(found.primary, found.task)} of each fold", result_sentence(found), 0.09)
        return to_png(figure)
