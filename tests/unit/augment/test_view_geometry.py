"""Geometry depends on its arguments only, and boxes go there and back."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import view_geometry
from ml_engine.domain.geometry import box_area, box_iou

FITS = ["letterbox", "stretch", "crop"]
# Of the detector's recipe as it was on the day the cache was born.
KNOWN_MATRIX = (-0.515810405536, 0.014289653575, 322.217352094644, 0.015581112311, 0.473056856193, 6.657737817814)
sizes = st.integers(1, 5000)
recipes = st.builds(
    AugmentRecipe,
    flip=st.booleans(),
    flip_vertical=st.booleans(),
    scale=st.sampled_from([(1.0, 1.0), (0.5, 2.0), (1.0, 3.0)]),
    aspect=st.sampled_from([1.0, 1.3]),
    shift=st.floats(0, 1),
)


def geometry(width=640, height=480, fit="letterbox", recipe=None, seed=0, view=0, key="a", input_size=320, **options):
    recipe = AugmentRecipe.detect() if recipe is None else recipe
    return view_geometry(
        width, height, input_size=input_size, fit=fit, recipe=recipe, seed=seed, view=view, key=key, **options
    )


def whole(width, height):
    return np.array([[0.0, 0.0, width, height]])


def test_letterbox_keeps_the_aspect_and_centres():
    assert geometry(640, 480).to_input(whole(640, 480)).tolist() == [[0, 40, 320, 280]]
    assert geometry(300, 900).to_input(whole(300, 900)).tolist() == [[106, 0, 213, 320]]


def test_letterbox_enlarges_small_pictures():
    assert geometry(40, 20).to_input(whole(40, 20)).tolist() == [[0, 80, 320, 240]]


def test_stretch_fills_the_square():
    assert geometry(640, 480, "stretch").to_input(whole(640, 480)).tolist() == [[0, 0, 320, 320]]


def test_crop_shows_the_centre_square_of_the_short_side():
    view = geometry(1000, 512, "crop", input_size=224, crop_ratio=0.875)

    shown = view.to_image(np.array([[0.0, 0.0, 224.0, 224.0]]))

    assert shown == pytest.approx(np.array([[276.0, 32.0, 724.0, 480.0]]), abs=1.0)


@pytest.mark.parametrize("fit", FITS)
def test_view_0_is_the_same_for_every_recipe_seed_and_key(fit):
    views = {
        geometry(fit=fit, recipe=recipe, seed=seed, key=key)
        for recipe, seed, key in itertools.product(
            [AugmentRecipe.none(), AugmentRecipe.detect(), AugmentRecipe.classify()], [0, 7], ["a", "b"]
        )
    }

    assert len(views) == 1


def test_view_is_the_same_every_time_it_is_asked_for():
    assert geometry(view=3, seed=5, key="k") == geometry(view=3, seed=5, key="k")


def test_view_of_a_known_name_never_changes():
    # Cached features live longer than a version of this program: a change here needs a new cache key.
    known = geometry(640, 480, recipe=AugmentRecipe.detect(), seed=0, view=1, key="known").matrix

    assert known == pytest.approx(KNOWN_MATRIX, abs=1e-9)


def test_views_seeds_and_pictures_differ():
    names = itertools.product(range(3), range(1, 5), ["a", "b"])
    matrices = {geometry(seed=seed, view=view, key=key).matrix for seed, view, key in names}

    assert len(matrices) == 3 * 4 * 2


def test_one_knob_leaves_the_other_draws_alone():
    plain = geometry(view=1, recipe=AugmentRecipe(scale=(0.5, 2.0)))
    lit = geometry(view=1, recipe=AugmentRecipe(scale=(0.5, 2.0), brightness=0.3, noise=1.0))

    assert plain == lit


def test_half_of_the_views_are_mirrored():
    mirrored = sum(geometry(view=view, recipe=AugmentRecipe(flip=True)).matrix[0] < 0 for view in range(1, 401))

    assert 160 < mirrored < 240


@pytest.mark.parametrize("preset", [AugmentRecipe.detect(), AugmentRecipe.classify()])
def test_draws_keep_to_their_ranges_and_use_them(preset):
    matrices = np.array([geometry(480, 480, view=view, recipe=preset).matrix for view in range(1, 300)])
    scales = np.sqrt(np.abs(matrices[:, 0] * matrices[:, 4] - matrices[:, 1] * matrices[:, 3])) / (320 / 480)
    turns = np.degrees(np.arctan2(-matrices[:, 1], matrices[:, 4]))
    low, high = preset.scale

    assert low <= scales.min() < low * 1.1
    assert high * 0.9 < scales.max() <= high
    assert preset.rotate_degrees * 0.9 < np.abs(turns).max() <= preset.rotate_degrees


def test_unturned_view_keeps_most_of_the_picture_in_sight():
    shares = []
    for view in range(1, 200):
        box = geometry(view=view, recipe=AugmentRecipe(scale=(0.6, 1.4), shift=1.0)).to_input(whole(640, 480))
        shares.append(box_area(np.clip(box, 0, 320))[0] / box_area(box)[0])

    assert min(shares) > 0.5


@settings(deadline=None)
@given(sizes, sizes, st.sampled_from(FITS), recipes, st.integers(0, 2**31), st.integers(0, 50), st.text(max_size=5))
def test_unturned_boxes_come_back_where_they_were(width, height, fit, recipe, seed, view, key):
    found = geometry(width, height, fit, recipe, seed, view, key)
    boxes = np.array([[0.0, 0.0, width, height], [width * 0.25, height * 0.5, width * 0.75, height]])

    assert found.to_image(found.to_input(boxes)) == pytest.approx(boxes, abs=1e-6 * max(width, height))


@settings(deadline=None)
@given(st.integers(50, 2000), st.integers(50, 2000), st.sampled_from(FITS), st.integers(1, 50))
def test_turned_boxes_come_back_no_smaller_and_only_a_little_larger(width, height, fit, view):
    found = geometry(width, height, fit, AugmentRecipe(rotate_degrees=2.0, flip=True), view=view)
    box = np.array([[width * 0.4, height * 0.4, width * 0.6, height * 0.6]])

    back = found.to_image(found.to_input(box))

    assert (back[:, :2] <= box[:, :2] + 1e-6).all()
    assert (back[:, 2:] >= box[:, 2:] - 1e-6).all()
    if 0.5 < width / height < 2 and fit != "stretch":
        assert box_iou(back, box)[0, 0] > 0.6


@settings(deadline=None)
@given(sizes, sizes, st.sampled_from(FITS))
def test_view_0_lies_on_whole_pixels(width, height, fit):
    placed = geometry(width, height, fit).to_input(whole(width, height))

    assert placed == pytest.approx(np.round(placed), abs=1e-6)


@pytest.mark.parametrize(("width", "height", "size"), [(0, 5, 8), (5, 0, 8), (5, 5, 0)])
def test_empty_sizes_are_an_error(width, height, size):
    with pytest.raises(ValueError, match="at least 1"):
        geometry(width, height, input_size=size)


def test_unknown_fit_and_crop_ratio_are_errors():
    with pytest.raises(ValueError, match="got 'fill'"):
        geometry(fit="fill")
    with pytest.raises(ValueError, match="crop_ratio"):
        geometry(fit="crop", crop_ratio=0.0)
