"""The confusion matrix as a table, and two runs beside each other."""

from __future__ import annotations

import dataclasses

import pytest

from desktop_app.results.compare import compare
from desktop_app.results.matrix import matrix_of
from desktop_app.results.metric_links import metric_pictures
from ml_engine.domain.events import TruthBox
from ml_engine.reports.answers import AnsweredBox, PictureAnswer

BOX = (0.0, 0.0, 10.0, 10.0)


def test_a_classifier_has_no_border(make_report, tagged) -> None:
    matrix = matrix_of(make_report([tagged(1, "cat", "cat"), tagged(2, "cat", "dog")]))
    assert (matrix.rows, matrix.columns) == ((0, 1), (0, 1))


def test_a_detector_has_a_row_for_nothing_there_and_a_column_for_missed(make_report) -> None:
    picture = PictureAnswer(
        1,
        "/p/1.jpg",
        "test",
        1.0,
        truth_boxes=(TruthBox("cat", BOX),),
        boxes=(AnsweredBox("dog", 0.9, (50, 50, 60, 60)),),
    )
    matrix = matrix_of(make_report([picture], task="detect"))
    assert matrix.rows == (0, 1, None)
    assert (matrix.count(0, None), matrix.count(None, 1)) == (1, 1)


def test_the_shade_is_the_share_of_the_row(make_report, tagged) -> None:
    matrix = matrix_of(make_report([tagged(1, "cat", "cat"), tagged(2, "cat", "cat"), tagged(3, "cat", "dog")]))
    assert matrix.share(0, 0) == pytest.approx(2 / 3)
    assert matrix.share(1, 1) == 0.0


def test_labels_that_occur_nowhere_take_no_room(make_report, tagged) -> None:
    matrix = matrix_of(make_report([tagged(1, "cat", "cow")], names=("ant", "cat", "cow")))
    assert matrix.rows == (1, 2)


def test_a_card_without_answers_gives_numbers_without_pictures(make_report, tagged) -> None:
    report = dataclasses.replace(make_report([tagged(1, "cat", "cat")]), scores=None, confusion=((3, 1), (0, 2)))
    matrix = matrix_of(report)
    assert (matrix.count(0, 1), matrix.ids) == (1, {})


def test_a_run_that_was_never_scored_has_no_matrix(make_report, tagged) -> None:
    assert matrix_of(dataclasses.replace(make_report([tagged(1, "cat", "cat")]), scores=None)) is None


def test_accuracy_opens_the_mistakes(make_report, tagged) -> None:
    report = make_report([tagged(1, "cat", "cat"), tagged(2, "cat", "dog"), tagged(3, "dog", "cat", 0.95)])
    assert metric_pictures(report, "accuracy")[0] == [3, 2]


def test_recall_opens_what_was_missed_and_precision_what_was_wrongly_answered(make_report) -> None:
    missed = PictureAnswer(1, "/p/1.jpg", "test", 1.0, truth_boxes=(TruthBox("cat", BOX),))
    invented = PictureAnswer(2, "/p/2.jpg", "test", 1.0, boxes=(AnsweredBox("cat", 0.9, BOX),))
    report = make_report([missed, invented], task="detect")
    assert metric_pictures(report, "recall")[0] == [1]
    assert metric_pictures(report, "precision")[0] == [2]


def test_pictures_that_change_sides_are_gained_or_lost(make_report, tagged) -> None:
    first = make_report([tagged(1, "cat", "dog"), tagged(2, "cat", "cat"), tagged(3, "dog", "dog")])
    second = make_report([tagged(1, "cat", "cat"), tagged(2, "cat", "dog"), tagged(3, "dog", "dog")])
    found = compare(first, second)
    assert [change.image_id for change in found.gained] == [1]
    assert [change.image_id for change in found.lost] == [2]


def test_differences_are_second_minus_first(make_report, tagged) -> None:
    first = make_report([tagged(1, "cat", "dog"), tagged(2, "cat", "cat")])
    second = make_report([tagged(1, "cat", "cat"), tagged(2, "cat", "cat")])
    metrics = {pair.name: pair.difference for pair in compare(first, second).metrics}
    assert metrics["accuracy"] == pytest.approx(0.5)


def test_labels_are_matched_by_name_not_by_place(make_report, tagged) -> None:
    first = make_report([tagged(1, "cat", "cat")], names=("cat", "dog"))
    second = make_report([tagged(1, "cat", "cat")], names=("ant", "cat"))
    rows = {row.name: row.figure for row in compare(first, second).labels}
    assert (rows["cat"].first, rows["cat"].second) == (1.0, 1.0)
    assert rows["dog"].second is None


def test_runs_scored_on_other_pictures_are_told(make_report, tagged) -> None:
    first, second = make_report([tagged(1, "cat", "cat")]), make_report([tagged(2, "cat", "cat")])
    assert not compare(first, second).same_split
    assert compare(first, first).same_split
