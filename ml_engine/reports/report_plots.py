"""Further plots of a report: how far scores can be believed, what mistakes cost, sizes, training against validation.

Like those of a model card: words on the lines, and each says its conclusion in a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from ml_engine.reports.answers import ErrorKind, Reliability, Scores
from ml_engine.reports.card import EpochFacts
from ml_engine.reports.parting import Parting, both_curves
from ml_engine.reports.style import ACCENT, BODY, DIM, PANEL, SERIES, WARN, head_line, name_lines, new_figure

ERROR_TITLES = {
    "missed": "missed",
    "background": "nothing there",
    "localisation": "wrong place",
    "wrong_label": "wrong label",
    "wrong_label_and_place": "wrong label and place",
    "duplicate": "found twice",
}
SIZES = (("ap_small", "small\n(below 32²)"), ("ap_medium", "medium"), ("ap_large", "large\n(above 96²)"))


def reliability(scores: Scores) -> Figure:
    """Share of right answers over their score; the diagonal is a score that can be taken at its word."""
    figure = new_figure(5.6, 4.8)
    axes = figure.add_axes((0.13, 0.12, 0.8, 0.7))
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.grid(visible=True)
    axes.set_xlabel("score of the answer")
    axes.set_ylabel("share of such answers that are right")
    axes.plot([0, 1], [0, 1], color=DIM, linewidth=1, linestyle=(0, (4, 3)))
    most = max((row.count for row in scores.reliability), default=1)
    for row in scores.reliability:
        axes.bar(
            (row.low + row.high) / 2, row.right, width=(row.high - row.low) * 0.92, color=ACCENT,
            alpha=0.25 + 0.6 * row.count / most, linewidth=0,
        )  # fmt: skip
        axes.annotate(
            str(row.count), ((row.low + row.high) / 2, row.right), xytext=(0, 3), textcoords="offset points",
            ha="center", color=DIM, fontsize=BODY - 1,
        )  # fmt: skip
    head_line(figure, "How far a score can be believed", _belief_words(scores.reliability), 0.13)
    return figure


def mistakes(errors: Sequence[ErrorKind]) -> Figure:
    """Bars: how much AP50 would rise without each kind of mistake; beside them how many there are."""
    figure = new_figure(7.6, 3.4)
    axes = figure.add_axes((0.24, 0.14, 0.68, 0.6))
    ranked = sorted(errors, key=lambda row: row.cost)
    axes.barh([ERROR_TITLES.get(row.kind, row.kind) for row in ranked], [row.cost for row in ranked], color=ACCENT)
    axes.set_xlim(0, max([0.02, *(row.cost * 1.25 for row in ranked)]))
    axes.set_xlabel("rise of AP50 without these mistakes")
    axes.tick_params(length=0)
    for place, row in enumerate(ranked):
        axes.annotate(
            f"{row.count}×",
            (max(row.cost, 0), place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            color=DIM,
        )
    worst = ranked[-1]
    total = sum(row.count for row in errors)
    title = ERROR_TITLES.get(worst.kind, worst.kind)
    words = f"{total} mistakes among what is shown; the costliest kind: {title} ({worst.cost:+.3f})"
    head_line(figure, "What goes wrong", words, 0.06)
    return figure


def sizes(figures: dict[str, float]) -> Figure:
    """Average precision of small, medium and large objects."""
    figure = new_figure(5.6, 3.4)
    axes = figure.add_axes((0.13, 0.2, 0.8, 0.55))
    known = [(title, figures[key]) for key, title in SIZES if key in figures]
    axes.bar([title for title, _ in known], [value for _, value in known], color=ACCENT, width=0.6)
    axes.set_ylim(0, 1)
    axes.grid(visible=True, axis="y")
    axes.tick_params(length=0)
    axes.set_axisbelow(True)
    for place, (_, value) in enumerate(known):
        axes.annotate(f"{value:.3f}", (place, value), xytext=(0, 4), textcoords="offset points", ha="center")
    worst = min(known, key=lambda row: row[1])
    words = f"AP by COCO's areas in pixels; weakest: {worst[0].splitlines()[0]}"
    head_line(figure, "Small and large objects", words, 0.13)
    return figure


def train_and_validation(history: Sequence[EpochFacts]) -> Figure | None:
    """One figure of both parts with the lines where they meet and part; None for fewer than two epochs of it."""
    both = both_curves(history)
    if both is None or len(both.epochs) < 2:
        return None
    parting = both.parting
    figure = new_figure(7.6, 3.8)
    axes = figure.add_axes((0.08, 0.13, 0.76, 0.64))
    axes.grid(visible=True, axis="y")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(length=0)
    axes.set_xlabel("epoch")
    axes.plot(both.epochs, both.train, color=SERIES[0])
    axes.plot(both.epochs, both.validation, color=SERIES[1])
    axes.set_ylim(0, max(*both.train, *both.validation) * 1.08)
    axes.set_xlim(both.epochs[0], both.epochs[-1])
    _mark(axes, parting.meets, "meet", DIM)
    _mark(axes, parting.parts, "part", WARN if parting.overfits else DIM)
    ends = [("training", SERIES[0], both.train[-1]), ("validation", SERIES[1], both.validation[-1])]
    name_lines(axes, [(words, color, both.epochs[-1], value) for words, color, value in ends])
    head_line(figure, f"{both.figure.capitalize()} of training and validation", parting_words(parting), 0.08)
    return figure


def parting_words(parting: Parting) -> str:
    """The tutorial's line in a sentence."""
    if parting.meets is None:
        met = "never within 0.01"
    else:
        met = f"within 0.01 first in epoch {parting.meets} ({parting.meeting_value:.3f})"
    if parting.parts is None:
        return f"{met}; together at the end"
    ended = "over-fitting" if parting.overfits else "no over-fitting"
    return f"{met}; apart from epoch {parting.parts} on: {ended}"


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Figure]:
    """A table as pages of at most 30 rows, for the PDF."""
    pages = [rows[start : start + 30] for start in range(0, len(rows), 30)] or [[]]
    figures = []
    for number, page in enumerate(pages, start=1):
        figure = new_figure(7.6, 1.0 + 0.26 * (len(page) + 1))
        height = float(figure.get_figheight())
        words = "" if len(pages) == 1 else f"page {number} of {len(pages)}"
        head_line(figure, title, words, 0.04)
        for line, cells in enumerate([columns, *page]):
            y = 1 - (0.85 + 0.26 * line) / height
            for place, cell in enumerate(cells):
                left = 0.04 if place == 0 else 0.34 + 0.62 * (place - 1) / max(1, len(columns) - 1)
                figure.text(left, y, cell[:34], color=DIM if line == 0 else "black", fontsize=BODY, va="center")
        figure.patch.set_facecolor(PANEL)
        figures.append(figure)
    return figures


def _mark(axes: Axes, epoch: int | None, words: str, color: str) -> None:
    if epoch is None:
        return
    axes.axvline(epoch, color=color, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    axes.annotate(
        f"{words}: {epoch}", (epoch, 1), xycoords=("data", "axes fraction"), xytext=(3, -8),
        textcoords="offset points", color=color, fontsize=BODY - 1,
    )  # fmt: skip


def _belief_words(rows: Sequence[Reliability]) -> str:
    total = sum(row.count for row in rows)
    if not total:
        return "no answers"
    surplus = sum(row.count * (row.score - row.right) for row in rows) / total
    side = "too sure of itself" if surplus > 0.02 else "too modest" if surplus < -0.02 else "about right"
    error = sum(row.count * abs(row.score - row.right) for row in rows) / total
    return f"{total} answers; expected calibration error {error:.3f}: {side}"
