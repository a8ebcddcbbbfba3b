"""The pictures of a search: how it went, what each field did, and which fields mattered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import msgspec
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.reports.card import metric_title
from ml_engine.reports.search_file import SearchFile, Trial
from ml_engine.reports.style import (
    ACCENT,
    BODY,
    DIM,
    SERIES,
    SMALL,
    head_line,
    new_figure,
    plot_style,
    shortened,
    to_png,
)

_ACROSS = 3
_PANEL_WIDTH, _PANEL_HEIGHT = 2.9, 2.2


def write_search_plots(search_dir: Path, file: SearchFile) -> list[Path]:
    """history.png, slices.png and, where it is known, importance.png. Raises UserError('disk-write')."""
    written = []
    try:
        for name, png in draw_search(file).items():
            path = search_dir / f"{name}.png"
            write_atomic(path, png)
            written.append(path)
    except OSError as error:
        raise UserError(
            "disk-write", f"{search_dir} cannot be written: {error.strerror}.", "Free some disk space, then go on."
        ) from error
    return written


def draw_search(file: SearchFile) -> dict[str, bytes]:
    """PNG by name; {} before any trial has a value."""
    if not _valued(file):
        return {}
    with plot_style():
        plots = {"history": to_png(history(file)), "slices": to_png(slices(file))}
        if file.importance:
            plots["importance"] = to_png(importance(file))
    return plots


def history(file: SearchFile) -> Figure:
    """Every trial's value, and the best so far as a line."""
    figure = new_figure(7.6, 3.6)
    axes = figure.add_axes((0.09, 0.14, 0.86, 0.62))
    trials = _valued(file)
    _dots(axes, file, [trial.number for trial in trials], trials)
    numbers, bests = _best_so_far(file)
    axes.step(numbers, bests, where="post", color=ACCENT, zorder=1)
    axes.set_xlim(0.5, max(trial.number for trial in file.trials) + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.set_xlabel("trial")
    best, pruned = file.best, sum(trial.result == "pruned" for trial in file.trials)
    title = metric_title(file.metric)
    said = f"{title} {best.value:.4f} in trial {best.number}" if best is not None else "none has come to its end"
    head_line(
        figure, "How the search went",
        f"Best: {said}. Hollow: ended early because it fell behind ({pruned} of {len(file.trials)}).", 0.09,
    )  # fmt: skip
    return figure


def slices(file: SearchFile) -> Figure:
    """A small plot for each field: its value across, the metric upwards."""
    trials = _valued(file)
    names = list(trials[0].values)
    across = 2 if len(names) == 4 else min(_ACROSS, len(names))
    down = math.ceil(len(names) / across)
    width, height = max(5.2, _PANEL_WIDTH * across + 0.5), _PANEL_HEIGHT * down + 0.9
    figure = new_figure(width, height)
    grid = figure.subplots(
        down, across, sharey=True, squeeze=False,
        gridspec_kw={"left": 0.6 / width, "right": 1 - 0.2 / width, "top": 1 - 0.85 / height,
                     "bottom": 0.55 / height, "hspace": 0.5, "wspace": 0.12},
    )  # fmt: skip
    logarithmic = _logarithmic(file)
    for axes, name in zip(grid.flat, names, strict=False):
        _slice(axes, file, trials, name, is_log=name in logarithmic)
    for axes in list(grid.flat)[len(names) :]:
        axes.set_visible(False)
    words = f"Each dot is a trial; upwards is {metric_title(file.metric)} on the validation pictures."
    head_line(figure, "What each field did", words, 0.6 / width)
    return figure


def importance(file: SearchFile) -> Figure:
    """A bar a field."""
    pairs = sorted(file.importance.items(), key=lambda pair: pair[1])
    height = 1.1 + 0.34 * len(pairs)
    figure = new_figure(7.6, height)
    axes = figure.add_axes((0.28, 0.32 / height, 0.62, 1 - 1.2 / height))
    bars = axes.barh(
        [shortened(name, 30) for name, _ in pairs], [share for _, share in pairs], color=ACCENT, height=0.55
    )
    axes.bar_label(bars, labels=[f"{share:.0%}" for _, share in pairs], padding=4, fontsize=BODY, color=DIM)
    axes.set_xlim(0, max(1e-9, *(share for _, share in pairs)) * 1.12)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0, labelsize=BODY)
    top = shortened(pairs[-1][0], 30)
    head_line(figure, "Which fields mattered", f"Most: {top}. A share of how good trials differ from others.", 0.03)
    return figure


def _slice(axes: Axes, file: SearchFile, trials: Sequence[Trial], name: str, *, is_log: bool) -> None:
    values = [trial.values[name] for trial in trials]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) == len(values):
        places = [float(number) for number in numbers]
        if is_log:
            axes.set_xscale("log")
            # Powers as formulas would be drawn as they are written: see the style.
            axes.xaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:g}"))
            axes.xaxis.set_minor_formatter(NullFormatter())
        elif all(isinstance(number, int) for number in numbers):
            axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    else:
        words = sorted({str(value) for value in values})
        places = [float(words.index(str(value))) for value in values]
        axes.set_xticks(range(len(words)), [shortened(word, 12) for word in words])
        axes.set_xlim(-0.5, len(words) - 0.5)
    _dots(axes, file, places, trials)
    axes.set_title(shortened(name, 30), fontsize=BODY, loc="left", color=DIM)
    axes.tick_params(which="both", labelsize=SMALL)


def _dots(axes: Axes, file: SearchFile, across: Sequence[float], trials: Sequence[Trial]) -> None:
    best = file.best
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    for place, trial in zip(across, trials, strict=True):
        is_best = best is not None and trial.number == best.number
        color = SERIES[1] if is_best else ACCENT
        filled = color if trial.result == "done" else "none"
        axes.scatter(
            [place],
            [trial.value or 0.0],
            s=52 if is_best else 26,
            facecolor=filled,
            edgecolor=color,
            linewidth=1.2,
            zorder=3,
        )


def _best_so_far(file: SearchFile) -> tuple[list[int], list[float]]:
    numbers: list[int] = []
    bests: list[float] = []
    for trial in file.trials:
        if trial.result == "done" and trial.value is not None:
            better = not bests or (trial.value > bests[-1]) == file.rises
            numbers.append(trial.number)
            bests.append(trial.value if better else bests[-1])
    if numbers:
        numbers.append(file.trials[-1].number)
        bests.append(bests[-1])
    return numbers, bests


def _valued(file: SearchFile) -> list[Trial]:
    return [trial for trial in file.ended if trial.value is not None]


def _logarithmic(file: SearchFile) -> set[str]:
    """Fields whose range is in equal factors."""
    ranges = msgspec.toml.decode(file.ranges).get("ranges", {})
    return {name for name, range_ in ranges.items() if isinstance(range_, dict) and range_.get("log")}
