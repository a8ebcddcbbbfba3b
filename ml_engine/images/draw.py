"""Answers and labels drawn on a picture, as the window shows them: a line that reads on any ground, a tag outside."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import FloatArray
from ml_engine.images.reader import shown_path
from ml_engine.images.upright import ByteImage

PALETTE = ("#E5484D", "#F5A524", "#30A46C", "#3E9BF0", "#8E6CF0", "#E054A5", "#12A5A5", "#A2782F")
_FILL = round(255 * 0.14)
_DARKEN = 0.45  # the line below the line
_REFERENCE = 900  # a picture with this longer side gets a 2 px line
_SMALL = 400  # below this longer side lines are 1 px
_NARROWEST_BAR = 160
_MAX_TAG = 48  # characters

Color = tuple[int, int, int]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw_boxes(
    image: ByteImage,
    boxes: FloatArray,
    labels: Sequence[str],
    colors: Sequence[str] = (),
    scores: Sequence[float] | None = None,
) -> ByteImage:
    """A copy of the picture with boxes, their labels and scores.

    image: (H, W, 3) uint8 RGB.   boxes: (N, 4) xyxy pixels.   labels: N names.   colors: N times '#rrggbb', or none for
    one colour a name.   scores: N in 0..1, or None. Lower scores lie below higher ones.
    """
    count = len(boxes)
    if len(labels) != count or (colors and len(colors) != count) or (scores is not None and len(scores) != count):
        raise ValueError(f"boxes, labels, colors and scores must have one length, got {count} boxes")
    canvas = Image.fromarray(np.ascontiguousarray(image))
    line = line_width(image)
    font = _font(line)
    chosen = [_rgb(color) for color in colors or colors_by_name(labels)]
    order = sorted(range(count), key=lambda index: 0.0 if scores is None else scores[index])
    for index in order:
        _fill_box(canvas, _corners(boxes[index]), chosen[index])
    pen = ImageDraw.Draw(canvas)
    for index in order:
        _outline(pen, _corners(boxes[index]), chosen[index], line)
    for index in order:
        words = labels[index] if scores is None else f"{labels[index]} {scores[index]:.2f}"
        _tag(pen, canvas.size, _corners(boxes[index]), words, chosen[index], line, font)
    return np.asarray(canvas)


def draw_caption(image: ByteImage, answers: Sequence[tuple[str, float]]) -> ByteImage:
    """A copy of the picture above a bar with a classifier's answers, best first: (label, score 0..1).

    A picture narrower than 160 px is centred over a bar of that width, so that the words can be read.
    """
    height, picture_width = image.shape[:2]
    width = max(picture_width, _NARROWEST_BAR)
    font = _font(line_width(image))
    _, top, _, bottom = font.getbbox("Ag")
    row = round((bottom - top) * 1.7)
    pad = max(4, row // 3)
    canvas = Image.new("RGB", (width, height + row * len(answers) + 2 * pad), _rgb("#14171C"))
    canvas.paste(Image.fromarray(np.ascontiguousarray(image)), ((width - picture_width) // 2, 0))
    pen = ImageDraw.Draw(canvas)
    for rank, (label, score) in enumerate(answers):
        y = height + pad + rank * row
        number = f"{score:.0%}"
        number_width = round(pen.textlength(number, font=font))
        bar = round((width - 2 * pad) * min(max(score, 0.0), 1.0))
        if bar:
            color = _rgb("#1F4E7D" if rank == 0 else "#2C323C")
            pen.rectangle((pad, y + 1, pad + bar - 1, y + row - 2), fill=color)
        words = _shortened(pen, _plain(label), font, width - 4 * pad - number_width)
        pen.text((2 * pad, y + row / 2), words, fill=_rgb("#E8EBF0"), font=font, anchor=_anchor(font, "lm"))
        pen.text((width - 2 * pad, y + row / 2), number, fill=_rgb("#E8EBF0"), font=font, anchor=_anchor(font, "rm"))
    return np.asarray(canvas)


def save_png(path: Path, image: ByteImage) -> None:
    """Write (H, W, 3) uint8 RGB as PNG, whole or not at all. Raises UserError('picture-unwritable')."""
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(image)).save(buffer, "PNG", compress_level=4)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, buffer.getvalue())
    except OSError as error:
        raise UserError(
            "picture-unwritable",
            f"{shown_path(path)} cannot be written: {(error.strerror or str(error)).lower()}.",
            "Free some space or choose another folder.",
        ) from error


def colors_by_name(labels: Sequence[str]) -> list[str]:
    """A colour a name, in the order in which the sorted names come."""
    rank = {name: place for place, name in enumerate(sorted(set(labels)))}
    return [PALETTE[rank[name] % len(PALETTE)] for name in labels]


def line_width(image: ByteImage) -> int:
    """Pixels of the bright line: 2 on a picture for the screen, more on a larger one so that it still shows."""
    longer: int = max(image.shape[:2])
    return max(2 if longer >= _SMALL else 1, round(2 * longer / _REFERENCE))


def _font(line: int) -> Font:
    return drawing_font(max(12, round(6.5 * line)))


def drawing_font(size: int) -> Font:
    """A font with accents and signs. size: pixels."""
    # Pillow's own font has no accents; DejaVu Sans, which comes with matplotlib, has Latin, Greek and Cyrillic.
    package = importlib.util.find_spec("matplotlib")
    for folder in package.submodule_search_locations or () if package else ():
        try:
            return ImageFont.truetype(Path(folder, "mpl-data", "fonts", "ttf", "DejaVuSans.ttf"), size)
        except OSError:
            continue
    return ImageFont.load_default(size=size)


def _fill_box(canvas: Image.Image, corners: tuple[int, int, int, int], color: Color) -> None:
    x0, y0, x1, y1 = _clipped(corners, canvas.size)
    if x1 > x0 and y1 > y0:
        part = canvas.crop((x0, y0, x1, y1))
        canvas.paste(Image.blend(part, Image.new("RGB", part.size, color), _FILL / 255), (x0, y0))


def _outline(pen: ImageDraw.ImageDraw, corners: tuple[int, int, int, int], color: Color, line: int) -> None:
    x0, y0, x1, y1 = corners
    dark = tuple(round(channel * _DARKEN) for channel in color)
    # The edge of the box runs through the middle of both lines.
    pen.rectangle((x0 - line, y0 - line, x1 + line - 1, y1 + line - 1), outline=dark, width=2 * line)
    inner = line - (line + 1) // 2
    pen.rectangle((x0 - line + inner, y0 - line + inner, x1 + line - 1 - inner, y1 + line - 1 - inner),
                  outline=color, width=line)  # fmt: skip


def _tag(
    pen: ImageDraw.ImageDraw,
    size: tuple[int, int],
    corners: tuple[int, int, int, int],
    words: str,
    color: Color,
    line: int,
    font: Font,
) -> None:
    """The name above the box, or below where there is no room, or inside as the last resort; never off the picture."""
    x0, y0, _, y1 = corners
    words = _shortened(pen, _plain(words), font, size[0] - 4 * line)
    left, _, right, _ = pen.textbbox((0, 0), words, font=font)
    pad_x, pad_y = 3 * line, line + 1
    ink_top, ink_bottom = pen.textbbox((0, 0), "Ag", font=font)[1::2]
    width, height = round(right - left) + 2 * pad_x, round(ink_bottom - ink_top) + 2 * pad_y
    x = max(0, min(x0 - line, size[0] - width))
    if y0 - line - height >= 0:
        y = y0 - line - height
    elif y1 + line + height <= size[1]:
        y = y1 + line
    else:
        y = max(0, y0 + line)
    pen.rounded_rectangle((x, y, x + width - 1, y + height - 1), radius=line + 1, fill=color)
    pen.text((x + pad_x - left, y + pad_y - ink_top), words, fill=_on(color), font=font)


def _corners(box: FloatArray) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(float(value)) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _clipped(corners: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = corners
    return max(0, x0), max(0, y0), min(size[0], x1), min(size[1], y1)


def _rgb(color: str) -> Color:
    if len(color) != 7 or color[0] != "#":
        raise ValueError(f"a color must be '#rrggbb', got {color!r}")
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _on(color: Color) -> Color:
    """Black or white, whichever stands out more on the colour. Source: WCAG 2 relative luminance."""
    red, green, blue = ((value / 255) ** 2.2 for value in color)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (255, 255, 255) if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else (23, 26, 31)


def _plain(text: str) -> str:
    """One line of printable characters."""
    return "".join(char if char.isprintable() else "�" for char in text)[:_MAX_TAG]


def _shortened(pen: ImageDraw.ImageDraw, text: str, font: Font, width: float) -> str:
    """The text, cut with an ellipsis until it is at most width pixels wide."""
    if pen.textlength(text, font=font) <= width:
        return text
    while text and pen.textlength(text + "…", font=font) > width:
        text = text[:-1]
    return text + "…"


def _anchor(font: Font, anchor: str) -> str | None:
    """Anchors exist for outline fonts only."""
    return anchor if isinstance(font, ImageFont.FreeTypeFont) else None
