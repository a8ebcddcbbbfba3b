"""When and with what a picture was taken, read from its header."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ml_engine.images.capture import Capture, parse_exif, read_capture
from ml_engine.images.fingerprint import hash_and_fingerprint
from ml_engine.images.reader import read_header

MAKE, MODEL, ORIENTATION, EXIF_PLACE, TAKEN, FRACTION, SERIAL = 271, 272, 274, 0x8769, 36867, 37521, 42033
MOMENT = int(datetime(2026, 5, 1, 12, 30, 59, tzinfo=UTC).timestamp()) * 1_000_000


def exif_of(taken: str = "2026:05:01 12:30:59", fraction: str = "", model: str = "M 5") -> Image.Exif:
    exif = Image.Exif()
    exif[MAKE], exif[MODEL], exif[ORIENTATION] = "Acme", model, 6
    inner = exif.get_ifd(EXIF_PLACE)
    inner[TAKEN], inner[SERIAL] = taken, "0042"
    if fraction:
        inner[FRACTION] = fraction
    return exif


def saved(path: Path, exif: Image.Exif | None) -> Path:
    pixels = np.random.default_rng(1).integers(0, 255, (24, 32, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(path, **({"exif": exif} if exif is not None else {}))
    return path


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_jpeg_png_and_webp_tell_time_and_camera_and_keep_their_orientation(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"picture.{ending}", exif_of(fraction="25"))
    assert read_capture(path) == Capture(MOMENT + 250_000, "Acme M 5 0042")
    assert hash_and_fingerprint(path).capture == read_capture(path)
    assert read_header(path).orientation == 6


def test_a_tiff_tells_it_in_its_own_directory(tmp_path: Path) -> None:
    exif = exif_of()
    exif[256], exif[257] = 32, 24
    (tmp_path / "p.tif").write_bytes(exif.tobytes().removeprefix(b"Exif\x00\x00"))
    assert read_capture(tmp_path / "p.tif") == Capture(MOMENT, "Acme M 5 0042")


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", ""])
def test_a_time_that_is_none_is_not_told(tmp_path: Path, taken: str) -> None:
    assert read_capture(saved(tmp_path / "p.jpg", exif_of(taken))) == Capture(None, "Acme M 5 0042")


def test_a_picture_without_exif_tells_nothing(tmp_path: Path) -> None:
    assert read_capture(saved(tmp_path / "p.jpg", None)) == Capture()
    (tmp_path / "no picture.jpg").write_bytes(b"\xff\xd8\xff\xe1\x00")
    assert read_capture(tmp_path / "no picture.jpg") == Capture()


@given(st.data())
def test_a_damaged_block_never_raises(data: st.DataObject) -> None:
    block = bytearray(exif_of(fraction="5").tobytes().removeprefix(b"Exif\x00\x00"))
    for _ in range(data.draw(st.integers(0, 12))):
        block[data.draw(st.integers(0, len(block) - 1))] = data.draw(st.integers(0, 255))
    found = parse_exif(io.BytesIO(bytes(block[: data.draw(st.integers(0, len(block)))])))
    assert found.taken_us is None or isinstance(found.taken_us, int)
