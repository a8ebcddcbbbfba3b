"""A picture from a file as Qt paints it, read on a thread of the background."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from desktop_app.session.background import Token
from ml_engine.images.reader import read_header, read_image
from ml_engine.images.thumbnails import make_thumbnail
from ml_engine.images.upright import ByteImage


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """pixels: upright, perhaps reduced.   width, height: of the upright picture in the file, as boxes are."""

    pixels: QImage
    width: int
    height: int


def read_picture(path: Path, min_side: int, _: Token) -> ReadPicture:
    """min_side: pixels that the short side keeps at least, 0 for all. Raises UserError as read_image does."""
    header = read_header(path)
    return ReadPicture(to_qimage(read_image(path, min_side)), header.width, header.height)


def read_small(path: Path, side: int, _: Token) -> ReadPicture:
    """side: pixels of the longer side at most. Raises UserError as read_image does."""
    header = read_header(path)
    return ReadPicture(to_qimage(make_thumbnail(path, side)), header.width, header.height)


def to_qimage(pixels: ByteImage) -> QImage:
    """(H, W, 3) uint8 RGB as an image that owns its bytes."""
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels)
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
