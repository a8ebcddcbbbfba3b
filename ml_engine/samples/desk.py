"""A desk from above: things laid down one after the other, lit by one lamp, seen by an ordinary camera.

The result is a photo-like picture with exact boxes, so that the demo needs no download and a test knows the truth.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from ml_engine.samples.noise import Field, enlarge, fractal_noise, smoothstep
from ml_engine.samples.surfaces import desk
from ml_engine.samples.things import THINGS, Maker, button

WIDTH, HEIGHT = 640, 480
SMALLEST_PX, LARGEST_PX = 52.0, 208.0
MOST_HIDDEN = 0.45
MOST_OUTSIDE = 0.4
OVERSAMPLING = 2
REACH = 1.25  # of a thing from its middle, grid units; a leaning die's corner reaches farthest
TRIES = 12
LABELS: tuple[str, ...] = tuple(THINGS)

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing on the desk. box: xyxy in pixels, clipped to the picture, also where another thing lies upon it."""

    label: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class DeskPicture:
    """jpeg: bytes of a 640×480 file.   things: all that is to be found."""

    jpeg: bytes
    things: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Lamp:
    """direction: unit vector towards the light (x right, y down, z up).   warmth: RGB factors.

    softness: blur of a shadow in pixels per pixel of height.
    """

    direction: tuple[float, float, float]
    warmth: Field
    softness: float


@dataclass(slots=True)
class Scene:
    """The picture so far.

    canvas: (H, W, 3) linear light.   owner: (H, W) index of the topmost thing, -1 for the desk.
    areas: visible pixels of each thing when it was laid.
    """

    canvas: Field
    lamp: Lamp
    owner: npt.NDArray[np.int32]
    areas: list[int] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sprite:
    """A lit thing at its place.

    alpha: (h, w) 0..1.   colour: (h, w, 3).   left, top: pixels.   rise: pixels above the desk.
    """

    alpha: Field
    colour: Field
    left: int
    top: int
    rise: float


def render_desk(seed: int) -> DeskPicture:
    """One picture; the same seed gives the same bytes with the same versions of numpy and Pillow."""
    rng = np.random.default_rng(seed)
    lamp = _lamp(rng)
    surface = desk(rng, HEIGHT, WIDTH)
    lit = surface.albedo * _shade(surface.height, lamp)[..., None]
    scene = Scene(lit.astype(np.float32), lamp, np.full((HEIGHT, WIDTH), -1, np.int32))
    for _ in range(int(rng.integers(5, 10))):
        misleading = rng.random() < 0.12
        _lay(rng, scene, "" if misleading else LABELS[rng.integers(len(LABELS))])
    return DeskPicture(_photograph(rng, scene), tuple(item for item in scene.placed if item.label))


def write_desk_pictures(
    folder: Path,
    count: int,
    seed: int = 0,
    threads: int = 2,
    advance: Callable[[], None] = lambda: None,
) -> list[tuple[Path, tuple[Placed, ...]]]:
    """Render count pictures as desk-001.jpg … into an existing folder; returns each path with its things.

    advance: called after each picture, from the threads that draw. An exception from it ends the work.
    """

    def write(index: int) -> tuple[Path, tuple[Placed, ...]]:
        picture = render_desk(seed * 100_003 + index)
        path = folder / f"desk-{index + 1:03d}.jpg"
        path.write_bytes(picture.jpeg)
        advance()
        return path, picture.things

    with ThreadPoolExecutor(threads) as pool:
        try:
            return list(pool.map(write, range(count)))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _lamp(rng: np.random.Generator) -> Lamp:
    angle, lift = rng.uniform(0, 2 * np.pi), rng.uniform(0.75, 1.25)
    direction = np.array([np.cos(angle) * np.cos(lift), np.sin(angle) * np.cos(lift), np.sin(lift)])
    warm = rng.normal(0, 0.07)
    warmth = np.array([1 + warm, 1.0, 1 - warm], np.float32) * rng.uniform(0.8, 1.2)
    x, y, z = (float(v) for v in direction / np.linalg.norm(direction))
    return Lamp((x, y, z), warmth.astype(np.float32), rng.uniform(0.25, 0.7))


def _shade(height: Field, lamp: Lamp) -> Field:
    """Lambert's cosine with some light from everywhere; height in pixels."""
    slope_y, slope_x = np.gradient(height)
    x, y, z = lamp.direction
    cosine = (-slope_x * x - slope_y * y + z) / np.sqrt(slope_x**2 + slope_y**2 + 1)
    result: Field = (0.32 + 0.78 * np.clip(cosine, 0, None)).astype(np.float32)
    return result


def _gleam(height: Field, lamp: Lamp) -> Field:
    """Blinn's highlight, for an eye straight above."""
    slope_y, slope_x = np.gradient(height)
    x, y, z = lamp.direction
    half = np.array([x, y, z + 1]) / np.linalg.norm([x, y, z + 1])
    cosine = (-slope_x * half[0] - slope_y * half[1] + half[2]) / np.sqrt(slope_x**2 + slope_y**2 + 1)
    result: Field = np.clip(cosine, 0, 1).astype(np.float32) ** 28
    return result


def _lay(rng: np.random.Generator, scene: Scene, label: str) -> None:
    """Lay one thing where it hides nothing too much; an empty label lays a button. Gives up after some tries."""
    size = float(np.exp(rng.uniform(np.log(SMALLEST_PX), np.log(LARGEST_PX))))
    sprite = _sprite(rng, THINGS[label] if label else button, size, scene.lamp)
    solid = sprite.alpha > 0.5
    for _ in range(TRIES):
        left = int(rng.uniform(-0.2, 1.0) * WIDTH - sprite.alpha.shape[1] * 0.3)
        top = int(rng.uniform(-0.2, 1.0) * HEIGHT - sprite.alpha.shape[0] * 0.3)
        window = _window(sprite.alpha.shape, left, top)
        mask = solid[window.inner]
        owner = scene.owner[window.outer]
        if mask.sum() < (1 - MOST_OUTSIDE) * solid.sum() or _hides_too_much(scene, owner[mask]):
            continue
        _paint(scene, Sprite(sprite.alpha, sprite.colour, left, top, sprite.rise))
        scene.areas.append(int(mask.sum()))
        owner[mask] = len(scene.placed)
        rows, columns = np.nonzero(mask.any(axis=1))[0] + window.top, np.nonzero(mask.any(axis=0))[0] + window.left
        box = (float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1))
        scene.placed.append(Placed(label, box))
        return


def _sprite(rng: np.random.Generator, make: Maker, size: float, lamp: Lamp) -> Sprite:
    """A thing turned at random and lit. size: its longest extent in pixels."""
    pixels = int(size) * OVERSAMPLING
    angle = rng.uniform(0, 2 * np.pi)
    axis = np.linspace(-REACH, REACH, int(pixels * REACH), dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    cosine, sine = math.cos(angle), math.sin(angle)
    turned_x, turned_y = x * cosine + y * sine, y * cosine - x * sine
    thing = make(rng, turned_x, turned_y)
    unit = pixels / 2
    light = _shade(thing.height * unit, lamp)
    gleam = _gleam(thing.height * unit, lamp)[..., None] * thing.gloss
    colour = thing.albedo * light[..., None] + gleam * (thing.albedo * 1.1 if thing.metal else 0.7)
    edge = 1.0 / unit
    alpha = smoothstep(edge, -edge, thing.distance)
    return Sprite(_halve(alpha), _halve(colour.astype(np.float32)), 0, 0, thing.thickness * unit / 2)


def _halve(values: Field) -> Field:
    """Mean of each 2×2 block: the oversampled grid (h, w, …) as seen by the camera."""
    even = values[: values.shape[0] // 2 * 2, : values.shape[1] // 2 * 2]
    total = even[::2, ::2] + even[1::2, ::2] + even[::2, 1::2] + even[1::2, 1::2]
    result: Field = total * np.float32(1 / OVERSAMPLING**2)
    return result


@dataclass(frozen=True, slots=True)
class Window:
    """Where a rectangle meets the picture. left, top: of that part, pixels of the picture.

    outer, inner: the part as rows and columns of the picture, and of the rectangle's own field.
    """

    left: int
    top: int
    outer: tuple[slice, slice]
    inner: tuple[slice, slice]


def _window(shape: tuple[int, ...], left: int, top: int) -> Window:
    """The window of a field (h, w) whose corner lies at left, top; empty if it lies outside the picture."""
    height, width = shape[:2]
    y0, y1 = min(max(top, 0), HEIGHT), max(min(top + height, HEIGHT), 0)
    x0, x1 = min(max(left, 0), WIDTH), max(min(left + width, WIDTH), 0)
    outer = slice(y0, max(y0, y1)), slice(x0, max(x0, x1))
    inner = slice(y0 - top, max(y0, y1) - top), slice(x0 - left, max(x0, x1) - left)
    return Window(x0, y0, outer, inner)


def _hides_too_much(scene: Scene, below: npt.NDArray[np.int32]) -> bool:
    """Whether a thing upon these pixels would leave too little of another. below: owners, any shape."""
    for index, count in zip(*np.unique(below, return_counts=True), strict=True):
        if index >= 0:
            left = int((scene.owner == index).sum()) - int(count)
            if left < (1 - MOST_HIDDEN) * scene.areas[index]:
                return True
    return False


def _paint(scene: Scene, sprite: Sprite) -> None:
    """Darken the desk by the thing's shadows, then put the thing upon it."""
    x, y, z = scene.lamp.direction
    reach = sprite.rise / max(z, 0.3)
    _darken(scene, sprite, round(-x * reach), round(-y * reach), 1 + sprite.rise * scene.lamp.softness, 0.5)
    _darken(scene, sprite, 0, 0, 2.0, 0.3)
    window = _window(sprite.alpha.shape, sprite.left, sprite.top)
    part = scene.canvas[window.outer]
    part += (sprite.colour[window.inner] - part) * sprite.alpha[window.inner][..., None]


def _darken(scene: Scene, sprite: Sprite, dx: int, dy: int, radius: float, strength: float) -> None:
    """One shadow: the sprite's outline moved by dx, dy and blurred. radius: standard deviation, pixels."""
    reach = math.ceil(3 * radius) + 1
    outline = np.pad(sprite.alpha, reach)
    window = _window(outline.shape, sprite.left + dx - reach, sprite.top + dy - reach)
    shadow = _blurred(outline, radius)[window.inner]
    scene.canvas[window.outer] *= 1 - np.float32(strength) * shadow[..., None]


def _blurred(values: Field, radius: float) -> Field:
    image = Image.fromarray((values * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(image, dtype=np.float32) / np.float32(255)


def _photograph(rng: np.random.Generator, scene: Scene) -> bytes:
    """Lamp fall-off, shade of something outside, exposure, lens blur, sensor noise, JPEG."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    towards = np.array(scene.lamp.direction[:2]) * WIDTH * 0.5
    distance = np.square(x - WIDTH / 2 - float(towards[0])) + np.square(y - HEIGHT / 2 - float(towards[1]))
    light = 1.18 - rng.uniform(0.15, 0.5) / WIDTH**2 * distance
    if rng.random() < 0.4:
        veil = smoothstep(-0.3, 0.3, enlarge(rng.standard_normal((3, 4)).astype(np.float32), HEIGHT, WIDTH))
        light = light * (1 - rng.uniform(0.2, 0.45) * veil)
    seen = scene.canvas * light[..., None] * scene.lamp.warmth * rng.uniform(0.85, 1.2)
    toned = np.clip(seen * 1.05 / (1 + 0.18 * seen), 0, 1) ** (1 / 1.15)
    picture = Image.fromarray((toned * 255).astype(np.uint8))
    blur = rng.choice([0.0, 0.4, 0.7, 1.5], p=[0.3, 0.35, 0.25, 0.1])
    picture = picture.filter(ImageFilter.GaussianBlur(float(blur))) if blur else picture
    grain = fractal_noise(rng, (HEIGHT, WIDTH), (2, 2), 1)[..., None] * 0.5 + rng.standard_normal(
        (HEIGHT, WIDTH, 3), dtype=np.float32
    )
    noisy = np.asarray(picture, dtype=np.float32) + grain * np.float32(rng.uniform(1.0, 6.0))
    file = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=int(rng.integers(55, 93)))
    return file.getvalue()
