"""Pixels land where the geometry says, look like a good resize, and depend on their name only."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import render_view, view_geometry
from ml_engine.domain.geometry import box_iou
from ml_engine.images.reader import read_image

FITS = ["letterbox", "stretch", "crop"]
MOVES = AugmentRecipe(flip=True, flip_vertical=True, scale=(0.7, 1.3), aspect=1.2, shift=0.5)
TURNS = AugmentRecipe(flip=True, rotate_degrees=20, scale=(0.7, 1.3), shift=0.3)


def view_of(image, *, fit="letterbox", recipe=MOVES, seed=0, view=1, key="a", size=320, full=None):
    width, height = full or (image.shape[1], image.shape[0])
    geometry = view_geometry(width, height, input_size=size, fit=fit, recipe=recipe, seed=seed, view=view, key=key)
    return geometry, render_view(image, geometry, recipe=recipe, seed=seed, view=view, key=key)


def marked(width, height, box, ground=200):
    image = np.full((height, width, 3), ground, np.uint8)
    x0, y0, x1, y1 = box
    image[y0:y1, x0:x1] = (250, 0, 0)
    return image


def found_marker(image):
    ys, xs = np.nonzero(image[..., 0].astype(int) - image[..., 1] > 125)
    return np.array([[xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]], dtype=float)


def photo_like(width, height, seed=0):
    dice = np.random.default_rng(seed)
    coarse = dice.integers(0, 255, (height // 16 + 2, width // 16 + 2, 3), dtype=np.uint8)
    image = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC).astype(int)
    return np.clip(image + dice.integers(-20, 20, image.shape), 0, 255).astype(np.uint8)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(200, 1500), st.integers(200, 1500), st.sampled_from(FITS), st.integers(0, 1000), st.integers(0, 8),
    st.floats(0.3, 0.5), st.floats(0.3, 0.5),
)  # fmt: skip
def test_marker_is_found_where_the_geometry_says(width, height, fit, seed, view, left, top):
    box = int(width * left), int(height * top), int(width * (left + 0.2)), int(height * (top + 0.2))
    geometry, pixels = view_of(marked(width, height, box), fit=fit, seed=seed, view=view)
    expected = np.clip(geometry.to_input(np.array([box], dtype=float)), 0, 320)
    if (expected[:, 2:] - expected[:, :2]).min() < 30:
        return  # mostly cut away

    assert box_iou(found_marker(pixels), expected)[0, 0] >= 0.9


@pytest.mark.parametrize("seed", range(12))
def test_turned_marker_is_enclosed_by_its_box(seed):
    box = 250, 180, 390, 300
    geometry, pixels = view_of(marked(640, 480, box), recipe=TURNS, seed=seed)

    assert box_iou(found_marker(pixels), geometry.to_input(np.array([box], dtype=float)))[0, 0] >= 0.9


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("view", range(4))
def test_reduced_decode_shows_the_marker_at_the_same_place(tmp_path, fit, view):
    box = 401, 303, 901, 703
    Image.fromarray(marked(1283, 1021, box)).save(tmp_path / "large.jpg", quality=95, subsampling=0)
    small = read_image(tmp_path / "large.jpg", min_side=200)
    assert small.shape[:2] == (256, 321)

    geometry, pixels = view_of(small, fit=fit, view=view, full=(1283, 1021))

    expected = np.clip(geometry.to_input(np.array([box], dtype=float)), 0, 320)
    assert box_iou(found_marker(pixels), expected)[0, 0] >= 0.95


def test_view_0_of_a_letterbox_is_an_area_resize_on_grey():
    image = photo_like(1000, 750)

    _, pixels = view_of(image, view=0)

    assert np.array_equal(pixels[40:280], cv2.resize(image, (320, 240), interpolation=cv2.INTER_AREA))
    assert (pixels[:40] == 114).all()
    assert (pixels[280:] == 114).all()


def test_view_0_of_a_crop_is_the_centre_of_an_area_resize():
    image = photo_like(1024, 512)

    _, pixels = view_of(image, view=0, fit="crop", size=224)

    assert np.array_equal(pixels, cv2.resize(image, (512, 256), interpolation=cv2.INTER_AREA)[16:240, 144:368])


@pytest.mark.parametrize("fit", FITS)
def test_view_0_is_the_same_for_every_recipe_seed_and_key(fit):
    image = photo_like(500, 300)

    _, plain = view_of(image, fit=fit, view=0, recipe=AugmentRecipe.none())
    _, other = view_of(image, fit=fit, view=0, recipe=AugmentRecipe.classify(), seed=9, key="z")

    assert np.array_equal(plain, other)


@pytest.mark.parametrize("view", range(1, 6))
def test_shrinking_view_is_far_nearer_to_a_finely_rendered_one_than_a_plain_warp(view):
    image = photo_like(1200, 1000)
    recipe = AugmentRecipe(scale=(0.9, 1.1), shift=1.0, rotate_degrees=5)
    geometry, pixels = view_of(image, recipe=recipe, view=view)
    _, fine = view_of(image, recipe=recipe, view=view, size=320 * 5)
    reference = cv2.resize(fine, (320, 320), interpolation=cv2.INTER_AREA).astype(int)
    a, b, c, d, e, f = geometry.matrix
    centers = np.array([[a, b, c + (a + b - 1) / 2], [d, e, f + (d + e - 1) / 2]])
    plain = cv2.warpAffine(image, centers, (320, 320), borderValue=(114, 114, 114))

    error = ((pixels - reference) ** 2).mean()

    assert error < 0.4 * ((plain - reference) ** 2).mean()


def test_views_are_the_same_every_time_and_differ_by_name():
    image = photo_like(400, 300)
    names = [(0, 1, "a"), (0, 2, "a"), (1, 1, "a"), (0, 1, "b")]
    recipe = AugmentRecipe.classify()

    first = [view_of(image, recipe=recipe, seed=s, view=v, key=k)[1].tobytes() for s, v, k in names]
    again = [view_of(image, recipe=recipe, seed=s, view=v, key=k)[1].tobytes() for s, v, k in reversed(names)]

    assert first == again[::-1]
    assert len(set(first)) == 4


def test_flip_alone_is_the_mirror_image():
    image = photo_like(320, 320)

    views = [view_of(image, recipe=AugmentRecipe(flip=True), view=view)[1] for view in range(1, 9)]

    assert {view.tobytes() for view in views} == {image.tobytes(), image[:, ::-1].tobytes()}


def test_light_leaves_the_margin_grey():
    recipe = AugmentRecipe(brightness=1.0, contrast=1.0, saturation=1.0)

    for view in range(1, 6):
        _, pixels = view_of(photo_like(640, 320), recipe=recipe, view=view)
        assert (pixels[:78] == 114).all()


def test_mirror_border_leaves_no_grey_margin():
    image = np.full((300, 300, 3), 250, np.uint8)

    _, pixels = view_of(image, recipe=AugmentRecipe(scale=(0.5, 0.5), border="mirror"))

    assert (pixels == 250).all()


@pytest.mark.parametrize(
    ("recipe", "measure"),
    [
        (AugmentRecipe(brightness=0.3), lambda pixels: pixels.mean()),
        (AugmentRecipe(contrast=0.3), lambda pixels: pixels.std()),
        (AugmentRecipe(saturation=0.5), lambda pixels: np.ptp(pixels.astype(int), axis=2).mean()),
    ],
)
def test_light_goes_both_ways(recipe, measure):
    image = np.clip(photo_like(320, 320), 60, 180)

    changes = [measure(view_of(image, recipe=recipe, view=view)[1]) / measure(image) for view in range(1, 30)]

    assert min(changes) < 0.9
    assert max(changes) > 1.1


def test_blur_smooths_and_noise_roughens():
    image = photo_like(320, 320)

    def roughness(recipe):
        return np.abs(np.diff(view_of(image, recipe=recipe)[1].astype(int), axis=1)).mean()

    plain = roughness(AugmentRecipe())
    assert roughness(AugmentRecipe(blur=1.0)) < 0.9 * plain
    assert roughness(AugmentRecipe(noise=1.0)) > 1.02 * plain


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 4000), (40_000, 1), (2, 3), (33_000, 60)])
def test_extreme_shapes_have_views(width, height, fit):
    image = np.full((height, width, 3), 77, np.uint8)

    for view in range(3):
        _, pixels = view_of(image, fit=fit, view=view, recipe=AugmentRecipe.detect())
        assert pixels.shape == (320, 320, 3)


def test_long_strip_shows_its_middle():
    image = np.full((30, 20_000, 3), 77, np.uint8)
    image[:, 9_995:10_005] = (250, 0, 0)

    geometry, pixels = view_of(image, fit="crop", view=0)

    expected = geometry.to_input(np.array([[9_995.0, 0, 10_005, 30]]))
    assert box_iou(found_marker(pixels), np.clip(expected, 0, 320))[0, 0] > 0.9


def test_wrong_arrays_are_an_error():
    geometry, _ = view_of(np.zeros((10, 10, 3), np.uint8))

    with pytest.raises(ValueError, match=r"\(H, W, 3\) uint8"):
        render_view(np.zeros((10, 10), np.uint8), geometry, recipe=MOVES, seed=0, view=1, key="a")
