"""How the plots look: the light tokens of the window, one type, hairlines only. Importing this imports matplotlib."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

PANEL, LINE, TEXT, DIM = "#FFFFFF", "#E3E6EB", "#171A1F", "#5C6675"
ACCENT, WARN = "#0B6BCB", "#9A6700"
SERIES = ("#0B6BCB", "#1A7F4B", "#9A6700", "#8E6CF0", "#C4314B", "#12A5A5")
TITLE, BODY, SMALL = 12, 9, 8
DPI = 160

_RULES: dict[Any, object] = {
    "font.family": "DejaVu Sans",
    "font.size": BODY,
    # A label may hold '$': it is a name, not a formula.
    "text.parse_math": False,
    "text.color": TEXT,
    "axes.edgecolor": LINE,
    "axes.labelcolor": DIM,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": DIM,
    "ytick.labelcolor": DIM,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "grid.color": LINE,
    "grid.linewidth": 0.8,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
}


@contextmanager
def plot_style() -> Iterator[None]:
    """Inside, new figures follow the style; names in scripts that the font lacks are drawn as boxes without a word."""
    with rc_context(dict(_RULES)), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def new_figure(width: float, height: float) -> Figure:
    """width, height: inches. Never pyplot: it would keep figures alive and look for a screen."""
    figure = Figure(figsize=(width, height), dpi=DPI, facecolor=PANEL)
    FigureCanvasAgg(figure)
    return figure


def to_png(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": "Vistazo"})
    return buffer.getvalue()


def head_line(figure: Figure, title: str, words: str, left: float) -> None:
    """A title and a sentence below it, both from `left` (0..1 of the width), at the top."""
    height = float(figure.get_figheight())
    figure.text(left, 1 - 0.30 / height, title, fontsize=TITLE, fontweight="bold", va="center")
    figure.text(left, 1 - 0.55 / height, words, fontsize=BODY, color=DIM, va="center")


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places moved as little as needed to be gap apart, order kept, within low..high if there is room."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    groups: list[tuple[float, int]] = []  # (middle, members): words that touch move apart together
    for index in order:
        middle, members = places[index], 1
        while groups and groups[-1][0] + gap * (groups[-1][1] + members) / 2 > middle:
            other, count = groups.pop()
            # Each wants its own place: the group's middle is the mean of what its members want.
            middle, members = (other * count + middle * members) / (count + members), count + members
        groups.append((middle, members))
    rows = [middle + gap * (rank - (members - 1) / 2) for middle, members in groups for rank in range(members)]
    over = max(0.0, max(rows, default=high) - high)
    rows = [row - over for row in rows]
    under = max(0.0, low - min(rows, default=low))
    answer = [0.0] * len(places)
    for index, row in zip(order, rows, strict=True):
        answer[index] = row + under
    return answer


def name_lines(axes: Axes, lines: Sequence[tuple[str, str, float, float]]) -> None:
    """Words at the right ends of lines instead of a legend. lines: (words, colour, x, y of the last point).

    The axes' limits must be set before.
    """
    low, high = axes.get_ylim()
    height_points = axes.get_window_extent().height * 72 / axes.figure.dpi
    gap = (high - low) * (BODY + 3) / height_points
    for (words, color, x, _), y in zip(lines, spread([line[3] for line in lines], gap, low, high), strict=True):
        axes.annotate(
            words, (x, y), xytext=(7, 0), textcoords="offset points", color=color, va="center", annotation_clip=False
        )


def shortened(name: str, longest: int = 22) -> str:
    """One line of at most `longest` characters."""
    line = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
