"""What is wrong with a split is found with its reason, and mending it leaves nothing torn."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings

from ml_engine.domain.split_check import SplitCheck, check_sentences, finding_sentence
from ml_engine.domain.values import Split
from ml_engine.training.alike_features import alike_pairs
from ml_engine.training.grouping import Grouping, SplitItem
from ml_engine.training.leaks import check_split, mended_places, score_margin
from tests.unit.training.test_split_groups import picture, pictures

TRAIN, VALIDATION, TEST = Split
LOOK = random.Random(5).getrandbits(64)


def many(count: int, place: Split, start: int, label: str = "cat") -> list[SplitItem]:
    return [picture(start + n, label, place=place) for n in range(count)]


def good(*extra: SplitItem) -> list[SplitItem]:
    return [*many(60, TRAIN, 1000), *many(40, VALIDATION, 2000), *many(40, TEST, 3000), *extra]


def check(items: list[SplitItem], **how: object) -> SplitCheck:
    return check_split(
        items, labels={"cat": "cat", "dog": "dog"}, names={item.image_id: f"{item.image_id}.jpg" for item in items},
        **how,
    )  # fmt: skip


def test_a_good_split_has_nothing_wrong() -> None:
    assert check(good()).severity == "ok"
    assert check([]).severity == "ok"
    assert check([picture(1, "cat"), picture(2, "cat")]).findings == ()


def test_look_alikes_in_two_parts_are_named() -> None:
    items = good(
        picture(1, "cat", look=LOOK, place=TRAIN), picture(2, "cat", look=LOOK ^ 0b11, place=TEST),
        picture(3, "cat", look=LOOK ^ 0b111100, place=TEST),
    )  # fmt: skip
    found = check(items)
    (leak,) = found.findings
    assert (leak.code, leak.severity, leak.parts, leak.count) == ("near-duplicates", "bad", (TRAIN, TEST), 3)
    assert (leak.names, leak.value, set(leak.image_ids)) == (("1.jpg", "2.jpg"), 2.0, {1, 2, 3})
    said = finding_sentence(leak)
    assert said == "3 pictures that look the same lie in train and test, such as 1.jpg and 2.jpg."


def test_copies_of_a_file_are_told_once_and_as_such() -> None:
    items = good(
        picture(1, "cat", look=LOOK, place=TRAIN, content="same"),
        picture(2, "cat", look=LOOK, place=VALIDATION, content="same"),
    )
    assert [(leak.code, leak.severity) for leak in check(items).findings] == [("same-content", "bad")]


def test_a_burst_in_two_parts_is_told_with_its_seconds() -> None:
    items = good(picture(1, "cat", taken_s=10, place=TRAIN), picture(2, "cat", taken_s=12.5, place=VALIDATION))
    (leak,) = check(items).findings
    assert (leak.code, leak.severity, leak.value) == ("burst", "warn", 2.5)


def test_folders_count_only_where_they_are_meant() -> None:
    items = good(picture(1, "cat", folder="x", place=TRAIN), picture(2, "cat", folder="x", place=TEST))
    assert check(items).severity == "ok"
    assert [leak.code for leak in check(items, grouping=Grouping(folders=True)).findings] == ["folder"]


def test_a_label_that_is_missing_from_training_is_worse_than_from_the_others() -> None:
    found = check(good(picture(1, "dog", place=TEST)))
    assert [(item.severity, item.parts, item.label) for item in found.findings] == [
        ("bad", (TRAIN,), "dog"), ("warn", (VALIDATION,), "dog"),
    ]  # fmt: skip


def test_a_part_counts_pictures_that_differ() -> None:
    twins = [picture(n, "cat", look=LOOK, place=VALIDATION) for n in range(35)]
    items = [*many(160, TRAIN, 1000), *twins, *many(10, VALIDATION, 2000)]
    (finding,) = check(items).findings
    assert (finding.code, finding.count) == ("part-small", 11)
    assert finding.value == pytest.approx(score_margin(11)) == pytest.approx(1.96 * 0.3 / 11**0.5)


def test_an_empty_part_is_told() -> None:
    assert [item.code for item in check(many(50, TRAIN, 0)).findings] == ["part-empty"]


def test_features_find_what_fingerprints_do_not() -> None:
    items = good(picture(1, "cat", place=TRAIN), picture(2, "cat", place=TEST))
    assert check(items).severity == "ok"
    assert [leak.code for leak in check(items, alike=[(1, 2)]).findings] == ["near-duplicates"]


def test_a_group_is_mended_into_the_part_where_most_of_it_is() -> None:
    extra = [picture(n, "cat", look=LOOK, place=place) for n, place in enumerate([TEST, TRAIN, TEST])]
    other = [picture(n, "cat", taken_s=5, place=place) for n, place in ((10, VALIDATION), (11, TRAIN))]
    assert mended_places(good(*extra, *other)) == {1: TEST, 10: TRAIN}
    assert mended_places(good(*extra, *other), only=[0]) == {1: TEST}


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_what_was_mended_has_no_leak_that_can_be_mended(items: list[SplitItem]) -> None:
    moved = mended_places(items)
    after = [
        picture(
            item.image_id, *item.labels, look=item.perceptual_hash,
            taken_s=None if item.taken_us is None else item.taken_us / 1e6, camera=item.camera, folder=item.folder,
            place=moved.get(item.image_id, item.place), content=item.content_hash,
        )
        for item in items
    ]  # fmt: skip
    assert not any(leak.mendable for leak in check(after).leaks)


def test_long_lists_are_cut_and_counted() -> None:
    pairs = [picture(2 * n + m, "cat", taken_s=100 * n, place=(TRAIN, TEST)[m]) for n in range(15) for m in (0, 1)]
    said = check_sentences(check(good(*pairs)))
    assert (len(said), said[-1]) == (11, "5 more such findings.")


@pytest.mark.parametrize("count", [300, 5_000])
def test_features_that_are_alike_are_found_among_few_and_many(count: int) -> None:
    chance = np.random.default_rng(0)
    vectors = chance.standard_normal((count, 48)).astype(np.float32)
    twins = np.arange(0, count, 10)
    vectors[twins + 1] = vectors[twins] + 0.3 * chance.standard_normal((len(twins), 48)).astype(np.float32)
    found = set(alike_pairs(vectors))
    wanted = {(int(n), int(n) + 1) for n in twins}
    assert len(wanted & found) >= 0.97 * len(wanted)
    assert not found - wanted
