"""Small pictures for lists, kept on disk: the first look costs a reduced decode, every later one a file read."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.images.reader import read_failure, read_image
from ml_engine.images.upright import ByteImage

BUDGET_BYTES = 512 << 20
_QUALITY = 85
_TRIM_EVERY = 256  # writes between two looks at the cache's size
_KEEP_SHARE = 0.8  # of the budget, after a trim, so that trims stay rare


class ThumbnailCache:
    """JPEG thumbnails in a folder, named by what they show; the least recently used go when the budget is full.

    Threads may share it. A cache that cannot be written (full disk, read-only folder) only means no cache.
    """

    def __init__(self, folder: Path, side: int = 256, budget_bytes: int = BUDGET_BYTES) -> None:
        """side: pixels of the longer side.   budget_bytes: how much the folder may hold."""
        if side < 1:
            raise ValueError(f"side must be at least 1, got {side}")
        self._folder = folder
        self._side = side
        self._budget = budget_bytes
        self._lock = threading.Lock()
        self._writes = 0

    def get(self, path: Path, content_hash: str | None = None) -> bytes:
        """The thumbnail as JPEG bytes, upright, longer side at most `side` pixels; small pictures are not enlarged.

        content_hash: of the file, where it is known; else the cache goes by path, size and time of change.
        Raises UserError as read_image does.
        """
        stored = self._place(self._key(path, content_hash))
        try:
            data = stored.read_bytes()
            os.utime(stored)  # the time of last use decides who goes first
            if data.startswith(b"\xff\xd8") and data.endswith(b"\xff\xd9"):
                return data
        except OSError:
            pass
        data = encode_thumbnail(make_thumbnail(path, self._side))
        self._store(stored, data)
        return data

    def trim(self) -> None:
        """Remove the least recently used until the folder keeps to its budget."""
        entries: list[tuple[float, int, Path]] = []
        for file in self._folder.glob("??/*.jpg"):
            try:
                info = file.stat()
            except OSError:
                continue
            entries.append((info.st_mtime, info.st_size, file))
        held = sum(size for _, size, _ in entries)
        if held <= self._budget:
            return
        for _, size, file in sorted(entries):
            try:
                file.unlink(missing_ok=True)
            except OSError:
                continue
            held -= size
            if held <= self._budget * _KEEP_SHARE:
                return

    def _key(self, path: Path, content_hash: str | None) -> str:
        if content_hash is None:
            try:
                info = path.stat()
            except (OSError, ValueError) as error:
                raise read_failure(path, error) from error
            named = b"%b\x00%d\x00%d" % (os.fsencode(path.absolute()), info.st_size, info.st_mtime_ns)
        else:
            named = content_hash.encode()
        return hashlib.blake2b(named, digest_size=16, person=b"thumbnail").hexdigest()

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}-{self._side}.jpg"

    def _store(self, stored: Path, data: bytes) -> None:
        try:
            stored.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(stored, data)
        except OSError:
            return
        with self._lock:
            self._writes += 1
            due = self._writes % _TRIM_EVERY == 0
        if due:
            self.trim()


def make_thumbnail(path: Path, side: int) -> ByteImage:
    """(H, W, 3) uint8 RGB, upright, longer side at most `side` pixels. Raises UserError as read_image does."""
    image = read_image(path, min_side=side)
    height, width = image.shape[:2]
    scale = min(1.0, side / max(height, width))
    if scale == 1.0:
        return image
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA).view(np.uint8)


def encode_thumbnail(image: ByteImage) -> bytes:
    """JPEG bytes of (H, W, 3) uint8 RGB."""
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
