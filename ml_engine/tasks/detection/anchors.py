"""Anchors from the user's own boxes: k-means whose distance is 1 − IoU; no torch.

By plain distance large boxes would claim all anchors: ten pixels are nothing to them and everything to a small one
(Redmon and Farhadi, "YOLO9000", 2017, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import Fit, view_geometry
from ml_engine.domain.anchors import AnchorFit
from ml_engine.domain.errors import UserError
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind
from ml_engine.images.reader import read_header

FloatArray = npt.NDArray[np.float64]
USUAL_COUNT = 5
STARTS = 10  # first guesses of which the best end is taken
MOST_ROUNDS = 100
LEAST_SIDE = 1.0  # input pixels
MOST_KEPT = 2000  # boxes that are noted and drawn


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
    different = np.unique(sizes, axis=0)
    if len(different) <= count:
        return _by_area(different)
    dice = np.random.default_rng(seed)
    ends = [_cluster(sizes, _first_guess(sizes, count, dice)) for _ in range(STARTS)]
    return _by_area(max(ends, key=lambda anchors: mean_best_iou(sizes, anchors)))


def fit_anchors(sizes: FloatArray, count: int, input_size: int, seed: int = 0) -> AnchorFit:
    """find_anchors with what it came from. Raises UserError if there are no boxes."""
    if not len(sizes):
        raise UserError(
            "no-boxes-for-anchors",
            "There is no box in the training pictures to find anchors from.",
            "Draw some boxes, then train again.",
        )
    return described(find_anchors(sizes, count, seed), sizes, input_size)


def described(anchors: FloatArray, sizes: FloatArray, input_size: int) -> AnchorFit:
    """Anchors with how well they fit these boxes, all of them."""
    overlap = mean_best_iou(sizes, anchors) if len(sizes) else 0.0
    kept = sizes[np.linspace(0, len(sizes) - 1, MOST_KEPT).round().astype(int)] if len(sizes) > MOST_KEPT else sizes
    return AnchorFit(_pairs(anchors), _pairs(kept), len(sizes), overlap, input_size)


def box_sizes(pictures: Iterable[SnapshotImage], input_size: int, fit: Fit) -> FloatArray:
    """(N, 2) widths and heights of all boxes in input pixels, of the pictures as they are.

    Boxes thinner than a pixel, and pictures that cannot be read, are left out.
    """
    parts = [_sizes_in_input(picture, input_size, fit) for picture in pictures]
    found = np.concatenate([np.zeros((0, 2)), *parts])
    kept: FloatArray = found[(found >= LEAST_SIDE).all(axis=1)]
    return kept


def _sizes_in_input(picture: SnapshotImage, input_size: int, fit: Fit) -> FloatArray:
    boxes = np.array([a.xyxy for a in picture.annotations if a.kind is not AnnotationKind.TAG], dtype=np.float64)
    if not len(boxes):
        return np.zeros((0, 2))
    width, height = picture.image.width, picture.image.height
    if not width or not height:
        try:
            header = read_header(picture.image.path)
        except UserError:  # said where the picture itself is read
            return np.zeros((0, 2))
        width, height = header.width, header.height
    none = AugmentRecipe.none()
    view = view_geometry(width, height, input_size=input_size, fit=fit, recipe=none, seed=0, view=0, key="")
    moved = np.clip(view.to_input(boxes), 0, input_size)
    sizes: FloatArray = moved[:, 2:] - moved[:, :2]
    return sizes


def _first_guess(sizes: FloatArray, count: int, dice: np.random.Generator) -> FloatArray:
    """Boxes that are unlike each other: each next one is drawn by its distance from those before (k-means++)."""
    chosen = [int(dice.integers(len(sizes)))]
    while len(chosen) < count:
        far = 1 - shape_iou(sizes, sizes[chosen]).max(axis=1)
        far = far.clip(0)
        chosen.append(int(dice.choice(len(sizes), p=far / far.sum())))
    return sizes[chosen].copy()


def _cluster(sizes: FloatArray, anchors: FloatArray) -> FloatArray:
    """The best anchors of all rounds, until no box changes its group."""
    best, value = anchors, mean_best_iou(sizes, anchors)
    before = np.full(len(sizes), -1)
    for _ in range(MOST_ROUNDS):
        groups = shape_iou(sizes, anchors).argmax(axis=1)
        if (groups == before).all():
            break
        before = groups
        anchors = np.array(
            [sizes[groups == k].mean(axis=0) if (groups == k).any() else anchors[k] for k in range(len(anchors))]
        )
        if (now := mean_best_iou(sizes, anchors)) > value:
            best, value = anchors, now
    return best


def _by_area(anchors: FloatArray) -> FloatArray:
    ordered: FloatArray = anchors[np.lexsort((anchors[:, 0], anchors.prod(axis=1)))]
    return ordered


def _pairs(sizes: FloatArray) -> tuple[tuple[float, float], ...]:
    return tuple((width, height) for width, height in sizes.tolist())
