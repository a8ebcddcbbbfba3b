"""The plot of a run's anchors over the boxes that they were found from."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ml_engine.domain.anchors import AnchorFit
from ml_engine.reports.anchors import anchor_words
from ml_engine.reports.style import BODY, DIM, LINE, SERIES, SMALL, TEXT, head_line, new_figure, plot_style, to_png


def anchor_png(fit: AnchorFit) -> bytes:
    with plot_style():
        return to_png(anchor_plot(fit))


def anchor_plot(fit: AnchorFit) -> Figure:
    """Left every box by its width and height in the colour of its anchor, right the anchors in the network's input."""
    figure = new_figure(7.6, 4.4)
    head_line(figure, "Anchors over the boxes", anchor_words(fit), 0.09)
    _scatter(figure.add_axes((0.09, 0.12, 0.46, 0.68)), fit)
    _shapes(figure.add_axes((0.66, 0.12, 0.31, 0.68)), fit)
    return figure


def _scatter(axes: Axes, fit: AnchorFit) -> None:
    boxes, anchors = np.array(fit.boxes).reshape(-1, 2), np.array(fit.anchors).reshape(-1, 2)
    owner = _owners(boxes, anchors)
    for place, (width, height) in enumerate(fit.anchors):
        color = SERIES[place % len(SERIES)]
        own = boxes[owner == place]
        axes.scatter(own[:, 0], own[:, 1], s=9, color=color, alpha=0.35, linewidths=0)
        axes.scatter([width], [height], s=70, marker="s", color=color, edgecolors=TEXT, linewidths=1.0, zorder=3)
    axes.set_xlim(0, fit.input_size)
    axes.set_ylim(0, fit.input_size)
    axes.set_aspect("equal")
    axes.grid(visible=True)
    axes.set_axisbelow(True)
    axes.set_xlabel("width of the box, pixels")
    axes.set_ylabel("height, pixels")


def _shapes(axes: Axes, fit: AnchorFit) -> None:
    """The largest first, so that none hides another."""
    side = fit.input_size
    axes.add_patch(Rectangle((0, 0), side, side, fill=False, edgecolor=LINE, linewidth=1.2))
    for place in reversed(range(len(fit.anchors))):
        (width, height), color = fit.anchors[place], SERIES[place % len(SERIES)]
        corner = ((side - width) / 2, (side - height) / 2)
        axes.add_patch(Rectangle(corner, width, height, facecolor=color, alpha=0.10, linewidth=0))
        axes.add_patch(Rectangle(corner, width, height, fill=False, edgecolor=color, linewidth=1.6))
    axes.set_xlim(-2, side + 2)
    axes.set_ylim(-2, side + 2)
    axes.set_aspect("equal")
    axes.set_axis_off()
    words = [f"{width:.0f} × {height:.0f}" for width, height in fit.anchors]
    axes.text(0.5, -0.04, _lines(words), transform=axes.transAxes, ha="center", va="top", color=DIM, fontsize=SMALL)
    axes.set_title("in the network's input", fontsize=BODY, color=DIM)


def _lines(words: list[str], each: int = 3) -> str:
    return "\n".join("   ".join(words[start : start + each]) for start in range(0, len(words), each))


def _owners(boxes: np.ndarray, anchors: np.ndarray) -> np.ndarray:
    """(N,): the anchor that is most like each box."""
    inter = np.minimum(boxes[:, None], anchors[None]).prod(axis=2)
    overlap = inter / (boxes.prod(axis=1)[:, None] + anchors.prod(axis=1)[None] - inter)
    owners: np.ndarray = overlap.argmax(axis=1)
    return owners
