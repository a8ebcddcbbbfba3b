"""The unlabelled pictures of a pretraining, kept decoded in memory.

A step needs its views within milliseconds, and a few thousand photos at 288 pixels fit into a laptop's memory.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from ml_engine.domain.errors import UserError
from ml_engine.images.reader import read_image
from ml_engine.samples.desk import render_desk

ByteImage = npt.NDArray[np.uint8]
KEPT_SIDE = 288  # pixels of the short side: views of 160 pixels seldom show more
_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})


@dataclass(frozen=True, slots=True)
class Source:
    """Pictures of one kind. share: of all views.   keys: name the pictures (their path in the folder)."""

    name: str
    share: float
    keys: tuple[str, ...]
    images: tuple[ByteImage, ...]


def parse_source(text: str) -> tuple[float, Path]:
    """'SHARE:FOLDER' → share > 0 and folder. Raises UserError."""
    share, _, folder = text.partition(":")
    try:
        value = float(share)
    except ValueError:
        value = 0.0
    if value <= 0 or not Path(folder).is_dir():
        raise UserError(
            "pretraining-source", f"{text!r} is not SHARE:FOLDER.", "Write for instance 0.7:pictures/photos."
        )
    return value, Path(folder)


def read_source(share: float, folder: Path, advance: Callable[[int], None] = lambda _: None) -> Source:
    """All pictures below a folder, in the order of their names. Raises UserError if there is none."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    if not paths:
        raise UserError("pretraining-source", f"No pictures were found in {folder}.", "Name a folder with pictures.")

    def read(path: Path) -> ByteImage:
        advance(1)
        return _small(read_image(path, min_side=KEPT_SIDE))

    with ThreadPoolExecutor(2) as threads:
        images = tuple(threads.map(read, paths))
    return Source(folder.name, share, tuple(str(path.relative_to(folder)) for path in paths), images)


def rendered_source(share: float, count: int, first_seed: int) -> Source:
    """`count` desks from ml_engine.samples, one per seed from first_seed on."""
    seeds = range(first_seed, first_seed + count)
    images = tuple(_small(_decoded(render_desk(seed).jpeg)) for seed in seeds)
    return Source("rendered desks", share, tuple(f"desk {seed}" for seed in seeds), images)


def _decoded(jpeg: bytes) -> ByteImage:
    with Image.open(io.BytesIO(jpeg)) as picture:
        return np.asarray(picture.convert("RGB"))


def _small(image: ByteImage) -> ByteImage:
    height, width = image.shape[:2]
    scale = KEPT_SIDE / min(height, width)
    if scale >= 1:
        return np.ascontiguousarray(image)
    size = round(width * scale), round(height * scale)
    return np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BOX, reducing_gap=None))


def parted(source: Source, held_out: float) -> tuple[Source, Source]:
    """(pictures to learn from, pictures that only measure); which is which hangs on the key alone."""
    measures = [_draw(key) < held_out for key in source.keys]
    return _only(source, [not m for m in measures]), _only(source, measures)


def _only(source: Source, wanted: Sequence[bool]) -> Source:
    kept = [index for index, want in enumerate(wanted) if want]
    return Source(
        source.name,
        source.share,
        tuple(source.keys[index] for index in kept),
        tuple(source.images[index] for index in kept),
    )


def _draw(key: str) -> float:
    """0 ≤ x < 1, the same for a key everywhere."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest()) / 2**48
