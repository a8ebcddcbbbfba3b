"""Groups never straddle, places stay, labels are spread, folds are a partition: whatever the pictures are."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_engine.domain.values import Split
from ml_engine.training.grouping import BURST_US, Grouping, SplitItem, bursts, folders, group_items
from ml_engine.training.splits import Fractions, assign_folds, assign_splits

GROUPINGS = [Grouping(a, b, c) for a in (False, True) for b in (False, True) for c in (False, True)]


def picture(
    image_id: int, *labels: str, look: int | None = None, taken_s: float | None = None, camera: str = "A",
    folder: str | None = None, place: Split | None = None, content: str = "",
) -> SplitItem:  # fmt: skip
    taken = None if taken_s is None else round(taken_s * 1e6)
    return SplitItem(image_id, content or f"{image_id:064x}", look, labels, place, taken, camera, folder)


LOOKS = [random.Random(7).getrandbits(64) for _ in range(12)]


@st.composite
def pictures(draw: st.DrawFn, placed: bool = True) -> list[SplitItem]:
    count = draw(st.integers(4, 60))
    chance = random.Random(draw(st.integers(0, 10_000)))
    return [
        picture(
            index, *chance.choices("abc", k=chance.randint(0, 2)),
            look=chance.choice([None, *LOOKS]), taken_s=chance.choice([None, chance.randint(0, 400)]),
            camera=chance.choice("AB"), folder=chance.choice(["x", "y", "z", None]),
            place=chance.choice([None, None, *Split]) if placed and chance.random() < 0.3 else None,
            content=chance.choice(["", "", "", "copy"]),
        )
        for index in range(count)
    ]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(pictures(placed=False), st.sampled_from(GROUPINGS), st.integers(0, 9))
def test_no_group_ever_straddles_two_parts(items: list[SplitItem], by: Grouping, seed: int) -> None:
    plan = assign_splits(items, seed=seed, grouping=by)
    assert plan.places.keys() == {item.image_id for item in items}
    for group in group_items(items, by).groups:
        assert len({plan.places[items[index].image_id] for index in group}) == 1


@settings(max_examples=60, deadline=None)
@given(pictures(), st.sampled_from(GROUPINGS), st.integers(0, 9))
def test_a_place_is_kept_and_new_pictures_join_their_group(items: list[SplitItem], by: Grouping, seed: int) -> None:
    plan = assign_splits(items, seed=seed, grouping=by)
    assert not plan.places.keys() & {item.image_id for item in items if item.place is not None}
    for group in group_items(items, by).groups:
        kept = {items[index].place for index in group} - {None}
        new = {plan.places[items[index].image_id] for index in group if items[index].place is None}
        assert len(new) <= 1
        assert not kept or new <= kept


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(20, 200), min_size=1, max_size=6),
    st.sampled_from([(0.75, 0.25, 0.0), (0.75, 0.15, 0.1), (0.5, 0.3, 0.2), (0.6, 0.4, 0.0)]),
    st.integers(0, 99),
)
def test_single_pictures_of_a_label_stay_within_one_of_their_share(
    counts: list[int], shares: tuple[float, float, float], seed: int
) -> None:
    items = [picture(100 * 100 * label + n, str(label)) for label, count in enumerate(counts) for n in range(count)]
    places = assign_splits(items, seed=seed, fractions=Fractions(*shares)).places
    for label, count in enumerate(counts):
        have = Counter(places[item.image_id] for item in items if item.labels == (str(label),))
        for split, share in zip(Split, shares, strict=True):
            assert abs(have[split] - share * count) <= 1


@settings(max_examples=60, deadline=None)
@given(pictures(), st.sampled_from(GROUPINGS), st.integers(2, 6), st.integers(0, 9))
def test_folds_are_a_partition_that_keeps_groups_whole(
    items: list[SplitItem], by: Grouping, folds: int, seed: int
) -> None:
    groups = group_items(items, by).groups
    if len(groups) < folds:
        with pytest.raises(ValueError, match="cannot make"):
            assign_folds(items, folds, seed=seed, grouping=by)
        return
    found = assign_folds(items, folds, seed=seed, grouping=by)
    assert found.keys() == {item.image_id for item in items}
    assert set(found.values()) <= set(range(folds))
    for group in groups:
        assert len({found[items[index].image_id] for index in group}) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=5), st.integers(2, 7), st.integers(0, 9))
def test_folds_have_the_same_of_each_label(counts: list[int], folds: int, seed: int) -> None:
    items = [picture(10_000 * label + n, str(label)) for label, count in enumerate(counts) for n in range(count)]
    if len(items) < folds:
        return
    found = assign_folds(items, folds, seed=seed)
    for label in range(len(counts)):
        have = Counter(found[item.image_id] for item in items if item.labels == (str(label),))
        numbers = [have[fold] for fold in range(folds)]
        assert max(numbers) - min(numbers) <= 1
    sizes = Counter(found.values())
    assert max(sizes.values()) - min(sizes[fold] for fold in range(folds)) <= 1


def test_folds_do_not_depend_on_order_or_places() -> None:
    items = [picture(n, "ab"[n % 2], look=LOOKS[n % 12]) for n in range(40)]
    moved = [replace(item, place=Split.TEST) for item in reversed(items)]
    assert assign_folds(items, 5, seed=3) == assign_folds(moved, 5, seed=3)
    assert assign_folds(items, 5, seed=4) != assign_folds(items, 5, seed=3)


def test_a_burst_is_shots_of_one_camera_a_few_seconds_apart_chained() -> None:
    last = 2 + BURST_US / 1e6
    times = [("A", 0.0), ("A", 2.0), ("B", 2.1), ("A", last), ("A", last + 3.1), ("B", 9.0), ("A", None)]
    items = [picture(n, camera=camera, taken_s=taken) for n, (camera, taken) in enumerate(times)]
    assert bursts(items) == [[0, 1, 3]]


def test_a_clock_that_stood_still_does_not_make_one_burst_of_all() -> None:
    found = group_items([picture(n, taken_s=5.0) for n in range(40)], Grouping(False, True, False))
    assert (len(found.groups), found.too_alike) == (40, 40)


def test_folders_hold_together_however_large_they_are() -> None:
    items = [picture(n, "cat", folder="xy"[n % 2]) for n in range(40)]
    assert [len(group) for group in folders(items)] == [20, 20]
    places = assign_splits(items, grouping=Grouping(False, False, True)).places
    assert {places[0], places[1]} == {Split.TRAIN, Split.VALIDATION}


def test_pairs_that_are_known_to_look_alike_stay_together() -> None:
    items = [picture(n, "cat") for n in range(60)]
    alike = [(n, n + 30) for n in range(30)]
    places = assign_splits(items, alike=alike).places
    assert all(places[a] is places[b] for a, b in alike)
    assert any(assign_splits(items).places[a] is not assign_splits(items).places[b] for a, b in alike)


@pytest.mark.parametrize("words", ["duplicates", "bursts,folders", "duplicates,bursts,folders", "none"])
def test_a_grouping_is_read_as_it_is_written(words: str) -> None:
    assert str(Grouping.parse(words)) == words


@pytest.mark.parametrize(("words", "shares"), [("75,15,10", (0.75, 0.15, 0.1)), ("80/20", (0.8, 0.2, 0))])
def test_shares_are_read_in_percent(words: str, shares: tuple[float, float, float]) -> None:
    found = Fractions.parse(words)
    assert (found.train, found.validation, found.test) == pytest.approx(shares)
    assert Fractions.parse(str(found)) == found


@pytest.mark.parametrize("words", ["75", "60,20", "a,b", "0,100", "100,0", "-10,110", "50,25,20,5"])
def test_shares_that_cannot_be_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"not|more"):
        Fractions.parse(words)
