"""A moved picture in words: what happens under the hand, and along the whole curve."""

from __future__ import annotations

import pytest

from desktop_app.insight.why.moves import FARTHEST, Setting, curve_words, now_words
from ml_engine.domain.events import LabelAnswer, Moved
from ml_engine.jobs.insight_specs import MOVE_AXES, MOVE_STOPS, Move


def answered(bird: float, other: float = 0.5, *, turn: float = 0, across: float = 0, kind: str = "classify") -> Moved:
    answers = sorted((LabelAnswer("bird", bird), LabelAnswer("airplane", other)), key=lambda one: -one.score)
    return Moved("a.jpg", turn, across, 0.0, "bird", bird, tuple(answers), (), kind, 64)


def test_the_label_it_is_taken_for_is_named_with_the_angle() -> None:
    said = now_words(answered(0.23, 0.61, turn=12))
    assert said == "Turned by 12°: it takes “bird” for “airplane” (61.0 %); “bird” has 23.0 % left."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (answered(0.9), "As it lies: “bird” (90.0 %)."),
        (answered(0.9, turn=-5), "Turned by −5°: still “bird” (90.0 %)."),
        (answered(0.9, across=-0.25), "Shifted 25 % to the left: still “bird” (90.0 %)."),
        (answered(0.9, turn=5, across=0.1), "Turned by 5°, shifted 10 % to the right: still “bird” (90.0 %)."),
        (answered(0.2, turn=5, kind="detect"), "Turned by 5°: “bird” 20.0 %."),
    ],
)
def test_what_is_said_of_one_move(found: Moved, said: str) -> None:
    assert now_words(found) == said


def curve(*birds: tuple[float, float], kind: str = "classify") -> list[Moved]:
    return [answered(score, turn=turn, kind=kind) for turn, score in birds]


def test_the_curve_names_the_first_mistake_to_either_side() -> None:
    points = curve((-90, 0.2), (-45, 0.1), (-10, 0.8), (0, 0.9), (10, 0.7), (15, 0.3), (90, 0.9))
    assert curve_words("turn", points) == (
        "It stays “bird” from −10° to 10°. At 15° it takes it for “airplane” (50.0 %). "
        "At −45° it takes it for “airplane” (50.0 %)."
    )


def test_a_curve_without_mistakes_says_where_it_is_least_sure() -> None:
    points = curve((-90, 0.6), (0, 0.9), (90, 0.7))
    assert curve_words("turn", points) == (
        "From −90° to 90° it stays “bird”. Least sure of “bird” at −90° (60.0 %), surest at 0° (90.0 %)."
    )


def test_a_picture_that_is_mistaken_as_it_lies_is_no_story_of_turning() -> None:
    points = curve((-90, 0.6), (0, 0.1), (90, 0.7))
    assert curve_words("turn", points) == "Already unmoved along this line it takes “bird” for “airplane”."


def test_a_detectors_labels_do_not_exclude_each_other() -> None:
    assert "takes" not in curve_words("turn", curve((0, 0.1), (90, 0.7), kind="detect"))


@pytest.mark.parametrize("axis", MOVE_AXES)
def test_the_curve_goes_through_the_unmoved_picture_to_the_ends_of_the_slider(axis) -> None:
    stops = MOVE_STOPS[axis]
    assert (stops[0], stops[-1]) == (-FARTHEST[axis], FARTHEST[axis])
    assert 0.0 in stops
    assert list(stops) == sorted(set(stops))


def test_the_curve_runs_along_one_move_with_the_others_as_they_are() -> None:
    setting = Setting(turn=30, across=20, down=-10, axis="across")
    assert {(move.degrees, move.down) for move in setting.curve} == {(30, -0.1)}
    assert setting.move == Move(30, 0.2, -0.1)
    assert setting.move in setting.curve
