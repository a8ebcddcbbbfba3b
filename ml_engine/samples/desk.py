"""A desk from above: things laid down one after the other, lit by one lamp, seen by an ordinary camera.

The result is a photo-like picture with exact boxes, so that the demo needs no download and a test knows the truth.
"""

from __future__ import annotations

import io
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
    for _ in range(TRIES):
        left = int(rng.uniform(-0.2, 1.0) * WIDTH - sprite.alpha.shape[1] * 0.3)
        top = int(rng.uniform(-0.2, 1.0) * HEIGHT - sprite.alpha.shape[0] * 0.3)
        moved = Sprite(sprite.alpha, sprite.colour, left, top, sprite.rise)
        mask = _cover(moved) > 0.5
        if mask.sum() < (1 - MOST_OUTSIDE) * (sprite.alpha > 0.5).sum() or _hides_too_much(scene, mask):
            continue
        _paint(scene, moved)
        scene.areas.append(int(mask.sum()))
        scene.owner[mask] = len(scene.placed)
        rows, columns = np.nonzero(mask.any(axis=1))[0], np.nonzero(mask.any(axis=0))[0]
        box = (float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1))
        scene.placed.append(Placed(label, box))
        return


def _sprite(rng: np.random.Generator, make: Maker, size: float, lamp: Lamp) -> Sprite:
    """A thing turned at random and lit. size: its longest extent in pixels."""
    pixels = int(size) * OVERSAMPLING
    angle = rng.uniform(0, 2 * np.pi)
    axis = np.linspace(-1.45, 1.45, int(pixels * 1.45), dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    turned_x = (x * np.cos(angle) + y * np.sin(angle)).astype(np.float32)
    turned_y = (-x * np.sin(angle) + y * np.cos(angle)).astype(np.float32)
    thing = make(rng, turned_x, turned_y)
    unit = pixels / 2
    light = _shade(thing.height * unit, lamp)
    gleam = _gleam(thing.height * unit, lamp)[..., None] * thing.gloss
    colour = thing.albedo * light[..., None] + gleam * (thing.albedo * 1.1 if thing.metal else 0.7)
    edge = 1.0 / unit
    alpha = smoothstep(edge, -edge, thing.distance)
    return Sprite(
        _halve(alpha), np.stack([_halve(colour[..., c]) for c in range(3)], -1), 0, 0, thing.thickness * unit / 2
    )


def _halve(values: Field) -> Field:
    """Mean of each 2×2 block: the oversampled grid as seen by the camera."""
    rows, columns = values.shape[0] // 2 * 2, values.shape[1] // 2 * 2
    blocks = values[:rows, :columns].reshape(rows // 2, 2, columns // 2, 2)
    result: Field = blocks.mean(axis=(1, 3), dtype=np.float32)
    return result


def _place(values: Field, left: int, top: int) -> Field:
    """values laid into a picture-sized field of zeros, clipped at the borders."""
    whole = np.zeros((HEIGHT, WIDTH), np.float32)
    height, width = values.shape
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + width, WIDTH), min(top + height, HEIGHT)
    if x0 < x1 and y0 < y1:
        whole[y0:y1, x0:x1] = values[y0 - top : y1 - top, x0 - left : x1 - left]
    return whole


def _cover(sprite: Sprite) -> Field:
    return _place(sprite.alpha, sprite.left, sprite.top)


def _hides_too_much(scene: Scene, mask: Mask) -> bool:
    below, counts = np.unique(scene.owner[mask], return_counts=True)
    for index, count in zip(below, counts, strict=True):
        if index >= 0:
            left = int((scene.owner == index).sum()) - int(count)
            if left < (1 - MOST_HIDDEN) * scene.areas[index]:
                return True
    return False


def _paint(scene: Scene, sprite: Sprite) -> None:
    """Darken the desk by the thing's shadows, then put the thing upon it."""
    x, y, z = scene.lamp.direction
    reach = sprite.rise / max(z, 0.3)
    dx, dy = -x * reach, -y * reach
    cast = _blurred(
        _place(sprite.alpha, round(sprite.left + dx), round(sprite.top + dy)), 1 + sprite.rise * scene.lamp.softness
    )
    contact = _blurred(_cover(sprite), 2.0)
    scene.canvas *= (1 - 0.5 * cast)[..., None] * (1 - 0.3 * contact)[..., None]
    alpha = _cover(sprite)[..., None]
    colour = np.stack([_place(sprite.colour[..., c], sprite.left, sprite.top) for c in range(3)], -1)
    scene.canvas += (colour - scene.canvas) * alpha


def _blurred(values: Field, radius: float) -> Field:
    image = Image.fromarray((values * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(image, dtype=np.float32) / np.float32(255)


def _photograph(rng: np.random.Generator, scene: Scene) -> bytes:
    """Lamp fall-off, shade of something outside, exposure, lens blur, sensor noise, JPEG."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    towards = np.array(scene.lamp.direction[:2]) * WIDTH * 0.5
    distance = np.hypot(x - WIDTH / 2 - towards[0], y - HEIGHT / 2 - towards[1]) / WIDTH
    light = 1.18 - rng.uniform(0.15, 0.5) * distance**2
    if rng.random() < 0.4:
        veil = smoothstep(-0.3, 0.3, enlarge(rng.standard_normal((3, 4)).astype(np.float32), HEIGHT, WIDTH))
        light = light * (1 - rng.uniform(0.2, 0.45) * veil)
    seen = scene.canvas * light[..., None] * scene.lamp.warmth * rng.uniform(0.85, 1.2)
    toned = np.clip(seen * 1.05 / (1 + 0.18 * seen), 0, 1) ** (1 / 1.15)
    picture = Image.fromarray((toned * 255).astype(np.uint8))
    blur = rng.choice([0.0, 0.4, 0.7, 1.5], p=[0.3, 0.35, 0.25, 0.1])
    picture = picture.filter(ImageFilter.GaussianBlur(float(blur))) if blur else picture
    grain = fractal_noise(rng, (HEIGHT, WIDTH), (2, 2), 1)[..., None] * 0.5 + rng.standard_normal((HEIGHT, WIDTH, 3))
    noisy = np.asarray(picture, dtype=np.float32) + grain * rng.uniform(1.0, 6.0)
    file = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=int(rng.integers(55, 93)))
    return file.getvalue()
