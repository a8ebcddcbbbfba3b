"""Views are a pure function of seed and step, and every source gets its share."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ml_engine.domain.errors import UserError
from ml_engine.pretraining.pictures import KEPT_SIDE, Source, parse_source, parted, read_source, rendered_source
from ml_engine.pretraining.recipe import PretrainRecipe, rate_factor
from ml_engine.pretraining.views import Views, mix
from tests.unit.pretraining.pretraining_tiny import RECIPE, pictures


def test_a_step_has_the_same_views_in_any_order_and_another_seed_has_others() -> None:
    ahead = list(Views([pictures()], RECIPE).batches(0, 9))
    for step in (7, 0, 4):
        assert np.array_equal(Views([pictures()], RECIPE).batch(step), ahead[step])
    assert not np.array_equal(ahead[0][0, :32, :32], ahead[1][0, :32, :32])
    other = Views([pictures()], dataclasses.replace(RECIPE, seed=1, sizes=(ahead[0].shape[1],))).batch(0)
    assert not np.array_equal(other, ahead[0])
    assert {batch.shape[1] for batch in ahead} == {32, 64}


def test_sources_get_their_shares() -> None:
    def plain(share: float, color: tuple[int, int, int]) -> Source:
        return Source(str(color), share, ("one",), (np.full((40, 40, 3), color, np.uint8),))

    recipe = PretrainRecipe(sizes=(32,), batch=1500, mixed=0.0)
    red, _, blue = Views([plain(3.0, (200, 60, 60)), plain(1.0, (60, 60, 200))], recipe).batch(0).mean((1, 2)).T
    assert 0.2 < float((blue > red).mean()) < 0.3


def test_mixing_changes_its_share_and_keeps_the_view_in_front() -> None:
    views = np.zeros((200, 16, 16, 3), np.uint8)
    views[100:] = 255
    mixed = mix(views, 0.5, np.random.default_rng(0))
    changed = (mixed != views).any(axis=(1, 2, 3))
    assert 30 < int(changed.sum()) < 70  # half are mixed, of which half with a partner that looks the same
    own = np.abs(mixed.astype(float) - views).mean(axis=(1, 2, 3))
    assert own.max() <= 0.55 * 255
    assert np.array_equal(mix(views, 0.0, np.random.default_rng(0)), views)


def test_held_out_pictures_hang_on_their_names_alone() -> None:
    learnt, held = parted(pictures(count=200), 0.1)
    again = parted(pictures(count=100), 0.1)[1]
    assert 8 <= len(held.keys) <= 35
    assert set(learnt.keys).isdisjoint(held.keys)
    assert set(again.keys) == {key for key in held.keys if int(key.split()[1]) < 100}


def test_a_folder_s_pictures_are_read_small_and_in_order(tmp_path: Path) -> None:
    for name, size in (("b.png", (700, 600)), ("a/c.jpg", (20, 30))):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", size, (10, 200, 30)).save(tmp_path / name)
    source = read_source(0.5, tmp_path)
    assert source.keys == (str(Path("a", "c.jpg")), "b.png")
    assert [min(image.shape[:2]) for image in source.images] == [20, KEPT_SIDE]
    assert source.images[1].shape == (KEPT_SIDE, 336, 3)


@pytest.mark.parametrize("text", ["pictures", "0:{folder}", "x:{folder}", "1:{folder}/none"])
def test_a_source_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="SHARE:FOLDER"):
        parse_source(text.format(folder=tmp_path))
    with pytest.raises(UserError, match="No pictures"):
        read_source(1.0, tmp_path)


def test_rendered_pictures_are_those_of_their_seeds() -> None:
    one, two = rendered_source(1.0, 2, 5), rendered_source(1.0, 1, 6)
    assert np.array_equal(one.images[1], two.images[0])
    assert not np.array_equal(one.images[0], one.images[1])


def test_the_rate_rises_stays_and_falls() -> None:
    recipe = PretrainRecipe(warm_up=10, cool_down=0.4)
    rates = [rate_factor(step, 100, recipe) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert rates[10:61] == [1.0] * 51
    assert rates[60:] == sorted(rates[60:], reverse=True)
    assert 0 <= rates[99] < 0.02
    longer = [rate_factor(step, 200, recipe) for step in range(60)]
    assert longer == rates[:60]
