"""Maps as numbers, and their colours."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.insight.color_ramp import RAMPS, color_table, ramp
from desktop_app.insight.maps import make_map_set
from ml_engine.domain.arrays import pack_array
from ml_engine.domain.events import FeatureMaps
from ml_engine.domain.geometry import ViewGeometry

VIEW = ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 4, 4, 4, 4)


def maps_event(tiles: np.ndarray, *, channels: tuple[int, ...], shape: tuple[int, ...]) -> FeatureMaps:
    count = len(channels)
    return FeatureMaps(
        "/p/1.jpg", "layer", "Conv2d", shape, channels, pack_array(tiles),
        minimum=tuple(float(-k) for k in range(count)), maximum=tuple(float(2 * k) for k in range(count)),
        mean=(0.5,) * count, view=VIEW,
    )  # fmt: skip


@pytest.fixture
def maps():
    tiles = np.arange(3 * 2 * 2, dtype=np.uint8).reshape(3, 2, 2)
    tiles[1] = [[0, 255], [51, 102]]
    return make_map_set(maps_event(tiles, channels=(4, 7, 9), shape=(12, 2, 2)))


def test_the_strongest_map_comes_first(maps) -> None:
    assert maps.order("number") == [0, 1, 2]
    assert maps.order("strength") == [2, 1, 0]


def test_a_channel_is_found_by_its_number(maps) -> None:
    assert maps.place_of(7) == 1
    assert maps.place_of(5) is None


def test_the_value_at_a_point_is_the_networks_number(maps) -> None:
    # tile 1 goes from -1 (0) to 2 (255): 51 is a fifth of the way.
    assert maps.value(1, 0.1, 0.9) == pytest.approx(-1 + 3 * 0.2)
    assert maps.value(1, 0.9, 0.1) == pytest.approx(2.0)
    assert maps.value(1, 1.2, 0.5) is None


def test_on_one_scale_the_ends_are_those_of_all_maps(maps) -> None:
    assert maps.scale(2, own=False) == (0.0, 1.0)
    low, high = maps.scale(1, own=False)
    assert (low, high) == (pytest.approx(1 / 6), pytest.approx(4 / 6))
    assert maps.scale(1, own=True) == (0.0, 1.0)


def test_tiles_that_do_not_fit_their_channels_are_refused() -> None:
    with pytest.raises(ValueError, match="tiles must be"):
        make_map_set(maps_event(np.zeros((2, 2, 2), np.uint8), channels=(1, 2, 3), shape=(3, 2, 2)))


@pytest.mark.parametrize("name", RAMPS)
def test_a_greater_number_is_always_brighter(name) -> None:
    red, green, blue = ramp(name).astype(float).T
    light = 0.2126 * (red / 255) ** 2.2 + 0.7152 * (green / 255) ** 2.2 + 0.0722 * (blue / 255) ** 2.2
    assert np.all(np.diff(light) > -2e-3)
    assert light[-1] - light[0] > 0.6


def test_a_table_for_part_of_the_scale_starts_and_ends_there() -> None:
    whole, part = color_table("grey"), color_table("grey", 0.5, 1.0)
    assert part[-1] == whole[-1]
    assert part[0] == whole[round(0.5 * 255)]
    assert whole[0] >> 24 == 0xFF
