"""Heat maps as pictures: laid over what they explain, side by side, and walls of small pictures. The window and the
command line colour them with the same functions, so that a map looks the same in both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.images.draw import drawing_font
from ml_engine.images.upright import ByteImage

FloatMap = npt.NDArray[np.float32]
PALE = 0.55  # what is left of a picture's colours where nothing decided
STRONGEST = 0.995  # the share of places below what counts as full heat: a single speck must not fade all others
_COARSE = 64  # maps of fewer places a side are what they are; finer ones are blurred a little, to be seen
_LARGEST = 1600  # pixels of a written picture's longer side
_GAP, _BAR = 16, 34
_LEAST_HEIGHT = 360  # of pictures side by side: words have to fit below
# For the label: from the first speck of heat to its full; against it: the same in cold colours.
_WARM = ((0.0, (255, 214, 102)), (0.45, (247, 127, 36)), (1.0, (200, 22, 58)))
_COLD = ((0.0, (140, 205, 255)), (0.45, (42, 132, 236)), (1.0, (38, 40, 160)))


def heat_shares(values: FloatMap, height: int, width: int) -> FloatMap:
    """(height, width) −1..1: the map enlarged, its strongest places at 1 or −1, 0 where nothing mattered.

    values: (h, w), any scale; below 0 speaks against.
    """
    shown = _enlarged(values, height, width)
    strong = float(np.quantile(np.abs(shown), STRONGEST)) or float(np.abs(shown).max())
    shares: FloatMap = np.clip(shown / strong, -1, 1) if strong > 0 else np.zeros_like(shown)
    return shares


def heat_rgba(values: FloatMap, height: int, width: int) -> npt.NDArray[np.uint8]:
    """(height, width, 4) uint8: warm where it spoke for the label, cold where against, clear where neither."""
    shares = heat_shares(values, height, width)
    strength = np.abs(shares)
    colors = np.where(shares[..., None] >= 0, _ramp(strength, _WARM), _ramp(strength, _COLD))
    # Weak heat is nearly clear: the picture shows through.
    alpha = np.clip(strength * 1.25, 0, 1) ** 1.2
    found: npt.NDArray[np.uint8] = np.concatenate([colors, 255 * alpha[..., None]], axis=2).round().astype(np.uint8)
    return found


def lay_over(image: ByteImage, values: FloatMap, view: ViewGeometry, opacity: float = 0.75) -> ByteImage:
    """The picture, paler, with the heat over it; at most _LARGEST pixels wide or high.

    image: (H, W, 3) uint8 RGB, upright, of any size with the picture's aspect.   values: (h, w) over the whole input.
    opacity: 0..1 of full heat.
    """
    picture = Image.fromarray(np.ascontiguousarray(image))
    picture.thumbnail((_LARGEST, _LARGEST))
    heat = Image.fromarray(heat_rgba(values, view.input_height, view.input_width), "RGBA")
    a, b, c, d, e, f = view.matrix
    across, down = view.image_width / picture.width, view.image_height / picture.height
    placed = heat.transform(
        picture.size, Image.Transform.AFFINE, (a * across, b * down, c, d * across, e * down, f),
        resample=Image.Resampling.BILINEAR,
    )  # fmt: skip
    ground = pale(np.asarray(picture), 1 - (1 - PALE) * opacity)
    alpha = np.asarray(placed, dtype=np.float32)[..., 3:] / 255 * opacity
    mixed = ground * (1 - alpha) + np.asarray(placed, dtype=np.float32)[..., :3] * alpha
    found: ByteImage = mixed.round().clip(0, 255).astype(np.uint8)
    return found


def pale(image: ByteImage, share: float) -> FloatMap:
    """(H, W, 3) with this share of its colours left, 0..1; as bright as before."""
    light = (image @ np.array([0.299, 0.587, 0.114], dtype=np.float32))[..., None]
    found: FloatMap = (light + (image - light) * share).astype(np.float32)
    return found


def difference_picture(before: ByteImage, after: ByteImage) -> ByteImage:
    """What was changed: middle grey for nothing, the largest change of all black or white. Both (H, W, 3) uint8."""
    change = after.astype(np.float32) - before.astype(np.float32)
    most = max(float(np.abs(change).max()), 1.0)
    found: ByteImage = (127.5 + 127.5 * change / most).round().clip(0, 255).astype(np.uint8)
    return found


def side_by_side(pictures: Sequence[ByteImage], captions: Sequence[str]) -> ByteImage:
    """Pictures of one height in a row, each with words below it. Raises ValueError for none."""
    if not pictures or len(pictures) != len(captions):
        raise ValueError(f"{len(pictures)} pictures need as many captions, got {len(captions)}")
    height = max(_LEAST_HEIGHT, *(picture.shape[0] for picture in pictures))
    shown = [_of_height(picture, height) for picture in pictures]
    width = sum(picture.width for picture in shown) + _GAP * (len(shown) + 1)
    canvas = Image.new("RGB", (width, height + 2 * _GAP + _BAR), "#14171C")
    pen = ImageDraw.Draw(canvas)
    font = drawing_font(16)
    x = _GAP
    for picture, words in zip(shown, captions, strict=True):
        canvas.paste(picture, (x, _GAP))
        words = "".join(c if c.isprintable() else " " for c in words)
        while len(words) > 4 and pen.textlength(words, font=font) > picture.width:
            words = words[:-2].rstrip("…") + "…"
        pen.text((x, height + _GAP + 8), words, fill="#E8EBF0", font=font)
        x += picture.width + _GAP
    found: ByteImage = np.asarray(canvas)
    return found


def wall(tiles: Sequence[ByteImage], side: int, columns: int, *, smooth: bool = False) -> ByteImage:
    """Small pictures in rows, each fitted into a square of this side. smooth: no hard edges of enlarged pixels."""
    if not tiles:
        raise ValueError("a wall needs pictures")
    rows = -(-len(tiles) // columns)
    gap = max(2, side // 16)
    step = side + gap
    canvas = Image.new("RGB", (columns * step + gap, rows * step + gap), "#14171C")
    how = Image.Resampling.BICUBIC if smooth else Image.Resampling.NEAREST
    for place, tile in enumerate(tiles):
        picture = Image.fromarray(np.ascontiguousarray(tile))
        scale = side / max(picture.size)
        picture = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))), how)
        x, y = gap + place % columns * step, gap + place // columns * step
        canvas.paste(picture, (x + (side - picture.width) // 2, y + (side - picture.height) // 2))
    found: ByteImage = np.asarray(canvas)
    return found


def _enlarged(values: FloatMap, height: int, width: int) -> FloatMap:
    picture = Image.fromarray(np.ascontiguousarray(values, dtype=np.float32))
    if min(values.shape) > _COARSE:
        # Averaged over a few places and spread again: Pillow blurs no numbers with a fraction.
        share = _COARSE / max(values.shape)
        few = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
        picture = picture.resize(few, Image.Resampling.BOX)
    return np.asarray(picture.resize((width, height), Image.Resampling.BICUBIC))


def _ramp(strength: FloatMap, stops: Sequence[tuple[float, tuple[int, int, int]]]) -> FloatMap:
    """(H, W) 0..1 as (H, W, 3) 0..255."""
    places = [place for place, _ in stops]
    rows = [np.interp(strength, places, [color[channel] for _, color in stops]) for channel in range(3)]
    return np.stack(rows, axis=2).astype(np.float32)


def _of_height(picture: ByteImage, height: int) -> Image.Image:
    image = Image.fromarray(np.ascontiguousarray(picture))
    if image.height == height:
        return image
    return image.resize((max(1, round(image.width * height / image.height)), height), Image.Resampling.LANCZOS)
