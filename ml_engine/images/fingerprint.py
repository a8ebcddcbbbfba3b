"""Two fingerprints of a picture: of its bytes, to know it again, and of its look, to find near-duplicates."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ml_engine.images.capture import Capture, capture_of
from ml_engine.images.header import parse_header
from ml_engine.images.reader import Header, decode_picture, header_of, opened, read_bytes, read_failure
from ml_engine.images.upright import ByteImage

_SIDE = 32  # of the grey thumbnail
_LOW = 8  # frequencies kept per axis
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """content_hash: BLAKE2b-256, hex.   perceptual_hash: 64 bit.   header: upright size and format.

    capture: when and with what it was taken, as far as EXIF tells.
    """

    content_hash: str
    perceptual_hash: int
    header: Header
    capture: Capture


def content_hash(path: Path) -> str:
    """BLAKE2b-256 of the file's bytes, 64 hex digits, in one streamed read. Raises UserError('picture-unreadable')."""
    digest = hashlib.blake2b(digest_size=32)
    with opened(path) as file:
        try:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        except OSError as error:
            raise read_failure(path, error) from error
    return digest.hexdigest()


def bytes_hash(data: bytes) -> str:
    """content_hash of a file whose bytes are at hand."""
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def perceptual_hash(image: ByteImage) -> int:
    """64 bits that change little when a picture is scaled, compressed again or made brighter.

    image: (H, W, 3) uint8 RGB. Compare by hamming_distance: up to 6 for near-duplicates, around 32 for strangers.
    Source: the DCT hash of C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010):
    signs of the low frequencies of a small grey picture against their median; the constant term is left out.
    """
    small = cv2.resize(image, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    # Rows and columns 1..8: without the constant row and column the hash does not follow light from one side.
    low = cv2.dct(grey)[1 : _LOW + 1, 1 : _LOW + 1].ravel()
    # The margin keeps rounding noise of a picture of one colour out of its hash.
    bits = np.packbits(low > np.median(low) + 0.01)
    return int.from_bytes(bits.tobytes(), "big")


def hamming_distance(a: int, b: int) -> int:
    """How many of the bits differ, 0..64."""
    return (a ^ b).bit_count()


def hash_and_fingerprint(path: Path) -> Fingerprint:
    """Both hashes and the header from one read of the file. Raises UserError as read_image does."""
    data = read_bytes(path)
    image = decode_picture(data, path, min_side=4 * _SIDE)
    stream = io.BytesIO(data)
    stored = parse_header(stream)
    capture = capture_of(stream, stored) if stored is not None else Capture()
    return Fingerprint(bytes_hash(data), perceptual_hash(image), header_of(data, path), capture)
