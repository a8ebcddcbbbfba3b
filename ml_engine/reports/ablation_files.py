"""An ablation's files: the table for programs and spreadsheets, the plot for people. Imports matplotlib."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Ablation
from ml_engine.reports.ablation_table import BASELINE, PLOT, TABLE_CSV, TABLE_JSON, is_clear, table_csv
from ml_engine.reports.style import ACCENT, BODY, DIM, LINE, SMALL, TEXT, new_figure, plot_style, to_png


def write_table(folder: Path, ablation: Ablation, titles: Mapping[str, str]) -> None:
    """table.json, table.csv and plot.png. titles: of the rows, for the plot. Raises UserError if the disk refuses."""
    try:
        write_atomic(folder / TABLE_JSON, msgspec.json.format(msgspec.json.encode(ablation), indent=2))
        write_atomic(folder / TABLE_CSV, table_csv(ablation).encode())
        write_atomic(folder / PLOT, draw_table(ablation, titles))
    except OSError as error:
        raise UserError(
            "disk-write", f"{folder} cannot be written: {error.strerror or error}.", "Free some space, then go on."
        ) from error


def draw_table(ablation: Ablation, titles: Mapping[str, str]) -> bytes:
    """PNG: a line a row, every seed a dot, the mean a bar, the baseline a line across all."""
    rows = [row for row in ablation.rows if row.mean is not None]
    with plot_style():
        figure = new_figure(7.6, 1.3 + 0.34 * max(1, len(rows)))
        height = figure.get_figheight()
        axes = figure.add_axes((0.26, 0.55 / height, 0.68, 1 - 1.15 / height))
        baseline = next((row.mean for row in rows if row.name == BASELINE), None)
        if baseline is not None:
            axes.axvline(baseline, color=LINE, linewidth=1.5, zorder=1)
        for place, row in enumerate(rows):
            values = [value for value in row.values if value is not None]
            axes.plot(values, [place] * len(values), "o", color=DIM, markersize=4, alpha=0.7, zorder=2)
            color = ACCENT if is_clear(row, ablation.pictures) else TEXT
            axes.plot([row.mean or 0.0], [place], "|", color=color, markersize=16, markeredgewidth=2.5, zorder=3)
        axes.set_yticks(range(len(rows)), [titles.get(row.name, row.name) for row in rows], fontsize=SMALL)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlabel(f"validation {ablation.metric.replace('_', ' ')}")
        axes.grid(axis="x", linewidth=0.4)
        figure.text(0.02, 1 - 0.3 / height, "One transform at a time", fontsize=BODY + 2, weight="bold")
        words = "dots: seeds, bars: means, blue where the difference to none is clear"
        figure.text(0.02, 1 - 0.52 / height, words, fontsize=SMALL, color=DIM)
        return to_png(figure)
