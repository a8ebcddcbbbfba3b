"""What a walk's sum is made of."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.insight.sums import Sums
from ml_engine.domain.arrays import pack_array
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.walk_events import UnitWalk, WalkLine

PATCH = np.array([[[0, 1], [0, 2]], [[0, -3], [0, 1]], [[0, 0.5], [0, 0]]], np.float32)
WEIGHTS = np.array([[[9, 1], [9, 1]], [[9, 2], [9, 0]], [[9, 4], [9, 9]]], np.float32)


def walk_of(kind: str = "weighted", patch: np.ndarray = PATCH, weights: np.ndarray = WEIGHTS) -> UnitWalk:
    return UnitWalk(
        image="a.jpg", layer="l", channel=1, row=0, column=0, value=-1.0, kind=kind, source="l", operation="Conv2d",
        patch=pack_array(patch), weights=pack_array(weights), first=6, input_shape=(9, 4, 8), corner=(0, -2),
        dilation=(1, 2), lines=(WalkLine("sum", "l", -1.0),), own=0, after="end", after_layer="", field=(0, 0, 8, 8),
        view=ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 8, 8, 8, 8),
    )  # fmt: skip


def test_the_map_that_gives_most_comes_first_whatever_its_sign() -> None:
    sums = Sums(walk_of())
    assert sums.by_map.tolist() == [3.0, -6.0, 2.0]
    assert [sums.channel(place) for place in sums.order] == [7, 6, 8]


def test_what_lies_beyond_the_border_is_known() -> None:
    assert Sums(walk_of()).beyond().tolist() == [[True, False], [True, False]]


def test_the_patch_is_where_it_is_on_the_map_also_with_gaps_and_clipped() -> None:
    assert Sums(walk_of()).patch_box() == pytest.approx((0.0, 0.0, 1 / 8, 2 / 4))


def test_the_greatest_ignores_what_lies_beyond_the_border() -> None:
    patch = np.array([[[np.nan, -3.0], [np.nan, -5.0]]], np.float32)
    sums = Sums(walk_of("greatest", patch, np.zeros(0, np.float32)))
    assert sums.by_map.tolist() == [-3.0]
    assert sums.products.shape == (1, 2, 2)


def test_the_table_has_every_product_and_every_line() -> None:
    lines = Sums(walk_of()).csv_text().splitlines()
    assert lines[0] == "map,row,column,input,weight,product"
    assert lines[2] == "6,0,0,1.0,1.0,1.0"
    assert lines[-1] == "sum,l,,,,-1.0"
    products = [float(line.split(",")[-1]) for line in lines[1:-1]]
    assert sum(products) == pytest.approx(-1.0)
