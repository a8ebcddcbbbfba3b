"""What goes into a demonstration: numbers that were typed, or a picture in a resolution that can be walked through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from desktop_app.session.background import Token
from ml_engine.images.thumbnails import make_thumbnail
from ml_engine.images.upright import ByteImage
from ml_engine.lab.matrices import parse_stack

FloatArray = npt.NDArray[np.float64]
SourceKind = Literal["numbers", "picture", "file"]
Colors = Literal["grey", "rgb"]
COURSE_INPUT = "1 1 1 0 0\n0 1 1 1 0\n0 0 1 1 1\n0 0 1 1 0\n0 1 1 0 0"
SIDES = (12, 16, 24, 32, 48, 64, 96)
USUAL_SIDE = 32
WHOLE_SIDE = 1600  # pixels of the longer side at most, of what is called the whole picture


@dataclass(frozen=True, slots=True)
class Source:
    """kind: typed numbers, the project's current picture, or a file.   text: as parse_stack reads it.

    side: numbers along the longer side of the small picture.   colors: brightness alone, or three channels.
    """

    kind: SourceKind = "numbers"
    text: str = COURSE_INPUT
    file: Path | None = None
    side: int = USUAL_SIDE
    colors: Colors = "grey"

    @property
    def is_picture(self) -> bool:
        return self.kind != "numbers"

    def typed(self, text: str) -> Source:
        """Numbers instead."""
        return replace(self, kind="numbers", text=text)


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """small: (h, w, 3) uint8, to walk through.   whole: (H, W, 3), the longer side WHOLE_SIDE at most."""

    path: Path
    side: int
    small: ByteImage
    whole: ByteImage


def read_pictures(path: Path, side: int, _: Token) -> Pictures:
    """Raises UserError as read_image does."""
    return Pictures(path, side, make_thumbnail(path, side), make_thumbnail(path, WHOLE_SIDE))


def typed_signal(text: str) -> FloatArray:
    """(channels, rows, columns). Raises UserError('matrix')."""
    return parse_stack(text)


def picture_signal(pixels: ByteImage, colors: Colors) -> FloatArray:
    """(1 or 3, rows, columns) 0..255. Brightness has the usual weights of the three colours (ITU-R BT.601)."""
    values = pixels.astype(np.float64).transpose(2, 0, 1)
    return values if colors == "rgb" else np.tensordot(np.array([0.299, 0.587, 0.114]), values, axes=1)[None]
