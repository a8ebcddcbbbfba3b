"""Views that are left as they are share the row of view 0, so that no recipe computes them anew."""

import dataclasses
from pathlib import Path

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.values import ImageRef
from ml_engine.training.feature_cache import FEATURES_VERSION, Spaces
from ml_engine.training.feature_plan import FeatureRequest, plan_features

IMAGE = ImageRef(1, Path("a.png"), width=200, height=100, content_hash="f" * 64)


def plan(recipe, views=8):
    requests = [FeatureRequest(IMAGE, view) for view in range(views)]
    return plan_features(requests, input_size=64, fit="letterbox", recipe=recipe, seed=0)


def spaces(recipe, seed=0):
    return Spaces.of(FEATURES_VERSION, "weights", "tiny", "embedding", 64, "letterbox", recipe, seed)


def test_untouched_views_are_planned_as_view_0():
    recipe = dataclasses.replace(AugmentRecipe.classify(), untouched=0.5)
    made = plan(recipe)
    assert [view for _, view in made.keys] == [0, 1, 0, 3, 0, 5, 0, 7]
    assert made.view_count == 5
    geometries = made.geometries()
    assert geometries[0] == geometries[2] != geometries[1]


def test_view_1_is_the_same_whatever_the_untouched_share():
    few, many = (dataclasses.replace(AugmentRecipe.classify(), untouched=share) for share in (0.1, 0.5))
    assert plan(few).geometries()[1] == plan(many).geometries()[1]
    assert spaces(few) == spaces(many)


def test_a_setting_that_shows_and_a_seed_are_other_rows_but_view_0_is_everybody_s():
    base = spaces(AugmentRecipe.classify())
    for other in (spaces(dataclasses.replace(AugmentRecipe.classify(), hue=3.0)), spaces(AugmentRecipe.classify(), 1)):
        assert other.varied != base.varied
        assert other.plain == base.plain
    idle = dataclasses.replace(AugmentRecipe.classify(), hue_share=0.2, sharpen_strength=4.0)
    assert spaces(idle) == base
