"""Splits: sticky, leak-free, stratified, and the same every time."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_engine.domain.values import Split
from ml_engine.training.near_duplicates import NEAR_DUPLICATE_BITS, group_pictures, near_pairs
from ml_engine.training.splits import Fractions, SplitItem, assign_splits, cut_validation, default_fractions

TRAIN, VALIDATION, TEST = Split


def item(image_id: int, *labels: str, look: int | None = None, place: Split | None = None) -> SplitItem:
    digest = hashlib.blake2b(str(image_id).encode(), digest_size=32).hexdigest()
    return SplitItem(image_id, digest, look, labels, place)


def sizes(places: dict[int, Split]) -> list[int]:
    return [sum(place is split for place in places.values()) for split in Split]


@pytest.mark.parametrize(("count", "expected"), [(40, [32, 8, 0]), (499, [399, 100, 0]), (500, [375, 75, 50])])
def test_the_shares_follow_the_size_of_the_set(count: int, expected: list[int]) -> None:
    plan = assign_splits([item(index, "cat") for index in range(count)])
    assert sizes(plan.places) == pytest.approx(expected, abs=1)
    assert sum(sizes(plan.places)) == count


def test_every_label_is_spread_by_its_shares() -> None:
    items = [item(index, f"label {index % 10}") for index in range(1_000)]
    places = assign_splits(items).places
    for label in range(10):
        assert sizes({i: places[i] for i in places if i % 10 == label}) == pytest.approx([75, 15, 10], abs=1)


def test_boxes_of_many_labels_are_spread_too() -> None:
    chance = random.Random(3)
    items = [
        item(i, *["red"] * chance.randint(4, 20), *["white"] * chance.randint(0, 2), *["blue"] * (i % 17 == 0) * 3)
        for i in range(600)
    ]
    places = assign_splits(items).places
    for label in ("red", "white", "blue"):
        boxes = Counter(dict.fromkeys(Split, 0))
        for picture in items:
            boxes[places[picture.image_id]] += picture.labels.count(label)
        shares = [boxes[split] / boxes.total() for split in Split]
        assert shares == pytest.approx([0.75, 0.15, 0.10], abs=0.03)


@pytest.mark.parametrize(
    ("rare", "expected"), [(1, [1, 0, 0]), (2, [1, 1, 0]), (3, [2, 1, 0]), (4, [2, 1, 1]), (6, [4, 1, 1])]
)
def test_a_rare_label_reaches_validation_before_test_and_keeps_half_in_training(rare: int, expected: list[int]) -> None:
    items = [item(index, "common", *["rare"] * (index < rare)) for index in range(1_000)]
    for seed in range(5):
        places = assign_splits(items, seed=seed).places
        assert sizes({index: places[index] for index in range(rare)}) == expected


def test_pictures_with_nothing_on_them_are_spread_too() -> None:
    items = [item(index, *["cat"] * (index % 2)) for index in range(200)]
    places = assign_splits(items).places
    assert sizes({index: places[index] for index in range(0, 200, 2)}) == [80, 20, 0]


def test_a_picture_with_a_place_is_never_moved() -> None:
    items = [item(index, "cat", place=list(Split)[index % 3] if index % 2 else None) for index in range(600)]
    plan = assign_splits(items, seed=7)
    assert plan.places.keys() == set(range(0, 600, 2))


def test_more_pictures_later_leave_the_first_where_they_are_and_keep_the_shares() -> None:
    first = [item(index, "cat") for index in range(100)]
    places = assign_splits(first).places
    later = [replace(picture, place=places[picture.image_id]) for picture in first]
    later += [item(index, "cat") for index in range(100, 400)]
    more = assign_splits(later).places
    assert not more.keys() & places.keys()
    assert sizes(places | more) == [320, 80, 0]


def test_the_plan_depends_on_contents_and_seed_only() -> None:
    items = [item(index, f"label {index % 3}") for index in range(300)]
    shuffled = [replace(picture, image_id=1_000 + picture.image_id) for picture in items]
    random.Random(1).shuffle(shuffled)
    plan = assign_splits(items, seed=5).places
    again = assign_splits(shuffled, seed=5).places
    assert {image_id + 1_000: place for image_id, place in plan.items()} == again
    assert assign_splits(items, seed=6).places != plan


def test_pictures_that_look_the_same_stay_together() -> None:
    chance = random.Random(2)
    looks = [chance.getrandbits(64) for _ in range(100)]
    items = [item(index, "cat", look=looks[index % 100] ^ (index // 100) * 0b101) for index in range(400)]
    plan = assign_splits(items)
    assert plan.groups == 100
    for index in range(100):
        assert len({plan.places[index + 100 * copy] for copy in range(4)}) == 1


def test_a_new_picture_joins_its_twins_split() -> None:
    look = random.Random(1).getrandbits(64)
    for place in Split:
        items = [item(0, "cat", look=look, place=place), *(item(index, "cat") for index in range(1, 50))]
        new = item(100, "cat", look=look ^ 0b111)
        assert assign_splits([*items, new]).places[100] is place


def test_twins_that_lay_apart_are_counted_and_their_new_twin_goes_to_training() -> None:
    look = random.Random(1).getrandbits(64)
    items = [item(0, look=look, place=TEST), item(1, look=look, place=TRAIN), item(2, look=look)]
    plan = assign_splits([*items, *(item(index) for index in range(10, 30))])
    assert (plan.straddling, plan.places[2]) == (1, TRAIN)


def test_equal_bytes_stay_together_without_a_look() -> None:
    same = [replace(item(7, "cat"), image_id=index) for index in range(10)]
    places = assign_splits([*same, *(item(index, "cat") for index in range(20, 90))]).places
    assert len({places[index] for index in range(10)}) == 1


def test_a_camera_that_never_moves_is_still_split() -> None:
    look = random.Random(1).getrandbits(64)
    plan = assign_splits([item(index, "cat", look=look) for index in range(100)])
    assert plan.too_alike == 100
    assert sizes(plan.places) == [80, 20, 0]


def test_validation_is_cut_from_training_and_stays_cut() -> None:
    items = [item(index, "cat", place=TRAIN) for index in range(200)]
    places = cut_validation(items).places
    assert sizes(places) == [170, 30, 0]
    later = [replace(picture, place=places[picture.image_id]) for picture in items]
    again = cut_validation([*later, *(item(index, "cat", place=TRAIN) for index in range(200, 300))], seed=9).places
    assert all(
        again.get(image_id, VALIDATION) is VALIDATION for image_id, place in places.items() if place is VALIDATION
    )


@pytest.mark.parametrize("shares", [(0.5, 0.4, 0.0), (1.2, -0.2, 0.0)])
def test_shares_that_do_not_sum_to_one_are_refused(shares: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        Fractions(*shares)


def test_nothing_to_split_is_no_error() -> None:
    assert assign_splits([]).places == {}
    assert default_fractions(0) == Fractions(0.8, 0.2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1), max_size=60), st.data())
def test_the_index_finds_exactly_the_pairs_that_comparing_all_finds(looks: list[int], data: st.DataObject) -> None:
    for look in list(looks):
        flips = data.draw(st.lists(st.integers(0, 63), max_size=9))
        looks.append(look ^ sum(1 << bit for bit in set(flips)))
    unique = list(dict.fromkeys(looks))
    found = set(near_pairs(np.array(unique, dtype=np.uint64)))
    wanted = {
        (i, j)
        for j in range(len(unique))
        for i in range(j)
        if (unique[i] ^ unique[j]).bit_count() <= NEAR_DUPLICATE_BITS
    }
    assert found == wanted


def test_pictures_of_one_colour_are_not_taken_for_each_other() -> None:
    assert group_pictures(["a", "b", "c"], [0, 0, 1]) == [[0], [1], [2]]


def test_groups_join_over_a_chain() -> None:
    look = 0x5555_5555_5555_5555
    chain = [look ^ ((1 << 5 * step) - 1) for step in range(4)]
    assert group_pictures(list("abcd"), chain) == [[0, 1, 2, 3]]
