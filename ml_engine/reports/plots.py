"""The pictures of a model card, as PNG bytes: learning curves, confusion, precision over recall.

Words stand on the lines instead of in a legend, and every plot says its conclusion in a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from ml_engine.reports.anchor_plot import anchor_plot
from ml_engine.reports.card import Curve, EpochFacts, ModelCard, metric_title
from ml_engine.reports.style import (
    ACCENT,
    BODY,
    DIM,
    LINE,
    PANEL,
    SERIES,
    SMALL,
    TEXT,
    head_line,
    name_lines,
    new_figure,
    plot_style,
    shortened,
    to_png,
)

_CURVES = {"ap50": "AP50", "ap": "AP", "ap75": "AP75", "accuracy": "accuracy", "top5_accuracy": "top 5", "f1": "F1"}
_MOST_CURVES = 3
_MOST_NUMBERS = 24  # labels up to which cells hold their numbers
_MOST_LEVEL = 2  # labels up to which the axis below holds their names unturned
_MOST_NAMES = 60  # labels up to which the axes name them
_MOST_LABELS = 14  # curves that are named beside the plot


def draw_plots(card: ModelCard) -> dict[str, tuple[str, bytes]]:
    """Name of the file without ending → (title, PNG). Only the plots that the card has numbers for."""
    plots: dict[str, tuple[str, bytes]] = {}
    with plot_style():
        if card.history:
            plots["learning"] = ("How it learnt", to_png(learning_curves(card)))
        if card.anchors:
            plots["anchors"] = ("Anchors over the boxes", to_png(anchor_plot(card.anchors)))
        if card.confusion:
            plots["confusion"] = ("What it takes for what", to_png(confusion_matrix(card)))
        if card.curves:
            plots["precision_recall"] = ("Precision over recall", to_png(precision_recall(card)))
    return plots


def learning_curves(card: ModelCard) -> Figure:
    """Validation metrics above, training loss below, epochs across, the best epoch marked in both."""
    figure = new_figure(7.6, 4.6)
    above, below = figure.subplots(
        2,
        1,
        sharex=True,
        gridspec_kw={"height_ratios": (3, 2), "left": 0.08, "right": 0.84, "top": 0.79, "bottom": 0.1},
    )
    epochs = [facts.epoch for facts in card.history]
    keys = _shown_metrics(card)
    values = {key: [facts.metrics.get(key, math.nan) for facts in card.history] for key in keys}
    best = card.best_epoch
    _prepare(above, epochs)
    above.set_ylim(0, 1)
    named = []
    for key, color in zip(keys, SERIES, strict=False):
        known = [(x, y) for x, y in zip(epochs, values[key], strict=True) if math.isfinite(y)]
        if known:
            marker = "o" if len(known) == 1 else None
            above.plot(*zip(*known, strict=True), color=color, marker=marker, markersize=4, clip_on=False)
            named.append((_CURVES.get(key, key), color, *known[-1]))
    losses = [facts.train_loss for facts in card.history]
    finite = [loss for loss in losses if math.isfinite(loss)]
    _prepare(below, epochs)
    below.plot(epochs, losses, color=DIM, marker="o" if len(epochs) == 1 else None, markersize=4, clip_on=False)
    below.set_ylim(0, max([*finite, 1e-6]) * 1.1)
    below.set_xlabel("epoch")
    name_lines(above, named)
    if finite:
        name_lines(below, [("training loss", DIM, epochs[-1], losses[-1] if math.isfinite(losses[-1]) else finite[-1])])
    _mark_phase(above, below, card.history)
    if best is not None:
        _mark_best(above, below, best, card.primary_metric)
    head_line(figure, "How it learnt", _learning_words(card, best), 0.08)
    return figure


def confusion_matrix(card: ModelCard) -> Figure:
    """True labels down, predicted ones across; shade: share of the true label's pictures."""
    counts = np.array(card.confusion, dtype=np.int64)
    count = len(counts)
    sums = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, sums, out=np.zeros(counts.shape), where=sums > 0)
    cell = 0.42 if count <= _MOST_NUMBERS else 0.2 if count <= _MOST_NAMES else 12 / count
    names = [shortened(label.name, 18) for label in card.labels]
    words = _confusion_words(counts, names)
    left, bottom = _name_room(names)
    side = max(cell * count, 2.2)
    width, height = max(left + side + 0.4, 0.075 * len(words) + 0.8), bottom + side + 0.9
    figure = new_figure(width, height)
    axes = figure.add_axes((left / width, bottom / height, side / width, side / height))
    # A single mistake already leaves a tint: they are what one looks for.
    shade = LinearSegmentedColormap.from_list("accent", ((0.0, PANEL), (0.001, "#EEF5FD"), (1.0, ACCENT)))
    axes.imshow(shares, cmap=shade, vmin=0, vmax=1, aspect="auto", interpolation="nearest")
    if count <= _MOST_NAMES:
        turned = count > _MOST_LEVEL
        axes.set_xticks(
            range(count),
            names,
            rotation=45 if turned else 0,
            ha="right" if turned else "center",
            rotation_mode="anchor" if turned else "default",
        )
        axes.set_yticks(range(count), names)
    else:
        axes.set_xticks([])
        axes.set_yticks([])
    axes.tick_params(length=0)
    axes.set_xticks(np.arange(-0.5, count), minor=True)
    axes.set_yticks(np.arange(-0.5, count), minor=True)
    axes.grid(which="minor", color=LINE, linewidth=0.6 if count <= _MOST_NAMES else 0)
    axes.tick_params(which="minor", length=0)
    for spine in axes.spines.values():
        spine.set_visible(True)
    axes.set_ylabel("true label")
    axes.set_xlabel("predicted label")
    if count <= _MOST_NUMBERS:
        for row, column in zip(*np.nonzero(counts), strict=True):
            color = PANEL if shares[row, column] > 0.9 else TEXT
            axes.text(column, row, str(counts[row, column]), ha="center", va="center", color=color, fontsize=SMALL)
    head_line(figure, "What it takes for what", words, 0.3 / width)
    return figure


def precision_recall(card: ModelCard) -> Figure:
    """A curve per label, named beside the plot in order of average precision."""
    figure = new_figure(7.6, 4.4)
    axes = figure.add_axes((0.08, 0.12, 0.58, 0.7))
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.grid(visible=True)
    axes.set_xlabel("recall: share of the objects that are found")
    axes.set_ylabel("precision: share of the answers that are right")
    areas = [_area(curve) for curve in card.curves]
    order = sorted(range(len(areas)), key=lambda index: -areas[index])
    named = order if len(order) <= _MOST_LABELS else [*order[: _MOST_LABELS // 2], *order[-_MOST_LABELS // 2 :]]
    for index in reversed(order):
        curve = card.curves[index]
        if not curve.recall:  # a label that was never answered has a name and no line
            continue
        color, width = (curve.color, 1.8) if index in named else (LINE, 1.0)
        recall, precision = (0.0, *curve.recall), (*curve.precision[:1], *curve.precision)
        axes.step(recall, precision, where="pre", color=color, linewidth=width, clip_on=False)
    rows = {index: 0.82 - 0.7 * (rank + 0.5) / _MOST_LABELS for rank, index in enumerate(named)}
    for index, y in rows.items():
        figure.add_artist(_swatch(y, card.curves[index].color))
        figure.text(0.735, y, shortened(card.curves[index].label), va="center", fontsize=BODY)
        figure.text(0.98, y, f"{areas[index]:.2f}", va="center", ha="right", fontsize=BODY, color=DIM)
    figure.text(0.98, 0.835, "area", va="center", ha="right", fontsize=SMALL, color=DIM)
    head_line(figure, "Precision over recall", _curve_words(card, areas, order, len(named)), 0.08)
    return figure


def _name_room(names: Sequence[str]) -> tuple[float, float]:
    """Inches that the labels need left of the matrix and below it."""
    if len(names) > _MOST_NAMES:
        return 0.6, 0.6
    longest = 0.07 * max((len(name) for name in names), default=0)
    return 0.65 + longest, 0.7 if len(names) <= _MOST_LEVEL else 0.6 + 0.75 * longest


def _shown_metrics(card: ModelCard) -> list[str]:
    present = {key for facts in card.history for key in facts.metrics}
    wanted = [card.primary_metric, *_CURVES]
    return [key for key in dict.fromkeys(wanted) if key in present][:_MOST_CURVES]


def _prepare(axes: Axes, epochs: Sequence[int]) -> None:
    axes.grid(visible=True, axis="y")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(length=0)
    axes.set_xlim(*((epochs[0], epochs[-1]) if len(epochs) > 1 else (epochs[0] - 1, epochs[0] + 1)))


def _mark_best(above: Axes, below: Axes, best: EpochFacts, key: str) -> None:
    for axes in (above, below):
        axes.axvline(best.epoch, color=ACCENT, linewidth=1, linestyle=(0, (4, 3)), zorder=1, clip_on=False)
    value = best.metrics.get(key, math.nan)
    if not math.isfinite(value):
        return
    above.plot(
        [best.epoch], [value], marker="o", markersize=7, color=ACCENT, markeredgecolor=PANEL, zorder=5, clip_on=False
    )
    left, right = above.get_xlim()
    share = (best.epoch - left) / (right - left)
    above.annotate(
        f"best: epoch {best.epoch}",
        (best.epoch, 1),
        xytext=(0, 5),
        textcoords="offset points",
        ha="left" if share < 0.1 else "right" if share > 0.9 else "center",
        va="bottom",
        color=ACCENT,
        fontsize=SMALL,
    )


def _mark_phase(above: Axes, below: Axes, history: Sequence[EpochFacts]) -> None:
    """A hairline where the backbone's top blocks begin to learn."""
    first = next((facts.epoch for facts in history if facts.phase != history[0].phase), None)
    if first is None:
        return
    for axes in (above, below):
        axes.axvline(first - 0.5, color=DIM, linewidth=0.8, zorder=1)
    below.annotate(
        "top blocks learn too",
        (first - 0.5, 1),
        xycoords=("data", "axes fraction"),
        xytext=(6, -7),
        textcoords="offset points",
        va="center",
        color=DIM,
        fontsize=SMALL,
    )


def _learning_words(card: ModelCard, best: EpochFacts | None) -> str:
    value = best.metrics.get(card.primary_metric) if best else None
    if best is None or value is None:
        return f"{len(card.history)} epochs, validation pictures"
    title = metric_title(card.primary_metric, card.task)
    return f"{title} on validation pictures is best at epoch {best.epoch} of {len(card.history)}: {value:.3f}"


def _confusion_words(counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]], names: Sequence[str]) -> str:
    right, total = int(np.trace(counts)), int(counts.sum())
    wrong = counts - np.diag(np.diag(counts))
    words = f"{right} of {total} right"
    if wrong.max(initial=0) == 0:
        return words
    row, column = divmod(int(wrong.argmax()), len(wrong))
    return f"{words}; most often {names[row]} is taken for {names[column]} ({wrong[row, column]}×)"


def _curve_words(card: ModelCard, areas: Sequence[float], order: Sequence[int], named: int) -> str:
    if len(order) == 1:
        return f"{card.metrics_split} pictures, IoU 0.50"
    weakest = shortened(card.curves[order[-1]].label)
    some = f"; the best and the weakest {named // 2} of {len(order)} are named" if named < len(order) else ""
    return f"{card.metrics_split} pictures, IoU 0.50; weakest: {weakest} ({areas[order[-1]]:.2f}){some}"


def _area(curve: Curve) -> float:
    """Under the steps, from recall 0: the first precision reaches back to it."""
    recall = np.concatenate([[0.0], np.asarray(curve.recall, dtype=np.float64)])
    return float((np.diff(recall) * np.asarray(curve.precision, dtype=np.float64)).sum())


def _swatch(y: float, color: str) -> Line2D:
    return Line2D([0.695, 0.72], [y, y], color=color, linewidth=3, solid_capstyle="round")
