"""Anchors by k-means whose distance is 1 − IoU, round by round; and a box from an anchor's four numbers.

By plain distance large boxes would claim all anchors: ten pixels are nothing to them and everything to a small one
(Redmon and Farhadi, "YOLO9000", 2017, section 2). Detectors find theirs by these same functions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError

FloatArray = npt.NDArray[np.float64]
STARTS = 10  # first guesses of which the best end is taken
MOST_ROUNDS = 100
_DIGITS = 6  # of a side in pixels that count


@dataclass(frozen=True, slots=True, eq=False)
class AnchorRound:
    """anchors: (K, 2) before this round's move.   groups: (N,) the anchor that each box is most like.

    mean_iou: of each box with that anchor, 0..1.
    """

    anchors: FloatArray
    groups: npt.NDArray[np.int64]
    mean_iou: float


@dataclass(frozen=True, slots=True)
class DecodedBox:
    """xyxy: in pixels.   center, size: the same box.   shares: what the logistic function made of the two offsets."""

    xyxy: tuple[float, float, float, float]
    center: tuple[float, float]
    size: tuple[float, float]
    shares: tuple[float, float]


def shape_iou(sizes: FloatArray, anchors: FloatArray) -> FloatArray:
    """IoU of boxes that share a corner, so that only their shapes count.

    sizes: (N, 2) widths and heights above 0.   anchors: (K, 2).   Returns (N, K) in 0..1.
    """
    inter = np.minimum(sizes[:, None], anchors[None]).prod(axis=2)
    result: FloatArray = inter / (sizes.prod(axis=1)[:, None] + anchors.prod(axis=1)[None] - inter)
    return result


def mean_best_iou(sizes: FloatArray, anchors: FloatArray) -> float:
    """How like the boxes their best anchors are, 0..1."""
    return float(shape_iou(sizes, anchors).max(axis=1).mean())


def find_anchors(sizes: FloatArray, count: int, seed: int = 0) -> FloatArray:
    """(count, 2) widths and heights, smallest area first; fewer if there are fewer different boxes.

    sizes: (N, 2), N at least 1.   The mean of a group is not the shape with the best IoU: the best round is kept.
    """
    # Rounded: equal boxes at different places differ in their last digits, and nothing tells such boxes apart.
    different = np.unique(sizes.round(_DIGITS), axis=0)
    if len(different) <= count:
        return by_area(different)
    dice = np.random.default_rng(seed)
    ends = [_best(cluster_rounds(sizes, first_guess(sizes, count, dice))).anchors for _ in range(STARTS)]
    return by_area(max(ends, key=lambda anchors: mean_best_iou(sizes, anchors)))


def watch_anchors(sizes: Sequence[Sequence[float]] | FloatArray, count: int, seed: int = 0) -> tuple[AnchorRound, ...]:
    """One start of find_anchors, round by round, until no box changes its group. Raises UserError.

    sizes: (N, 2) widths and heights above 0.
    """
    array = np.asarray(sizes, dtype=np.float64)
    if array.ndim != 2 or array.shape[1:] != (2,) or not (array > 0).all():
        raise UserError("sizes", "Boxes are given as widths and heights above 0.", "Write them as 10 20;30 15.")
    different = np.unique(array.round(_DIGITS), axis=0)
    if not 1 <= count <= len(different):
        raise UserError(
            "anchor-count", f"{count} anchors cannot be found in {len(different)} different boxes.", "Ask for fewer."
        )
    return tuple(cluster_rounds(array, first_guess(array, count, np.random.default_rng(seed))))


def best_round(rounds: Sequence[AnchorRound]) -> AnchorRound:
    """The round with the best mean IoU, the first of equals. rounds: at least one."""
    return _best(iter(rounds))


def first_guess(sizes: FloatArray, count: int, dice: np.random.Generator) -> FloatArray:
    """Boxes that are unlike each other: each next one is drawn by its distance from those before (k-means++)."""
    chosen = [int(dice.integers(len(sizes)))]
    while len(chosen) < count:
        far = 1 - shape_iou(sizes, sizes[chosen]).max(axis=1)
        far = far.clip(0)
        chosen.append(int(dice.choice(len(sizes), p=far / far.sum())))
    return sizes[chosen].copy()


def cluster_rounds(sizes: FloatArray, anchors: FloatArray) -> Iterator[AnchorRound]:
    """Round by round: each box to the anchor it is most like, each anchor to the mean of its boxes."""
    before = np.full(len(sizes), -1)
    for _ in range(MOST_ROUNDS):
        overlap = shape_iou(sizes, anchors)
        groups = overlap.argmax(axis=1)
        yield AnchorRound(anchors, groups, float(overlap.max(axis=1).mean()))
        if (groups == before).all():
            return
        before = groups
        anchors = np.array(
            [sizes[groups == k].mean(axis=0) if (groups == k).any() else anchors[k] for k in range(len(anchors))]
        )
    yield AnchorRound(anchors, shape_iou(sizes, anchors).argmax(axis=1), mean_best_iou(sizes, anchors))


def by_area(anchors: FloatArray) -> FloatArray:
    """Smallest area first; of equal areas the narrower."""
    ordered: FloatArray = anchors[np.lexsort((anchors[:, 0], anchors.prod(axis=1)))]
    return ordered


def stretch_anchor(anchor: tuple[float, float], factors: tuple[float, float]) -> tuple[float, float]:
    """Width and height times a factor each: a network's two numbers are the logarithms of these factors."""
    return anchor[0] * factors[0], anchor[1] * factors[1]


def decode_box(
    cell: tuple[int, int], anchor: tuple[float, float], numbers: Sequence[float], cell_side: float
) -> DecodedBox:
    """The box that a cell says. cell: row, column.   anchor: width, height in pixels.   numbers: tx, ty, tw, th.

    Middle: (column + σ(tx), row + σ(ty)) cells.   Size: anchor · (e^tw, e^th).   Source: YOLO9000, figure 3.
    """
    tx, ty, tw, th = numbers
    across, down = (0.5 * (1 + math.tanh(t / 2)) for t in (tx, ty))  # the logistic function, without overflow
    x, y = (cell[1] + across) * cell_side, (cell[0] + down) * cell_side
    width, height = stretch_anchor(anchor, (math.exp(tw), math.exp(th)))
    return DecodedBox(
        (x - width / 2, y - height / 2, x + width / 2, y + height / 2), (x, y), (width, height), (across, down)
    )


def numbers_per_cell(anchors: int, labels: int) -> int:
    """In the course's count: four numbers and the objectness an anchor, and one number a label."""
    return anchors * 5 + labels


def _best(rounds: Iterator[AnchorRound]) -> AnchorRound:
    best = next(rounds)
    for one in rounds:
        if one.mean_iou > best.mean_iou:
            best = one
    return best
