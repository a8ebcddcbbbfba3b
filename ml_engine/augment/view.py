"""Where a picture's pixels land in a network's input, decided without looking at them.

Geometry is a pure function of a few numbers, so boxes can be moved, targets made and answers mapped back for cached
features whose pixels were forgotten long ago.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from ml_engine.augment.dice import named_dice
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.render import render_view
from ml_engine.domain.geometry import ViewGeometry

__all__ = ["CROP_RATIO", "Fit", "render_view", "view_geometry"]

Fit = Literal["letterbox", "stretch", "crop"]
CROP_RATIO = 0.875  # the usual one of ImageNet networks: short side to 256, centre 224


def view_geometry(
    width: int,
    height: int,
    *,
    input_size: int,
    fit: Fit,
    recipe: AugmentRecipe,
    seed: int,
    view: int,
    key: str,
    crop_ratio: float = CROP_RATIO,
) -> ViewGeometry:
    """The map from a picture to a square input of input_size pixels a side.

    width, height: pixels of the upright picture.   key: names the picture (its content hash).
    fit: 'letterbox' keeps the aspect and centres, 'stretch' fills the square, 'crop' cuts the centre square out of the
    picture whose short side is input_size / crop_ratio.
    view: 0 is the picture as it is, the same for every recipe, seed and key, and so is one that the recipe leaves
    untouched; others are drawn from the recipe.
    Raises ValueError for sizes below 1.
    """
    if width < 1 or height < 1 or input_size < 1:
        raise ValueError(f"sizes must be at least 1, got {width} × {height} into {input_size}")
    placed_width, placed_height = _placed_size(width, height, input_size, fit, crop_ratio)
    scale_x, scale_y = placed_width / width, placed_height / height
    if recipe.is_untouched(view):
        # Whole pixels, so that rendering is one plain resize.
        left, top = (input_size - placed_width) // 2, (input_size - placed_height) // 2
        matrix = (scale_x, 0.0, float(left), 0.0, scale_y, float(top))
        return ViewGeometry(matrix, input_size, input_size, width, height)
    change = _draw(recipe, seed, view, key)
    zoom_x, zoom_y = scale_x * change.scale * change.stretch, scale_y * change.scale / change.stretch
    cos, sin = math.cos(change.turn), math.sin(change.turn)
    a, b = cos * zoom_x * change.sign_x, -sin * zoom_y * change.sign_y
    d, e = sin * zoom_x * change.sign_x, cos * zoom_y * change.sign_y
    # The picture's centre goes to the input's centre, plus a share of the room that there is.
    room_x = abs(zoom_x * width - input_size) / 2
    room_y = abs(zoom_y * height - input_size) / 2
    center_x = input_size / 2 + change.shift_x * room_x
    center_y = input_size / 2 + change.shift_y * room_y
    # A part of the picture is shown as large as the whole would be: its centre takes the place of the picture's.
    part = change.part
    a, b, d, e = a / part, b / part, d / part, e / part
    part_x, part_y = change.part_x * width, change.part_y * height
    c = center_x - (a * part_x + b * part_y)
    f = center_y - (d * part_x + e * part_y)
    return ViewGeometry((a, b, c, d, e, f), input_size, input_size, width, height)


@dataclass(frozen=True, slots=True)
class _Change:
    """What was drawn. turn: radians.   sign_x, sign_y: −1 for mirrored.   shift_x, shift_y: −1..1 of the room.

    part: of each side, 0..1, what is cut out.   part_x, part_y: its centre, as shares of the sides.
    """

    scale: float
    stretch: float
    turn: float
    sign_x: float
    sign_y: float
    shift_x: float
    shift_y: float
    part: float
    part_x: float
    part_y: float


def _draw(recipe: AugmentRecipe, seed: int, view: int, key: str) -> _Change:
    # Always the same draws in the same order: turning one knob leaves the others' draws as they were.
    zoom, stretch, turn, mirror, upside, across, down = (
        float(x) for x in named_dice(seed, view, key, "geometry").uniform(-1, 1, 7)
    )
    zooms, stretches, turns, shifts, crops, size, part_x, part_y = (
        float(x) for x in named_dice(seed, view, key, "geometry-whether").uniform(0, 1, 8)
    )
    low, high = (math.log(limit) for limit in recipe.scale)
    shift = recipe.shift if shifts < recipe.shift_share else 0.0
    part = recipe.crop + (1 - recipe.crop) * size if crops < recipe.crop_share else 1.0
    return _Change(
        scale=math.exp((low + high) / 2 + zoom * (high - low) / 2) if zooms < recipe.scale_share else 1.0,
        stretch=math.exp(stretch * math.log(recipe.aspect) / 2) if stretches < recipe.aspect_share else 1.0,
        turn=math.radians(turn * recipe.rotate_degrees) if turns < recipe.rotate_share else 0.0,
        sign_x=-1.0 if recipe.flip and mirror > 1 - 2 * recipe.flip_share else 1.0,
        sign_y=-1.0 if recipe.flip_vertical and upside > 1 - 2 * recipe.flip_vertical_share else 1.0,
        shift_x=across * shift,
        shift_y=down * shift,
        part=part,
        part_x=part / 2 + (1 - part) * part_x,
        part_y=part / 2 + (1 - part) * part_y,
    )


def _placed_size(width: int, height: int, input_size: int, fit: Fit, crop_ratio: float) -> tuple[int, int]:
    """Whole pixels that the picture takes in the input (with 'crop' more than there are)."""
    match fit:
        case "stretch":
            return input_size, input_size
        case "letterbox":
            scale = min(input_size / width, input_size / height)
        case "crop":
            if not 0 < crop_ratio <= 1:
                raise ValueError(f"crop_ratio must be above 0, at most 1, got {crop_ratio}")
            scale = max(input_size / width, input_size / height) / crop_ratio
        case _:
            raise ValueError(f"fit must be 'letterbox', 'stretch' or 'crop', got {fit!r}")
    return max(1, round(width * scale)), max(1, round(height * scale))
