"""A picture as a network wants it: view 0, from the one decoder, exactly as in training."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import render_view, view_geometry
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.images.fingerprint import bytes_hash
from ml_engine.images.reader import decode_picture, header_of, read_bytes
from ml_engine.images.upright import ByteImage
from ml_engine.training.feature_pixels import needed_side
from ml_engine.training.known_features import KnownFeatures, Levels
from ml_engine.training.model_spec import ModelSpec

_PLAIN = AugmentRecipe()


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """pixels: (S, S, 3) uint8 RGB.   view: from the upright picture to these pixels."""

    path: Path
    pixels: ByteImage
    view: ViewGeometry


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """A picture that needs no decoding. levels: its frozen features.   view: as in PreparedPicture."""

    path: Path
    levels: Levels
    view: ViewGeometry


def prepare_picture(path: Path, spec: ModelSpec) -> PreparedPicture:
    """Decode and fit a picture. Raises UserError if it cannot be read."""
    return _decoded(read_bytes(path), path, spec)


def find_or_prepare(path: Path, spec: ModelSpec, known: KnownFeatures) -> KnownPicture | PreparedPicture:
    """The picture's features if they are known, else the picture. Raises UserError if it cannot be read."""
    data = read_bytes(path)
    levels = known.find(bytes_hash(data))
    if levels is None:
        return _decoded(data, path, spec)
    header = header_of(data, path)
    return KnownPicture(path, levels, plain_view(header.width, header.height, spec))


def _decoded(data: bytes, path: Path, spec: ModelSpec) -> PreparedPicture:
    header = header_of(data, path)
    view = plain_view(header.width, header.height, spec)
    image = decode_picture(data, path, needed_side(view))
    return PreparedPicture(path, plain_pixels(image, view), view)


def plain_view(width: int, height: int, spec: ModelSpec) -> ViewGeometry:
    """Where a picture of this upright size lies in the model's input."""
    return view_geometry(width, height, input_size=spec.input_size, fit=spec.fit, recipe=_PLAIN, seed=0, view=0, key="")


def plain_pixels(image: ByteImage, view: ViewGeometry) -> ByteImage:
    """The input of that view, (S, S, 3) uint8 RGB. image: (H, W, 3) uint8 RGB, perhaps decoded at a reduced size."""
    return render_view(image, view, recipe=_PLAIN, seed=0, view=0, key="")
