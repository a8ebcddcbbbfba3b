"""Anchors from the user's own boxes, in the pixels of the input; no torch. The k-means is ml_engine/lab/anchors.py."""

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
from ml_engine.lab.anchors import find_anchors, mean_best_iou

FloatArray = npt.NDArray[np.float64]
USUAL_COUNT = 5
LEAST_SIDE = 1.0  # input pixels
MOST_KEPT = 2000  # boxes that are noted and drawn


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


def _pairs(sizes: FloatArray) -> tuple[tuple[float, float], ...]:
    return tuple((width, height) for width, height in sizes.tolist())
