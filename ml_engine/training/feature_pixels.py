"""From a picture's file to the network's input for several of its views, decoding once.

A view's pixels must not depend on which other views are made with it. So each view says by itself at what reduced size
the file is decoded, and views that agree share that decode.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import render_view
from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.values import ImageRef
from ml_engine.images.decode import reduction
from ml_engine.images.reader import decode_picture, header_of, read_bytes
from ml_engine.images.upright import ByteImage


def render_views(
    image: ImageRef, geometries: Mapping[int, ViewGeometry], recipe: AugmentRecipe, seed: int
) -> dict[int, ByteImage]:
    """View number → (S, S, 3) uint8 RGB.

    image: with its content hash.   geometries: view number → where the picture lies in it.
    Raises UserError if the file cannot be read, or is another one than the hash says.
    """
    data = read_bytes(image.path)
    key = hashlib.blake2b(data, digest_size=32).hexdigest()
    if key != image.content_hash:
        raise UserError(
            "picture-changed",
            f"{image.path} has changed since the project last read it.",
            "Look the folder through again, then repeat this.",
        )
    header = header_of(data, image.path)
    short_side = min(header.width, header.height)
    decoded: dict[int, ByteImage] = {}
    pixels: dict[int, ByteImage] = {}
    for view, geometry in geometries.items():
        # Other formats than JPEG are always decoded whole.
        factor = reduction(short_side, needed_side(geometry)) if header.format == "JPEG" else 1
        if factor not in decoded:
            decoded[factor] = decode_picture(data, image.path, short_side // factor)
        pixels[view] = render_view(decoded[factor], geometry, recipe=recipe, seed=seed, view=view, key=key)
    return pixels


def needed_side(geometry: ViewGeometry) -> int:
    """Pixels of the picture's short side at which the view loses nothing: one pixel of it is one of the input."""
    a, b, _, d, e, _ = geometry.matrix
    scale = max(math.hypot(a, d), math.hypot(b, e))
    return max(1, math.ceil(scale * min(geometry.image_width, geometry.image_height)))
