"""One upright picture out of every orientation and format, and the box drawn on it stays on it."""

import io

import numpy as np
import pytest
from PIL import Image

from ml_engine.domain.geometry import box_iou
from ml_engine.images.reader import read_header, read_image
from ml_engine.images.upright import turn_upright

WIDTH, HEIGHT = 96, 64
MARKER = np.array([[16.0, 32.0, 48.0, 48.0]])  # on JPEG's 16 px grid, so that lossy edges stay sharp

STORE_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
FORMATS = {
    "jpg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    "cmyk.jpg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    "png": {"format": "PNG"},
    "alpha.png": {"format": "PNG"},
    "webp": {"format": "WEBP", "lossless": True},
    "alpha.webp": {"format": "WEBP", "lossless": True},
    "tif": {"format": "TIFF"},
    "deflate.tif": {"format": "TIFF", "compression": "tiff_adobe_deflate"},
}
MODES = {"cmyk.jpg": "CMYK", "alpha.png": "RGBA", "alpha.webp": "RGBA"}


def upright_picture():
    pixels = np.full((HEIGHT, WIDTH, 3), 230, np.uint8)
    x0, y0, x1, y1 = MARKER[0].astype(int)
    pixels[y0:y1, x0:x1] = (200, 0, 0)
    return Image.fromarray(pixels)


def stored(path, ending, orientation):
    picture = upright_picture().convert(MODES.get(ending, "RGB"))
    if STORE_AS[orientation] is not None:
        picture = picture.transpose(STORE_AS[orientation])
    exif = Image.Exif()
    exif[274] = orientation
    picture.save(path, exif=exif, **FORMATS[ending])
    return path


def found_marker(image):
    ys, xs = np.nonzero(image[..., 1] < 115)
    return np.array([[xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]], dtype=np.float64)


@pytest.mark.parametrize("orientation", STORE_AS)
@pytest.mark.parametrize("ending", FORMATS)
def test_marker_lies_where_it_was_drawn_in_every_orientation_and_format(tmp_path, ending, orientation):
    path = stored(tmp_path / f"picture.{ending}", ending, orientation)

    image = read_image(path)

    assert image.shape == (HEIGHT, WIDTH, 3)
    assert image.flags.c_contiguous
    assert box_iou(found_marker(image), MARKER)[0, 0] == 1.0


@pytest.mark.parametrize("orientation", STORE_AS)
@pytest.mark.parametrize("ending", FORMATS)
def test_header_gives_the_upright_size_that_decoding_gives(tmp_path, ending, orientation):
    header = read_header(stored(tmp_path / f"picture.{ending}", ending, orientation))

    assert (header.width, header.height, header.orientation) == (WIDTH, HEIGHT, orientation)


@pytest.mark.parametrize("orientation", STORE_AS)
def test_reduced_decode_is_upright_too(tmp_path, orientation):
    path = stored(tmp_path / "picture.jpg", "jpg", orientation)

    image = read_image(path, min_side=32)

    assert image.shape == (HEIGHT // 2, WIDTH // 2, 3)
    assert box_iou(found_marker(image) * 2, MARKER)[0, 0] == 1.0


@pytest.mark.parametrize("value", [0, 9, 300, 65535])
def test_orientation_without_meaning_counts_as_upright(tmp_path, value):
    exif = Image.Exif()
    exif[274] = value
    upright_picture().save(tmp_path / "odd.jpg", exif=exif)

    assert read_header(tmp_path / "odd.jpg").orientation == 1
    assert read_image(tmp_path / "odd.jpg").shape == (HEIGHT, WIDTH, 3)


def test_bigtiff_is_turned(tmp_path):
    picture = upright_picture().transpose(STORE_AS[6])
    data = io.BytesIO()
    exif = Image.Exif()
    exif[274] = 6
    picture.save(data, "TIFF", exif=exif, big_tiff=True)
    (tmp_path / "big.tif").write_bytes(data.getvalue())

    assert box_iou(found_marker(read_image(tmp_path / "big.tif")), MARKER)[0, 0] == 1.0


def test_turning_by_an_unknown_orientation_is_an_error():
    with pytest.raises(ValueError, match=r"1\.\.8, got 9"):
        turn_upright(np.zeros((2, 2, 3), np.uint8), 9)
