"""What cannot be read is refused with a reason that names the file, before any decoder sees a bomb."""

import contextlib
import io
import os
import struct
import sys
import warnings
import zlib

import numpy as np
import pytest
from PIL import Image

from ml_engine.domain.errors import UserError
from ml_engine.images import reader
from ml_engine.images.reader import read_header, read_image, shown_path


def noisy(width=64, height=48):
    return Image.fromarray(np.random.default_rng(0).integers(0, 255, (height, width, 3), dtype=np.uint8))


def encoded(kind, **options):
    buffer = io.BytesIO()
    noisy().save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(kind, body):
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of_size(width, height):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00")) + chunk(b"IEND", b"")


def refusal(path, **options):
    with pytest.raises(UserError) as caught:
        read_image(path, **options)
    assert path.name in caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"hello, I am a text\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"BM is a word",
        b"\x00" * 99,
    ],
    ids=["empty", "one byte", "text", "svg", "text that starts like a bitmap", "zeros"],
)
def test_what_is_not_on_the_list_is_refused_whatever_its_name(tmp_path, content):
    path = tmp_path / "picture.jpg"
    path.write_bytes(content)

    assert refusal(path).code == "picture-format"


@pytest.mark.parametrize("kind", ["JPEG2000", "PPM", "TGA", "ICO"])
def test_other_picture_formats_are_refused(tmp_path, kind):
    path = tmp_path / "picture.png"
    path.write_bytes(encoded(kind))

    assert refusal(path).code == "picture-format"


@pytest.mark.parametrize("name", ["picture.png", "picture.txt", "picture"])
def test_content_counts_and_the_name_does_not(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(encoded("JPEG"))

    assert read_header(path).format == "JPEG"
    assert read_image(path).shape == (48, 64, 3)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("BMP", {}), ("WEBP", {}), ("GIF", {}),
        ("TIFF", {}), ("TIFF", {"compression": "tiff_lzw"}),
    ],
)  # fmt: skip
def test_truncated_files_are_refused(tmp_path, kind, options, share):
    data = encoded(kind, **options)
    path = tmp_path / "cut.jpg"
    path.write_bytes(data[: int(len(data) * share)])

    assert refusal(path).code in ("picture-unreadable", "picture-format")


def test_jpeg_without_its_end_is_refused_even_if_a_preview_inside_has_one(tmp_path):
    data = encoded("JPEG")
    preview = b"\xff\xe2" + struct.pack(">H", len(data) + 2) + data
    path = tmp_path / "cut.jpg"
    path.write_bytes(data[:2] + preview + data[2 : len(data) * 2 // 3])

    assert "cut off" in refusal(path).message


def test_bytes_after_the_end_do_no_harm(tmp_path):
    path = tmp_path / "trailer.jpg"
    path.write_bytes(encoded("JPEG") + b"camera maker's notes" * 100)

    assert read_image(path).shape == (48, 64, 3)


def test_png_with_a_damaged_pixel_is_refused_by_its_checksum(tmp_path):
    data = bytearray(encoded("PNG"))
    data[len(data) // 2] ^= 1
    path = tmp_path / "flipped.png"
    path.write_bytes(data)

    assert "checksum of its IDAT part" in refusal(path).message


def test_png_that_lacks_only_its_end_mark_is_read(tmp_path):
    path = tmp_path / "no end.png"
    path.write_bytes(encoded("PNG")[:-4])

    assert np.array_equal(read_image(path), np.asarray(noisy()))


def test_png_with_a_text_bomb_is_read_without_the_text(tmp_path):
    data = encoded("PNG")
    bomb = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"\x00" * (64 << 20)))
    path = tmp_path / "text.png"
    path.write_bytes(data[:33] + bomb + data[33:])

    assert np.array_equal(read_image(path), np.asarray(noisy()))


@pytest.mark.parametrize(
    "content",
    [
        png_of_size(20_000, 20_000),
        b"BM" + bytes(12) + struct.pack("<IiiHHI", 40, 100_000, -100_000, 1, 24, 0) + bytes(16),
        b"GIF89a" + struct.pack("<HH", 65535, 65535) + bytes(9),
        b"RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00" + b"\xff\xff\xfe" * 2,
        b"II*\x00\x08\x00\x00\x00\x02\x00" + struct.pack("<HHIIHHII", 256, 4, 1, 99_999, 257, 4, 1, 99_999) + bytes(4),
        b"\xff\xd8\xff\xc0\x00\x11\x08" + struct.pack(">HH", 65000, 65000) + b"\x03" + bytes(9) + b"\xff\xda\x00\x02",
    ],
    ids=["PNG", "BMP", "GIF", "WebP", "TIFF", "JPEG"],
)
def test_bombs_are_refused_from_the_header_before_any_decoder(tmp_path, monkeypatch, content):
    path = tmp_path / "bomb"
    path.write_bytes(content)

    def never(*_):
        raise AssertionError("a decoder was called")

    monkeypatch.setattr(reader, "decode", never)

    assert refusal(path).code == "picture-too-large"
    with pytest.raises(UserError, match="million allowed"):
        read_header(path)


def test_limit_is_a_parameter(tmp_path):
    path = tmp_path / "small.png"
    path.write_bytes(encoded("PNG"))

    assert read_image(path, max_pixels=64 * 48).shape == (48, 64, 3)
    assert refusal(path, max_pixels=64 * 48 - 1).code == "picture-too-large"


def test_large_but_allowed_picture_raises_no_warning(tmp_path):
    path = tmp_path / "large.gif"
    Image.new("P", (10_000, 9_500)).save(path)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_image(path).shape == (9_500, 10_000, 3)


def test_folder_missing_file_and_impossible_name_are_refused(tmp_path):
    (tmp_path / "dir.jpg").mkdir()

    assert "folder" in refusal(tmp_path / "dir.jpg").message
    assert "no such file" in refusal(tmp_path / "gone.jpg").message
    assert refusal(tmp_path / "gone.jpg").code == "picture-gone"
    with pytest.raises(UserError):
        read_image(tmp_path / "nul\0.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")

    assert refusal(tmp_path / "pipe.jpg").code == "picture-unreadable"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
@pytest.mark.parametrize(
    "name",
    [
        b"new\nline.jpg",
        b"\xff\xfe not utf-8.jpg",
        "臉書 🦝 ‮.jpg".encode(),
        b"x" * 251 + b".jpg",
        b"-rf",
        b"%s{}'\".jpg",
    ],
)
def test_odd_names_are_opened_and_shown_as_one_printable_line(tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(encoded("JPEG"))

    assert read_image(path).shape == (48, 64, 3)
    assert shown_path(path).isprintable()


def test_refusal_shows_an_odd_name_escaped(tmp_path):
    path = tmp_path / "new\nline.jpg"
    path.write_bytes(b"")

    with pytest.raises(UserError, match=r"new\\nline\.jpg") as caught:
        read_image(path)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"])
def test_reading_leaves_file_and_folder_as_they_were(tmp_path, kind):
    path = tmp_path / "picture"
    data = encoded(kind)
    path.write_bytes(data)
    path.chmod(0o444)
    before = path.stat()

    read_header(path)
    read_image(path)

    assert path.read_bytes() == data
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bits_give_a_picture_or_a_reason(tmp_path, seed):
    dice = np.random.default_rng(seed)
    path = tmp_path / "damaged"
    for kind in ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"):
        data = bytearray(encoded(kind))
        # Half of the damage in the first bytes, where the headers are.
        for place in [*dice.integers(0, min(200, len(data)), 3), *dice.integers(0, len(data), 3)]:
            data[place] ^= 1 << int(dice.integers(8))
        path.write_bytes(data)
        # Anything else than a picture or a UserError fails the test by itself.
        with contextlib.suppress(UserError):
            assert read_image(path, max_pixels=1 << 22).shape[2] == 3
