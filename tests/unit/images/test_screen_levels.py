from __future__ import annotations

import numpy as np
import pytest

from ml_engine.images.levels import screen_levels


def test_each_level_is_half_the_one_before_down_to_the_smallest() -> None:
    levels = screen_levels(np.zeros((1203, 2401, 3), np.uint8), smallest=600)
    assert [level.shape for level in levels] == [(1203, 2401, 4), (602, 1201, 4), (301, 601, 4)]


def test_a_small_picture_has_one_level() -> None:
    assert len(screen_levels(np.zeros((100, 200, 3), np.uint8))) == 1


def test_bytes_are_in_the_order_of_the_screen() -> None:
    image = np.full((900, 1400, 3), (10, 20, 30), np.uint8)
    for level in screen_levels(image):
        assert (level == (30, 20, 10, 255)).all()
        assert level.flags.c_contiguous


def test_a_level_is_the_mean_of_what_it_covers() -> None:
    image = np.zeros((1024, 1024, 3), np.uint8)
    image[::2] = 200
    assert screen_levels(image)[1].reshape(-1, 4).mean(axis=0)[:3] == pytest.approx([100, 100, 100], abs=1)


def test_it_stops_when_nobody_waits() -> None:
    assert len(screen_levels(np.zeros((4000, 4000, 3), np.uint8), should_stop=lambda: True)) == 1
