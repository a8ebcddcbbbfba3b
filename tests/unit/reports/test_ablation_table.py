"""The arithmetic of an ablation's table, by hand, and its files."""

import csv
import dataclasses
import json
import math

import pytest

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Ablation
from ml_engine.reports.ablation_files import write_table
from ml_engine.reports.ablation_table import is_clear, make_rows, read_table

VALUES = {
    ("none", 0): 0.50, ("none", 1): 0.60, ("none", 2): 0.70,
    ("flip", 0): 0.60, ("flip", 1): 0.71, ("flip", 2): 0.79,
    ("blur", 1): 0.55,
}  # fmt: skip
ROWS = make_rows(["none", "flip", "blur", "crop"], [0, 1, 2], VALUES)


def table(rows=ROWS, pictures=100):
    return Ablation("run", "classify", "accuracy", (0, 1, 2), rows, 7, 12, pictures)


def test_mean_spread_and_difference_seed_by_seed():
    none, flip, blur, crop = ROWS
    assert (none.mean, none.spread) == pytest.approx((0.6, 0.1))
    assert (none.difference, none.difference_spread) == (None, None)
    assert (flip.mean, flip.difference, flip.difference_spread) == pytest.approx((0.7, 0.1, 0.01))
    assert (blur.values, blur.mean, blur.spread) == ((None, 0.55, None), 0.55, None)
    assert (blur.difference, blur.difference_spread) == (pytest.approx(-0.05), None)
    assert (crop.mean, crop.difference) == (None, None)


def test_clear_is_what_is_beyond_the_spread_of_the_seeds_and_worth_four_pictures():
    none, flip, blur, _ = ROWS
    assert is_clear(flip, 100)  # 0.1 > 4.30 · 0.01 / √3
    assert not is_clear(flip, 30)  # three pictures of thirty
    assert not is_clear(none, 100)
    assert not is_clear(blur, 100)  # one seed says nothing of its spread
    loose = make_rows(["none", "x"], [0, 1], {("none", 0): 0.5, ("none", 1): 0.5, ("x", 0): 0.55, ("x", 1): 0.65})[1]
    assert not is_clear(loose, 1000)  # two seeds: 0.1 < 12.71 · 0.0707 / √2
    equal = make_rows(["none", "x"], [0, 1], {("none", 0): 0.5, ("none", 1): 0.5, ("x", 0): 0.49, ("x", 1): 0.49})[1]
    assert not is_clear(equal, 100)  # no spread at all, but one picture


def test_the_files_hold_the_table_and_a_picture(tmp_path):
    write_table(tmp_path, table(), {"none": "none", "flip": "Mirror"})
    assert read_table(tmp_path) == dataclasses.replace(table(), run=str(tmp_path))
    with (tmp_path / "table.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["transform"] for row in rows] == ["none", "flip", "blur", "crop"]
    assert math.isclose(float(rows[1]["difference"]), 0.1)
    assert rows[2]["seed_0"] == ""
    assert json.loads((tmp_path / "table.json").read_text())["metric"] == "accuracy"
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


def test_an_unreadable_table_is_none_and_a_full_disk_is_said(tmp_path):
    (tmp_path / "table.json").write_text("{")
    assert read_table(tmp_path) is None
    assert read_table(tmp_path / "nowhere") is None
    with pytest.raises(UserError, match="cannot be written"):
        write_table(tmp_path / "nowhere", table(), {})
