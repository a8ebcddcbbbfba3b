"""Every transform moves its boxes with its pixels, does what its share says, and leaves the untouched share alone."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_engine.augment.recipe import AugmentRecipe, pixels_key
from ml_engine.augment.transforms import BY_NAME, TRANSFORMS, changed
from ml_engine.augment.view import render_view, view_geometry
from ml_engine.domain.geometry import box_iou

SIZE, WIDTH, HEIGHT = 256, 480, 360
STRONG = {
    "flip": {"flip": True, "flip_share": 1.0}, "flip-vertical": {"flip_vertical": True, "flip_vertical_share": 1.0},
    "rotate": {"rotate_degrees": 40.0}, "scale": {"scale": (0.6, 1.5), "shift": 1.0}, "crop": {"crop": 0.5},
    "aspect": {"aspect": 1.8}, "brightness": {"brightness": 0.3}, "contrast": {"contrast": 0.3},
    "saturation": {"saturation": 0.5}, "hue": {"hue": 30.0}, "blur": {"blur": 1.0, "blur_strength": 2.0},
    "sharpen": {"sharpen": 1.0, "sharpen_strength": 2.0}, "noise": {"noise": 1.0},
}  # fmt: skip
MOVES = ("flip", "flip-vertical", "rotate", "scale", "crop", "aspect")


def recipe_of(name, **more):
    return changed(AugmentRecipe(untouched=0.0), STRONG[name] | more)


def shown(image, recipe, view=1, seed=0, key="a"):
    geometry = view_geometry(
        image.shape[1], image.shape[0], input_size=SIZE, fit="letterbox", recipe=recipe, seed=seed, view=view, key=key
    )
    return geometry, render_view(image, geometry, recipe=recipe, seed=seed, view=view, key=key)


def disc(center, radius):
    """A red disc on grey: its enclosing box is the same however the picture is turned."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
    image = np.full((HEIGHT, WIDTH, 3), 150, np.uint8)
    image[(x - center[0]) ** 2 + (y - center[1]) ** 2 <= radius**2] = (235, 60, 60)
    return image


def photo():
    dice = np.random.default_rng(3)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    waves = np.stack([np.sin(x / 17 + y / 31), np.cos(x / 23), np.sin(y / 13)], axis=2)
    return np.clip(128 + 70 * waves + dice.normal(0, 6, waves.shape), 0, 255).astype(np.uint8)


def found(pixels):
    red = pixels[..., 0].astype(int) - pixels[..., 1]
    ys, xs = np.nonzero(red > np.percentile(red, 99.5) / 2)  # half way up an edge, however soft
    return np.array([[xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]], dtype=float)


def test_every_field_belongs_to_one_transform():
    fields = [name for transform in TRANSFORMS for name in transform.fields]
    assert sorted([*fields, "border", "untouched"]) == sorted(f.name for f in dataclasses.fields(AugmentRecipe))


@pytest.mark.parametrize("name", [name for name in BY_NAME if name != "hue"])
@pytest.mark.parametrize("view", [1, 2, 3])
def test_the_box_lies_on_its_marker(name, view):
    box = np.array([[240 - 45, 180 - 45, 240 + 45, 180 + 45]], dtype=float)
    recipe = recipe_of(name)
    if name == "rotate":  # a disc's box does not grow when it is turned, its box's corners do: look at the middle
        geometry, pixels = shown(disc((240, 180), 45), recipe, view)
        middle = geometry.to_input(np.array([[240.0, 180.0, 240.0, 180.0]]))[0]
        side = 45 * SIZE / WIDTH
        expected = np.array([[middle[0] - side, middle[1] - side, middle[2] + side, middle[3] + side]])
    else:
        geometry, pixels = shown(disc((240, 180), 45), recipe, view)
        expected = np.clip(geometry.to_input(box), 0, SIZE)
    assert box_iou(found(pixels), expected)[0, 0] > 0.93


def test_a_turned_box_encloses_its_turned_marker():
    image = np.full((HEIGHT, WIDTH, 3), 150, np.uint8)
    image[140:220, 180:300] = (235, 60, 60)
    geometry, pixels = shown(image, recipe_of("rotate"), view=2)
    assert abs(geometry.matrix[1]) > 0.05
    assert box_iou(found(pixels), geometry.to_input(np.array([[180.0, 140.0, 300.0, 220.0]])))[0, 0] > 0.95


@pytest.mark.parametrize("name", BY_NAME)
def test_each_changes_pixels_and_only_the_moving_ones_the_geometry(name):
    plain, before = shown(photo(), AugmentRecipe(), view=0)
    geometry, after = shown(photo(), recipe_of(name))
    assert (before != after).mean() > 0.05
    assert (geometry.matrix != pytest.approx(plain.matrix)) == (name in MOVES)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_same_name_is_the_same_view_and_another_one_is_not(name):
    recipe, image = recipe_of(name), photo()
    again = [shown(image, recipe, view=view, seed=seed, key=key)[1] for view, seed, key in
             ((1, 0, "a"), (1, 0, "a"), (2, 0, "a"), (1, 1, "a"), (1, 0, "b"))]  # fmt: skip
    assert (again[0] == again[1]).all()
    if name not in ("flip", "flip-vertical"):
        assert all((again[0] != other).any() for other in again[2:])


@pytest.mark.parametrize("name", BY_NAME)
def test_a_share_of_nothing_is_nothing_and_a_half_is_about_half(name):
    transform, image = BY_NAME[name], photo()[::4, ::4]
    share = transform.fields[1] if transform.fields[1].endswith("_share") else transform.fields[0]
    shares = {share: 0.0} | ({"shift_share": 0.0} if name == "scale" else {})
    assert recipe_of(name, **shares).changes_nothing
    half = recipe_of(name, **dict.fromkeys(shares, 0.5))
    # What is drawn but changes nothing (a view of a plain recipe) is what to compare with.
    views = range(1, 81)
    off = recipe_of(name, **{key: 0.0 if key.endswith("_share") else 1e-9 for key in shares})
    count = sum((shown(image, half, view)[1] != shown(image, off, view)[1]).any() for view in views)
    assert (50 if name == "scale" else 25) < count < (70 if name == "scale" else 55)


def test_other_transforms_draw_the_same_when_one_is_switched_on():
    both = changed(recipe_of("scale"), STRONG["crop"] | {"crop": 1.0, "hue": 30.0})
    assert shown(photo(), both)[0] == shown(photo(), recipe_of("scale"))[0]


def test_hue_keeps_grey_grey_and_turns_colours():
    grey = np.full((64, 64, 3), 120, np.uint8)
    assert np.abs(shown(grey, recipe_of("hue"))[1].astype(int)[100:150, 100:150] - 120).max() <= 1
    red = np.full((64, 64, 3), (200, 60, 60), np.uint8)
    assert np.abs(shown(red, recipe_of("hue"))[1].astype(int)[128, 128] - (200, 60, 60)).max() > 5


def test_sharpening_makes_edges_harder_and_blur_softer():
    image = photo()
    plain = shown(image, AugmentRecipe(untouched=0.0, brightness=1e-9))[1]

    def edges(name):
        return np.abs(np.diff(shown(image, recipe_of(name))[1].astype(int)[40:200], axis=1)).mean()

    middle = np.abs(np.diff(plain.astype(int)[40:200], axis=1)).mean()
    assert edges("blur") < 0.9 * middle < middle * 1.1 < edges("sharpen")


def test_a_random_crop_shows_a_part_as_large_as_the_whole():
    recipe, seen = AugmentRecipe(crop=0.5, untouched=0.0), []
    for view in range(1, 60):
        geometry = view_geometry(400, 400, input_size=200, fit="stretch", recipe=recipe, seed=0, view=view, key="a")
        seen.append(geometry.to_image(np.array([[0.0, 0.0, 200.0, 200.0]]))[0])
    sides = np.array([box[2] - box[0] for box in seen])
    assert (sides >= 200 - 1e-6).all()
    assert sides.min() < 215
    assert sides.max() > 380
    middles = np.array([((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in seen])
    assert (middles.std(axis=0) > 15).all()  # from anywhere, not from the centre


@given(st.integers(0, 1000), st.integers(1, 400))
def test_the_untouched_share_is_exact(thousandths, views):
    recipe = AugmentRecipe(flip=True, untouched=thousandths / 1000)
    count = sum(map(recipe.is_untouched, range(views)))
    assert recipe.is_untouched(0)
    assert count == max(1, -(-views * thousandths // 1000))


def test_untouched_views_are_the_picture_as_it_is_to_the_byte():
    recipe, image = dataclasses.replace(AugmentRecipe.classify(), untouched=0.5, brightness=0.9), photo()
    plain = shown(image, recipe, view=0)
    same = [view for view in range(10) if (shown(image, recipe, view)[1] == plain[1]).all()]
    assert same == [view for view in range(10) if recipe.is_untouched(view)]
    assert len(same) == 5
    assert shown(image, recipe, same[-1])[0] == plain[0]


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda item: item.name)
def test_alone_without_and_tried(transform):
    whole = changed(AugmentRecipe(), {name: value for item in TRANSFORMS for name, value in item.trial.items()})
    assert transform.is_on(whole)
    assert not transform.is_on(transform.without(whole))
    assert [item.name for item in TRANSFORMS if item.is_on(transform.alone(whole))] == [transform.name]
    assert transform.is_on(transform.tried(AugmentRecipe()))


@pytest.mark.parametrize("field", list(dataclasses.fields(AugmentRecipe)), ids=lambda f: f.name)
def test_the_cache_key_changes_with_each_setting_that_shows_and_with_no_other(field):
    whole = changed(AugmentRecipe(), {name: value for item in TRANSFORMS for name, value in item.trial.items()})
    value = getattr(whole, field.name)
    other = {
        bool: lambda: not value, str: lambda: "mirror", tuple: lambda: (0.9, 1.1), float: lambda: value * 0.9,
    }[type(value)]()  # fmt: skip
    key = pixels_key(dataclasses.replace(whole, **{field.name: other}))
    assert (key == pixels_key(whole)) == (field.name == "untouched")


def test_what_does_nothing_is_no_part_of_the_key():
    plain = AugmentRecipe.detect()
    idle = dataclasses.replace(plain, hue_share=0.3, crop_share=0.1, sharpen_strength=3.0, flip_vertical_share=0.9)
    assert pixels_key(idle) == pixels_key(plain)
    assert len(pixels_key(plain)) == 12  # as before the later fields came: what was cached is still found


@pytest.mark.parametrize(
    "wrong",
    [{"crop": 0.0}, {"hue": 181.0}, {"blur_strength": 0.0}, {"noise_strength": 6.0}, {"untouched": 1.5},
     {"flip_share": -0.1}],
)  # fmt: skip
def test_values_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        AugmentRecipe(**wrong)
