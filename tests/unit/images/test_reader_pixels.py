"""Every kind of pixel comes out as the same 8-bit RGB rules say."""

import threading

import cv2
import numpy as np
import pytest
from PIL import Image

from ml_engine.images.decode import reduction
from ml_engine.images.reader import read_image

RAMP = np.linspace(0, 65535, 64).round().astype(np.uint16).reshape(8, 8)
EIGHT = np.rint(RAMP / 257).astype(np.uint8)


def gradient(width=64, height=48):
    y, x = np.mgrid[:height, :width]
    return np.stack([x * 255 // width, y * 255 // height, (x + y) * 255 // (width + height)], axis=2).astype(np.uint8)


@pytest.mark.parametrize("ending", ["png", "tif"])
def test_sixteen_bit_grey_is_divided_by_257_and_not_stretched(tmp_path, ending):
    Image.fromarray(RAMP // 4 * 2).save(tmp_path / f"deep.{ending}")

    image = read_image(tmp_path / f"deep.{ending}")

    expected = np.rint((RAMP // 4 * 2) / 257).astype(np.uint8)
    assert np.array_equal(image, np.repeat(expected[..., None], 3, axis=2))


def test_sixteen_bit_colour_png_is_divided_by_257(tmp_path):
    bgr = np.stack([RAMP, RAMP[::-1], RAMP.T], axis=2)
    assert cv2.imwrite(str(tmp_path / "deep.png"), bgr)

    assert np.array_equal(read_image(tmp_path / "deep.png"), np.stack([EIGHT.T, EIGHT[::-1], EIGHT], axis=2))


@pytest.mark.parametrize("ending", ["jpg", "png", "bmp", "tif", "webp", "gif"])
def test_grey_becomes_three_equal_channels(tmp_path, ending):
    Image.new("L", (20, 10), 120).save(tmp_path / f"grey.{ending}")

    image = read_image(tmp_path / f"grey.{ending}")

    assert image.shape == (10, 20, 3)
    assert np.abs(image.astype(int) - 120).max() <= 1


@pytest.mark.parametrize(("ending", "mode"), [("png", "RGBA"), ("png", "LA"), ("webp", "RGBA"), ("tif", "RGBA")])
def test_see_through_pixels_lie_on_white(tmp_path, ending, mode):
    picture = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (4, 0, 8, 8))
    options = {"lossless": True} if ending == "webp" else {}
    picture.convert(mode).save(tmp_path / f"alpha.{ending}", **options)

    image = read_image(tmp_path / f"alpha.{ending}")

    assert (image[:, :4] == 255).all()
    assert (image[:, 4:] == 0).all()


def test_one_see_through_pixel_is_white(tmp_path):
    Image.new("RGBA", (1, 1), (0, 0, 0, 0)).save(tmp_path / "one.png")

    assert read_image(tmp_path / "one.png").tolist() == [[[255, 255, 255]]]


def test_half_see_through_is_half_white(tmp_path):
    Image.new("RGBA", (4, 4), (100, 0, 200, 128)).save(tmp_path / "half.png")

    assert np.abs(read_image(tmp_path / "half.png")[0, 0].astype(int) - (177, 127, 227)).max() <= 1


def test_palette_with_a_see_through_colour_lies_on_white(tmp_path):
    picture = Image.new("P", (8, 8), 1)
    picture.putpalette([10, 20, 30, 40, 50, 60])
    picture.paste(0, (0, 0, 4, 8))
    picture.save(tmp_path / "palette.png", transparency=0)

    image = read_image(tmp_path / "palette.png")

    assert (image[:, :4] == 255).all()
    assert (image[:, 4:] == (40, 50, 60)).all()


@pytest.mark.parametrize(("mode", "color", "other"), [("RGB", (0, 255, 52), (9, 8, 7)), ("L", 40, 90)])
def test_colour_that_a_png_names_see_through_is_white(tmp_path, mode, color, other):
    picture = Image.new(mode, (8, 8), color)
    picture.paste(other, (4, 0, 8, 8))
    picture.save(tmp_path / "named.png", transparency=color)

    image = read_image(tmp_path / "named.png")

    assert (image[:, :4] == 255).all()
    assert (image[:, 4:] == other).all()


@pytest.mark.parametrize(("ending", "options"), [("jpg", {"quality": 95}), ("tif", {})])
def test_cmyk_becomes_rgb(tmp_path, ending, options):
    Image.new("RGB", (16, 16), (250, 30, 30)).convert("CMYK").save(tmp_path / f"print.{ending}", **options)

    assert np.abs(read_image(tmp_path / f"print.{ending}")[8, 8].astype(int) - (250, 30, 30)).max() <= 3


@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_animation_shows_its_first_frame(tmp_path, ending):
    frames = [Image.new("RGB", (16, 12), color) for color in ("#ff0000", "#0000ff", "#00ff00")]
    options = {"lossless": True} if ending == "webp" else {}
    frames[0].save(tmp_path / f"moving.{ending}", save_all=True, append_images=frames[1:], duration=50, **options)

    image = read_image(tmp_path / f"moving.{ending}")

    assert image.shape == (12, 16, 3)
    assert (image == (255, 0, 0)).all()


def test_tiff_shows_its_first_page(tmp_path):
    Image.new("RGB", (9, 7), "#ff0000").save(
        tmp_path / "pages.tif", save_all=True, append_images=[Image.new("RGB", (3, 3), "#0000ff")]
    )

    assert (read_image(tmp_path / "pages.tif") == (255, 0, 0)).all()


def test_float_tiff_within_0_and_1_is_a_fraction(tmp_path):
    Image.fromarray((EIGHT / 510).astype(np.float32)).save(tmp_path / "fraction.tif")

    assert np.abs(read_image(tmp_path / "fraction.tif")[..., 0].astype(int) - EIGHT / 2).max() <= 0.5


@pytest.mark.parametrize(
    "values", [np.array([[-1e30, 0.0], [np.nan, 1e30]]), np.full((2, 2), np.inf), np.full((2, 2), -7.0)]
)
def test_float_tiff_with_wild_values_still_is_a_picture(tmp_path, values):
    Image.fromarray(values.astype(np.float32)).save(tmp_path / "wild.tif")

    assert read_image(tmp_path / "wild.tif").shape == (2, 2, 3)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
@pytest.mark.parametrize("ending", ["png", "bmp", "tif"])
def test_lossless_files_keep_their_pixels(tmp_path, ending, mode):
    picture = Image.fromarray(gradient()).convert(mode)
    picture.save(tmp_path / f"exact.{ending}")

    assert np.array_equal(read_image(tmp_path / f"exact.{ending}"), np.asarray(picture.convert("RGB")))


@pytest.mark.parametrize(
    ("short_side", "min_side", "factor"),
    [(1000, 0, 1), (1000, 1001, 1), (1000, 501, 1), (1000, 500, 2), (1000, 250, 4), (1000, 100, 8), (999, 500, 1)],
)
def test_reduction_is_the_largest_that_keeps_the_short_side(short_side, min_side, factor):
    assert reduction(short_side, min_side) == factor


@pytest.mark.parametrize(("width", "height"), [(801, 603), (800, 600), (333, 1001)])
def test_reduced_decode_looks_like_the_picture_made_smaller(tmp_path, width, height):
    Image.fromarray(gradient(width, height)).save(tmp_path / "large.jpg", quality=95)

    small = read_image(tmp_path / "large.jpg", min_side=150)

    assert min(small.shape[:2]) >= 150
    assert small.shape[0] < height
    full = read_image(tmp_path / "large.jpg")
    shrunk = cv2.resize(full, small.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(small.astype(int) - shrunk).mean() < 2


def test_threads_decode_the_same_pixels(tmp_path):
    files = []
    for index, ending in enumerate(["jpg", "png", "gif", "tif", "webp", "bmp"] * 4):
        path = tmp_path / f"{index}.{ending}"
        Image.fromarray(np.roll(gradient(), index, axis=1)).save(path)
        files.append(path)
    alone = [read_image(path) for path in files]
    together: dict[int, list[np.ndarray]] = {}

    def decode_all(worker):
        together[worker] = [read_image(path) for path in files]

    threads = [threading.Thread(target=decode_all, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(
        np.array_equal(one, other) for images in together.values() for one, other in zip(alone, images, strict=True)
    )
    assert len(together) == 4
