"""What became of truths and answers, and the counts with their pictures."""

from __future__ import annotations

import pytest

from desktop_app.results.outcomes import Outcome, outcomes
from desktop_app.results.scores import score
from ml_engine.domain.events import TruthBox
from ml_engine.reports.answers import AnsweredBox, PictureAnswer

NAMES = ("cat", "dog")
INDEX = {name: place for place, name in enumerate(NAMES)}
LEFT, RIGHT, FAR = (0.0, 0.0, 10.0, 10.0), (20.0, 0.0, 30.0, 10.0), (50.0, 50.0, 60.0, 60.0)


def boxes(image_id: int, truths: tuple[TruthBox, ...], answers: tuple[AnsweredBox, ...], wrong: float = 0.5):
    return PictureAnswer(image_id, f"/p/{image_id}.jpg", "test", wrong, truth_boxes=truths, boxes=answers)


def tags(image_id: int, truth: str, answer: str, score: float, wrong: float):
    return PictureAnswer(
        image_id, f"/p/{image_id}.jpg", "test", wrong,
        truth_labels=(truth,), scores=((answer, score),), cells=((truth, answer),),
    )  # fmt: skip


def test_a_found_object_meets_its_answer() -> None:
    picture = boxes(1, (TruthBox("cat", LEFT),), (AnsweredBox("cat", 0.9, LEFT, 0),))
    assert outcomes(picture, "detect", 0.5, INDEX) == (Outcome(0, 0, 0.9, 0, 0),)


def test_an_answer_with_another_label_on_an_object_is_a_mix_up() -> None:
    picture = boxes(1, (TruthBox("cat", LEFT),), (AnsweredBox("dog", 0.8, LEFT, -1),))
    assert outcomes(picture, "detect", 0.5, INDEX) == (Outcome(0, 1, 0.8, 0, 0),)


def test_an_answer_on_nothing_and_an_object_without_answer_stay_apart() -> None:
    picture = boxes(1, (TruthBox("cat", LEFT),), (AnsweredBox("cat", 0.8, FAR, -1),))
    found = outcomes(picture, "detect", 0.5, INDEX)
    assert found == (Outcome(None, 0, 0.8, None, 0), Outcome(0, None, 0.0, 0, None))


def test_an_answer_below_the_threshold_finds_nothing() -> None:
    picture = boxes(1, (TruthBox("cat", LEFT),), (AnsweredBox("cat", 0.4, LEFT, 0),))
    assert outcomes(picture, "detect", 0.5, INDEX) == (Outcome(0, None, truth_place=0),)


def test_two_answers_never_share_one_object() -> None:
    answers = (AnsweredBox("dog", 0.9, LEFT, -1), AnsweredBox("dog", 0.8, LEFT, -1))
    found = outcomes(boxes(1, (TruthBox("cat", LEFT),), answers), "detect", 0.5, INDEX)
    assert [(item.truth, item.answer) for item in found] == [(0, 1), (None, 1)]


def test_labels_of_pictures_come_from_the_cells() -> None:
    assert outcomes(tags(1, "cat", "dog", 0.7, 0.9), "classify", 0.0, INDEX) == (Outcome(0, 1, 0.7),)


def test_a_label_that_was_missed_and_one_that_is_not_there_are_told_apart() -> None:
    picture = PictureAnswer(1, "/p/1.jpg", "test", 0.5, cells=(("cat", ""), ("", "dog")), scores=(("dog", 0.6),))
    assert outcomes(picture, "classify", 0.5, INDEX) == (Outcome(0, None), Outcome(None, 1, 0.6))


@pytest.fixture
def counted():
    pictures = [
        tags(1, "cat", "cat", 0.9, 0.1),
        tags(2, "cat", "dog", 0.6, 0.7),
        tags(3, "dog", "dog", 0.8, 0.2),
        tags(4, "cat", "dog", 0.9, 0.95),
    ]
    return score(pictures, "classify", 0.0, NAMES)


def test_every_cell_knows_its_pictures(counted) -> None:
    assert {cell: (count.count, count.ids) for cell, count in counted.cells.items()} == {
        (0, 0): (1, [1]),
        (0, 1): (2, [2, 4]),
        (1, 1): (1, [3]),
    }


def test_precision_and_recall_of_a_label(counted) -> None:
    dog = counted.labels[1]
    assert (dog.precision, dog.recall) == (pytest.approx(1 / 3), 1.0)
    assert dog.f1 == pytest.approx(0.5)


def test_the_worst_picture_comes_first_and_right_ones_are_no_mistakes(counted) -> None:
    assert [item.picture.image_id for item in counted.worst_first()] == [4, 2]


def test_a_list_of_pictures_shows_mistakes_before_hesitation(counted) -> None:
    assert counted.ids_worst_first([1, 2, 3]) == [2, 3, 1]


def test_a_label_that_never_occurs_has_no_figures() -> None:
    counted = score([tags(1, "cat", "cat", 0.9, 0.1)], "classify", 0.0, NAMES)
    assert (counted.labels[1].precision, counted.labels[1].recall, counted.labels[1].f1) == (None, None, None)


def test_two_objects_in_one_picture_are_one_picture_in_the_list() -> None:
    truths = (TruthBox("cat", LEFT), TruthBox("cat", RIGHT))
    counted = score([boxes(7, truths, ())], "detect", 0.5, NAMES)
    assert (counted.cells[0, None].count, counted.cells[0, None].ids) == (2, [7])
