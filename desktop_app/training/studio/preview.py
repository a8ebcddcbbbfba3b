"""Nine views of a picture, made by the code that training makes them with. No Qt widgets: runs on any thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from desktop_app.session.background import Token
from desktop_app.session.read_picture import to_qimage
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import Fit
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.geometry import boxes_in_view
from ml_engine.domain.values import ImageRef
from ml_engine.training.feature_pixels import render_views
from ml_engine.training.feature_plan import FeatureRequest, plan_features

TILES = 9
SIZE = 256  # pixels of a view where the recipe leaves the size to the training


@dataclass(frozen=True, slots=True)
class PreviewBox:
    """xyxy: shares of the view's side, 0..1."""

    xyxy: tuple[float, float, float, float]
    color: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be seen. boxes: xyxy in picture pixels, with the label's colour.   shuffle: which eight views."""

    image: ImageRef
    boxes: tuple[tuple[tuple[float, float, float, float], str], ...]
    recipe: AugmentRecipe
    fit: Fit
    size: int
    seed: int
    shuffle: int


@dataclass(frozen=True, slots=True)
class PreviewTile:
    """view: its number in training.   untouched: it shows the picture as it is."""

    view: int
    untouched: bool
    pixels: QImage
    boxes: tuple[PreviewBox, ...]


def shown_views(shuffle: int) -> tuple[int, ...]:
    """View 0, and eight others: without shuffling the first eight, which training takes first too."""
    return (0, *range(1 + (TILES - 1) * shuffle, 1 + (TILES - 1) * (shuffle + 1)))


def make_preview(wanted: Wanted, token: Token) -> tuple[PreviewTile, ...]:
    """Raises UserError if the picture cannot be read, Cancelled."""
    views, recipe = shown_views(wanted.shuffle), wanted.recipe
    requests = [FeatureRequest(wanted.image, view) for view in views]
    plan = plan_features(requests, input_size=wanted.size, fit=wanted.fit, recipe=recipe, seed=wanted.seed)
    if plan.failed:
        raise UserError("picture-unreadable", next(iter(plan.failed.values())), "Choose another picture.")
    if token.cancelled:
        raise Cancelled
    (picture,) = plan.pictures.values()
    pixels = render_views(picture.image, picture.geometries, recipe, wanted.seed)
    corners = np.array([xyxy for xyxy, _ in wanted.boxes], dtype=np.float64).reshape(-1, 4)
    colors = [color for _, color in wanted.boxes]
    tiles = []
    for view, key in zip(views, plan.keys, strict=True):
        shown = key[1] if key else 0
        clipped, kept = boxes_in_view(corners, picture.geometries[shown])
        boxes = _boxes(clipped[kept] / wanted.size, [color for color, seen in zip(colors, kept, strict=True) if seen])
        tiles.append(PreviewTile(view, shown == 0, to_qimage(pixels[shown]), boxes))
    return tuple(tiles)


def _boxes(shares: np.ndarray, colors: Sequence[str]) -> tuple[PreviewBox, ...]:
    rows = shares.tolist()
    return tuple(PreviewBox((x0, y0, x1, y1), color) for (x0, y0, x1, y1), color in zip(rows, colors, strict=True))
