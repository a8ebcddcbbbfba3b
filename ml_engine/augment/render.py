"""A view's pixels: the picture moved by its geometry, then lit, blurred and roughened as the recipe says.

cv2 on numpy arrays, because a warp takes a tenth of the time it takes elsewhere and lets other threads run.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from ml_engine.augment.dice import named_dice
from ml_engine.augment.recipe import AugmentRecipe, Border
from ml_engine.domain.geometry import ViewGeometry

ByteImage = npt.NDArray[np.uint8]
Matrix = tuple[float, float, float, float, float, float]

GREY = 114
_FAR_OUTSIDE = 8  # a picture placed this many times larger than the input is cut before it is resized
_MARGIN = 64  # pixels around the cut
_SHARPNESS = 1.5  # pictures are shrunk to this over their final size, then warped: 41.8 dB on photos, 38.0 without
_NOISE_LEVELS = 10.0  # standard deviation of the strongest noise, of 255
_BLUR_SHARE = 0.004  # standard deviation of the strongest blur, of the input's side
_YIQ = np.array([[0.299, 0.587, 0.114], [0.5959, -0.2746, -0.3213], [0.2115, -0.5227, 0.3112]])
_BORDERS: dict[Border, int] = {"grey": cv2.BORDER_CONSTANT, "mirror": cv2.BORDER_REFLECT_101}


def render_view(
    image: ByteImage, geometry: ViewGeometry, *, recipe: AugmentRecipe, seed: int, view: int, key: str
) -> ByteImage:
    """The network's input for one view: (input_height, input_width, 3) uint8 RGB.

    image: (H, W, 3) uint8 RGB upright, the whole picture, which may have been decoded at a reduced size.
    geometry: from view_geometry with the same seed, view and key. View 0, and one that the recipe leaves untouched,
    shows the picture as it is.
    """
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8:
        raise ValueError(f"image must be (H, W, 3) uint8, got {image.shape} {image.dtype}")
    if recipe.is_untouched(view):
        return _place_whole(image, geometry)
    dice, chances = named_dice(seed, view, key, "pixels"), named_dice(seed, view, key, "pixels-whether")
    source, matrix = _near_size(image, geometry)
    # Light first, so that the margin stays the grey that the network sees in prediction.
    lit = _relight(source, recipe, dice, chances)
    return _roughen(_warp(lit, matrix, geometry, recipe.border), recipe, dice, chances)


def place_moved(image: ByteImage, geometry: ViewGeometry) -> ByteImage:
    """A picture turned and shifted by its geometry and not changed otherwise; grey where it does not reach."""
    return _warp(*_near_size(image, geometry), geometry, "grey")


def _place_whole(image: ByteImage, geometry: ViewGeometry) -> ByteImage:
    """View 0: one resize to whole pixels, then padded or cut."""
    scale_x, turned, left, turned_too, scale_y, top = geometry.matrix
    if turned or turned_too or left != int(left) or top != int(top):
        raise ValueError(f"view 0 must not be turned or between pixels, got {geometry.matrix}")
    size = round(scale_x * geometry.image_width), round(scale_y * geometry.image_height)
    if max(size) > _FAR_OUTSIDE * max(geometry.input_width, geometry.input_height):
        return _warp(*_near_size(image, geometry), geometry, "grey")
    resized = _resize(image, *size)
    out = np.full((geometry.input_height, geometry.input_width, 3), GREY, np.uint8)
    x, y = int(left), int(top)
    part = resized[max(0, -y) : geometry.input_height - y, max(0, -x) : geometry.input_width - x]
    out[max(0, y) : max(0, y) + part.shape[0], max(0, x) : max(0, x) + part.shape[1]] = part
    return out


def _near_size(image: ByteImage, geometry: ViewGeometry) -> tuple[ByteImage, Matrix]:
    """The picture, or the part in view, shrunk nearly to its final size, and the map from its pixels to the input."""
    a, b, c, d, e, f = geometry.matrix
    step_x, step_y = geometry.image_width / image.shape[1], geometry.image_height / image.shape[0]
    a, b, d, e = a * step_x, b * step_y, d * step_x, e * step_y
    scale_x, scale_y = math.hypot(a, d), math.hypot(b, e)
    if max(scale_x * image.shape[1], scale_y * image.shape[0]) > _FAR_OUTSIDE * max(
        geometry.input_width, geometry.input_height
    ):
        x, y, image = _visible_part(image, (a, b, c, d, e, f), geometry)
        c, f = c + a * x + b * y, f + d * x + e * y
    # A warp samples single points: shrink with area averaging first, nearly to the final size.
    height, width = image.shape[:2]
    source = _resize(
        image,
        max(1, min(width, math.ceil(scale_x * width * _SHARPNESS))),
        max(1, min(height, math.ceil(scale_y * height * _SHARPNESS))),
    )
    step_x, step_y = width / source.shape[1], height / source.shape[0]
    return source, (a * step_x, b * step_y, c, d * step_x, e * step_y, f)


def _warp(source: ByteImage, matrix: Matrix, geometry: ViewGeometry, border: Border) -> ByteImage:
    a, b, c, d, e, f = matrix
    # Geometry speaks of pixel edges, cv2 of pixel centres.
    centers = np.array([[a, b, c + (a + b - 1) / 2], [d, e, f + (d + e - 1) / 2]])
    warped = cv2.warpAffine(
        source,
        centers,
        (geometry.input_width, geometry.input_height),
        flags=cv2.INTER_LINEAR,
        borderMode=_BORDERS[border],
        borderValue=(GREY, GREY, GREY),
    )
    return _bytes(warped)


def _visible_part(image: ByteImage, matrix: Matrix, geometry: ViewGeometry) -> tuple[int, int, ByteImage]:
    """The part of the picture that the view shows, with a margin, and where it starts: (x, y, part).

    matrix: array pixels → input pixels. A long strip seen at its end would otherwise be resized whole, and cv2 warps
    nothing wider than 32,767 pixels.
    """
    whole = ViewGeometry(matrix, geometry.input_width, geometry.input_height, image.shape[1], image.shape[0])
    seen = whole.to_image(np.array([[0.0, 0.0, geometry.input_width, geometry.input_height]]))[0]
    x0, y0 = max(0, math.floor(seen[0]) - _MARGIN), max(0, math.floor(seen[1]) - _MARGIN)
    return x0, y0, image[y0 : math.ceil(seen[3]) + _MARGIN, x0 : math.ceil(seen[2]) + _MARGIN]


def _resize(image: ByteImage, width: int, height: int) -> ByteImage:
    """Area averaging along a side that shrinks, bilinear along one that grows."""
    small = min(width, image.shape[1]), min(height, image.shape[0])
    if small != (image.shape[1], image.shape[0]):
        image = _bytes(cv2.resize(image, small, interpolation=cv2.INTER_AREA))
    if small != (width, height):
        image = _bytes(cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR))
    return image


def _relight(
    image: ByteImage, recipe: AugmentRecipe, dice: np.random.Generator, chances: np.random.Generator
) -> ByteImage:
    light, contrast, saturation = (float(x) for x in dice.uniform(-1, 1, 3))
    lights, contrasts, saturations, hues, hue = (float(x) for x in chances.uniform(0, 1, 5))
    light *= recipe.brightness if lights < recipe.brightness_share else 0
    contrast *= recipe.contrast if contrasts < recipe.contrast_share else 0
    if light or contrast:
        image = _bytes(cv2.LUT(image, _light_table(1 + light, 1 + contrast)))
    if recipe.saturation and saturations < recipe.saturation_share:
        factor = 1 + saturation * recipe.saturation
        grey = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        image = _bytes(cv2.addWeighted(image, factor, grey, 1 - factor, 0))
    if recipe.hue and hues < recipe.hue_share:
        image = _bytes(cv2.transform(image, _turned_colors((2 * hue - 1) * recipe.hue)))
    return image


def _roughen(
    image: ByteImage, recipe: AugmentRecipe, dice: np.random.Generator, chances: np.random.Generator
) -> ByteImage:
    blur_chance, blur_amount, noise_chance, noise_amount = (float(x) for x in dice.uniform(0, 1, 4))
    sharpen_chance, sharpen_amount = (float(x) for x in chances.uniform(0, 1, 2))
    if blur_chance < recipe.blur:
        sigma = (0.25 + 0.75 * blur_amount) * _BLUR_SHARE * recipe.blur_strength * max(image.shape)
        image = _bytes(cv2.GaussianBlur(image, (0, 0), sigma))
    if sharpen_chance < recipe.sharpen:
        amount = (0.25 + 0.75 * sharpen_amount) * recipe.sharpen_strength
        soft = cv2.GaussianBlur(image, (0, 0), _BLUR_SHARE * max(image.shape))
        image = _bytes(cv2.addWeighted(image, 1 + amount, soft, -amount, 0))
    if noise_chance < recipe.noise:
        sigma = (0.25 + 0.75 * noise_amount) * _NOISE_LEVELS * recipe.noise_strength
        noise = dice.standard_normal(image.shape, dtype=np.float32) * np.float32(sigma)
        image = np.clip(np.rint(image + noise), 0, 255).astype(np.uint8)
    return image


def _turned_colors(degrees: float) -> npt.NDArray[np.float64]:
    """(3, 3) on RGB: colours turned around grey at the same luma. Source: NTSC's YIQ, where hue is an angle."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turn = np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])
    colors: npt.NDArray[np.float64] = np.linalg.inv(_YIQ) @ turn @ _YIQ
    return colors


def _light_table(brightness: float, contrast: float) -> ByteImage:
    """256 new values: contrast around middle grey, then brightness as a factor."""
    levels = np.arange(256, dtype=np.float64)
    return np.clip(np.rint(((levels - 127.5) * contrast + 127.5) * brightness), 0, 255).astype(np.uint8)


def _bytes(pixels: npt.NDArray[np.generic]) -> ByteImage:
    """cv2's stubs say 'some numbers'; this says which."""
    return pixels.view(np.uint8)
