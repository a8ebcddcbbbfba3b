"""The lab's numbers as pictures: a result as PNG, and the walk of a window over its input as a moving GIF.

No words are drawn, only numbers and signs, so the files are the same in every language.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.images.draw import Font, drawing_font
from ml_engine.images.reader import shown_path
from ml_engine.images.upright import ByteImage
from ml_engine.lab.convolution import Convolution
from ml_engine.lab.matrices import number_text
from ml_engine.lab.pooling import Pooling
from ml_engine.lab.windows import Place, Sliding

FloatArray = npt.NDArray[np.float64]
Scale = Literal["clip", "range", "absolute"]
SCALES: tuple[Scale, ...] = ("clip", "range", "absolute")
MOST_FRAMES = 120
_CELL, _GAP, _PAD, _FONT = 48, 40, 16, 15
_MOST_CELLS = 16  # a side; more numbers than that are drawn as a picture
_PICTURE = 256
_LINE, _TEXT, _GROUND, _PATCH, _FRESH, _OUTSIDE = "#B8C0CC", "#1A1F27", "#FFFFFF", "#FFE2A8", "#BFE3CC", "#EEF1F5"
_MOST_WORDS = 3  # lines of the sum under a frame


@dataclass(frozen=True, slots=True)
class _Walk:
    """inputs: (C, h, w) with padding, channels below each other.   inside: (h, w) False in the padding.

    kernel: (C, h, w), or none for pooling.   output: (h, w).   written: the sum of a place.
    """

    inputs: FloatArray
    inside: npt.NDArray[np.bool_]
    kernel: FloatArray | None
    output: FloatArray
    sliding: Sliding
    written: Callable[[Place], str]


def map_picture(values: FloatArray, scale: Scale = "range") -> ByteImage:
    """(rows, columns), or (3, rows, columns) as colours, → (H, W, 3) uint8.

    clip: below 0 is black, above 255 white.   range: the least black, the largest white.   absolute: 0 black, the
    farthest from it white, whatever its sign.
    """
    channels = values if values.ndim == 3 else np.repeat(values[None], 3, axis=0)
    if channels.ndim != 3 or len(channels) != 3:
        raise ValueError(f"values must be (rows, columns) or (3, rows, columns), got {values.shape}")
    match scale:
        case "clip":
            shown = channels
        case "range":
            low, high = float(channels.min()), float(channels.max())
            shown = (channels - low) * (255 / (high - low) if high > low else 0)
        case "absolute":
            most = float(np.abs(channels).max())
            shown = np.abs(channels) * (255 / most if most else 0)
        case _:
            assert_never(scale)
    picture: ByteImage = np.ascontiguousarray(np.clip(np.rint(shown), 0, 255).astype(np.uint8).transpose(1, 2, 0))
    return picture


def matrix_picture(values: FloatArray) -> ByteImage:
    """(rows, columns) as a table of its numbers; as grey values where they are too many to read."""
    if max(values.shape) > _MOST_CELLS:
        return map_picture(values)
    height, width = values.shape
    canvas = Image.new("RGB", (width * _CELL + 2 * _PAD, height * _CELL + 2 * _PAD), _GROUND)
    _table(ImageDraw.Draw(canvas), (_PAD, _PAD), values, drawing_font(_FONT))
    return np.asarray(canvas)


def convolution_frames(convolution: Convolution, index: int = 0, most: int = MOST_FRAMES) -> list[ByteImage]:
    """One filter at place after place, the output filling up; at most so many places, spread evenly. Two axes only.

    Raises UserError('no-animation') for other numbers of axes.
    """
    sliding = convolution.sliding
    _two_axes(sliding)
    read = convolution.kernels.shape[1]
    first = index * convolution.groups // len(convolution.kernels) * read
    walk = _Walk(
        sliding.padded(convolution.signal)[first : first + read],
        sliding.padded(np.ones((1, *sliding.lengths)))[0] > 0,
        convolution.kernels[index],
        convolution.output()[index],
        sliding,
        lambda place: convolution.step(place, index).written(),
    )
    return _frames(walk, most)


def pooling_frames(pooling: Pooling, channel: int = 0, most: int = MOST_FRAMES) -> list[ByteImage]:
    """As convolution_frames, for one channel of a pooling."""
    sliding = pooling.sliding
    _two_axes(sliding)
    walk = _Walk(
        sliding.padded(pooling.signal)[channel : channel + 1],
        sliding.padded(np.ones((1, *sliding.lengths)))[0] > 0,
        None,
        pooling.output()[channel],
        sliding,
        lambda place: pooling.step(place, channel).written(),
    )
    return _frames(walk, most)


def save_gif(path: Path, frames: Sequence[ByteImage], seconds: float = 0.7) -> None:
    """Write frames of one size as a GIF that starts again at its end. seconds: of each. Raises UserError."""
    buffer = io.BytesIO()
    pictures = [Image.fromarray(np.ascontiguousarray(frame)) for frame in frames]
    times = [round(1000 * seconds)] * (len(pictures) - 1) + [max(1500, round(1000 * seconds))]
    pictures[0].save(buffer, "GIF", save_all=True, append_images=pictures[1:], duration=times, loop=0, disposal=1)
    save_bytes(path, buffer.getvalue())


def save_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises UserError('file-unwritable')."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except OSError as error:
        raise UserError(
            "file-unwritable",
            f"{shown_path(path)} cannot be written: {(error.strerror or str(error)).lower()}.",
            "Free some space or choose another folder.",
        ) from error


def _two_axes(sliding: Sliding) -> None:
    if len(sliding.output) != 2:
        raise UserError("no-animation", "Only what has rows and columns can be animated.", "Save it as CSV instead.")


def _frames(walk: _Walk, most: int) -> list[ByteImage]:
    places = list(walk.sliding.places())
    chosen = sorted(set(np.linspace(0, len(places) - 1, min(most, len(places))).round().astype(int).tolist()))
    draw = _numbers_frame if max(walk.inputs.shape[1:]) <= _MOST_CELLS else _picture_frame
    return [draw(walk, places, number) for number in chosen]


def _numbers_frame(walk: _Walk, places: Sequence[Place], number: int) -> ByteImage:
    """Input, kernel and output as tables, the sum below."""
    channels, rows, columns = walk.inputs.shape
    kernel_rows, kernel_columns = walk.sliding.kernel
    out_rows, out_columns = walk.output.shape
    between = kernel_columns * _CELL + _GAP if walk.kernel is not None else 0
    width = 2 * _PAD + columns * _CELL + _GAP + between + out_columns * _CELL
    stack = channels * rows * _CELL + (channels - 1) * _GAP // 2
    height = 2 * _PAD + max(stack, out_rows * _CELL) + 22 * _MOST_WORDS
    canvas = Image.new("RGB", (width, height), _GROUND)
    pen, font = ImageDraw.Draw(canvas), drawing_font(_FONT)
    place = places[number]
    seen = np.zeros((rows, columns), dtype=bool)
    axes = zip(place, walk.sliding.stride, walk.sliding.dilation, walk.sliding.kernel, strict=True)
    seen[tuple(slice(p * s, p * s + d * (k - 1) + 1, d) for p, s, d, k in axes)] = True
    for channel in range(channels):
        top = _PAD + channel * (rows * _CELL + _GAP // 2)
        _table(pen, (_PAD, top), walk.inputs[channel], font, marked=seen, inside=walk.inside)
        if walk.kernel is not None:
            left = _PAD + columns * _CELL + _GAP
            _sign(pen, (left - _GAP, top), rows, "·", font)
            _table(pen, (left, top + (rows - kernel_rows) * _CELL // 2), walk.kernel[channel], font)
    left = _PAD + columns * _CELL + _GAP + between
    _sign(pen, (left - _GAP, _PAD), rows, "=" if walk.kernel is not None else "→", font)
    done = np.arange(out_rows * out_columns).reshape(out_rows, out_columns)
    top = _PAD + max(0, rows - out_rows) * _CELL // 2
    _table(pen, (left, top), walk.output, font, fresh=done == number, known=done <= number)
    lines = textwrap.wrap(walk.written(place), max(20, (width - 2 * _PAD) // 9))
    if len(lines) > _MOST_WORDS:
        lines = [*lines[: _MOST_WORDS - 1], "… " + lines[-1]]
    for row, line in enumerate(lines):
        pen.text((_PAD, height - _PAD - 22 * (_MOST_WORDS - row) + 10), line, fill=_TEXT, font=font)
    return np.asarray(canvas)


def _picture_frame(walk: _Walk, places: Sequence[Place], number: int) -> ByteImage:
    """Input and output as pictures, a frame around what is read, the output known so far."""
    place = places[number]
    # Scaled as a whole, so that grey values stay while the rest fills up.
    known = np.arange(walk.output.size).reshape(walk.output.shape) <= number
    shown = np.where(known[..., None], map_picture(walk.output), np.uint8(238))
    colours = walk.inputs if len(walk.inputs) == 3 else walk.inputs.mean(axis=0)
    left, right = _fitted(map_picture(colours)), _fitted(shown)
    canvas = Image.new(
        "RGB", (left.width + right.width + _GAP + 2 * _PAD, max(left.height, right.height) + 2 * _PAD), _GROUND
    )
    canvas.paste(left, (_PAD, _PAD))
    canvas.paste(right, (_PAD + left.width + _GAP, _PAD))
    pen = ImageDraw.Draw(canvas)
    spans = zip(place, walk.sliding.stride, walk.sliding.dilation, walk.sliding.kernel, strict=True)
    (y0, y1), (x0, x1) = ((p * s, p * s + d * (k - 1) + 1) for p, s, d, k in spans)
    _mark(pen, (_PAD, _PAD), left, walk.inputs.shape[1:], (y0, x0, y1, x1))
    y, x = place
    _mark(pen, (_PAD + left.width + _GAP, _PAD), right, walk.output.shape, (y, x, y + 1, x + 1))
    return np.asarray(canvas)


def _fitted(picture: ByteImage) -> Image.Image:
    """At most _PICTURE a side; small ones are made larger in whole steps so that pixels stay pixels."""
    image = Image.fromarray(picture)
    factor = _PICTURE / max(image.size)
    factor = float(max(1, int(factor))) if factor >= 1 else factor
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.NEAREST if factor >= 1 else Image.Resampling.BOX)


def _mark(
    pen: ImageDraw.ImageDraw, origin: Place, shown: Image.Image, shape: Sequence[int],
    span: tuple[int, int, int, int],
) -> None:  # fmt: skip
    down, across = shown.height / shape[0], shown.width / shape[1]
    y0, x0, y1, x1 = span
    box = [origin[0] + x0 * across, origin[1] + y0 * down, origin[0] + x1 * across, origin[1] + y1 * down]
    middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
    box = [
        min(box[0], middle[0] - 3),
        min(box[1], middle[1] - 3),
        max(box[2], middle[0] + 3),
        max(box[3], middle[1] + 3),
    ]
    pen.rectangle(box, outline="#FFFFFF", width=4)
    pen.rectangle(box, outline="#D9480F", width=2)


def _table(
    pen: ImageDraw.ImageDraw,
    origin: Place,
    values: FloatArray,
    font: Font,
    *,
    marked: npt.NDArray[np.bool_] | None = None,
    inside: npt.NDArray[np.bool_] | None = None,
    fresh: npt.NDArray[np.bool_] | None = None,
    known: npt.NDArray[np.bool_] | None = None,
) -> None:
    for (row, column), value in np.ndenumerate(values):
        x, y = origin[0] + column * _CELL, origin[1] + row * _CELL
        fill = _GROUND if inside is None or inside[row, column] else _OUTSIDE
        if marked is not None and marked[row, column]:
            fill = _PATCH
        if fresh is not None and fresh[row, column]:
            fill = _FRESH
        pen.rectangle((x, y, x + _CELL, y + _CELL), fill=fill, outline=_LINE)
        if known is None or known[row, column]:
            words = _short(float(value))
            wide = pen.textlength(words, font=font)
            pen.text((x + (_CELL - wide) / 2, y + _CELL / 2 - _FONT * 0.6), words, fill=_TEXT, font=font)


def _sign(pen: ImageDraw.ImageDraw, origin: Place, rows: int, sign: str, font: Font) -> None:
    wide = pen.textlength(sign, font=font)
    pen.text((origin[0] + (_GAP - wide) / 2, origin[1] + rows * _CELL / 2 - _FONT * 0.6), sign, fill=_TEXT, font=font)


def _short(value: float) -> str:
    """At most five or six characters, so that it fits into a cell."""
    if not np.isfinite(value):
        return ""
    whole = number_text(value)
    return whole if len(whole) <= 5 else f"{value:.3g}"
