"""Regions in another order are the same regions; other answers about them are not the same answers."""

from __future__ import annotations

import numpy as np

from ml_engine.export.region_order import in_the_order_of


def outputs(seed: int = 0) -> list[np.ndarray]:
    """Two pictures, twenty regions, three numbers each, and two readable rows a region."""
    dice = np.random.default_rng(seed)
    return [dice.uniform(0, 300, (2, 20, 4)), dice.normal(size=(2, 20, 3)), dice.normal(size=(2, 40, 4))]


def swapped(rows: list[np.ndarray], a: int, b: int) -> list[np.ndarray]:
    order = np.arange(20)
    order[[a, b]] = b, a
    wide = np.stack([2 * order, 2 * order + 1], axis=1).ravel()
    return [rows[0][:, order], rows[1][:, order], rows[2][:, wide]]


def test_rows_go_back_to_the_region_they_are_about() -> None:
    wanted = outputs()
    for ours, theirs in zip(wanted, in_the_order_of(wanted, swapped(wanted, 3, 7)), strict=True):
        assert np.array_equal(ours, theirs)


def test_one_exchanged_region_is_no_difference_and_many_are() -> None:
    wanted, few, many = outputs(), outputs(), outputs()
    few[0][:, -1] += 50
    many[0][:, 10:] += 50
    assert np.array_equal(in_the_order_of(wanted, few)[0], wanted[0])
    assert not np.array_equal(in_the_order_of(wanted, many)[0], wanted[0])


def test_another_answer_about_the_same_region_stays_a_difference() -> None:
    wanted, found = outputs(), outputs()
    found[1][0, 5] += 1
    assert not np.array_equal(in_the_order_of(wanted, found)[1], wanted[1])


def test_outputs_of_other_shapes_are_left_alone() -> None:
    wanted = outputs()
    short = [part[:, :-1] for part in wanted]
    assert in_the_order_of(wanted, short) is short
