"""Turned and shifted pictures, and a detector's boxes before non-max suppression: what each promises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Candidates, Moved, TopAnswers
from ml_engine.insight import warm
from ml_engine.insight.answers import read_answers
from ml_engine.insight.candidates import show_candidates
from ml_engine.insight.moved import show_moved
from ml_engine.insight.top_answers import show_top_answers
from ml_engine.insight.warm_subject import warm_subjects
from ml_engine.jobs.insight_specs import CandidatesJob, Move, MoveJob, NetworkPlace, TopAnswersJob
from ml_engine.lab.nms import suppress
from tests.contracts.tiny_runs import NAMES, make_run

SIDE = 64


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("moved"), "classify", "stretch")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """As large as the input, so that a pixel is a pixel."""
    pixels = np.random.default_rng(1).integers(0, 256, (SIDE, SIDE, 3), np.uint8)
    pixels[8:24, 8:24] = (250, 30, 30)
    Image.fromarray(pixels).save(tmp_path / "square.png")
    return tmp_path / "square.png"


@pytest.fixture(autouse=True)
def nothing_warm() -> None:
    warm_subjects.cache_clear()
    warm.warm_networks.cache_clear()


def moved(run: Path, picture: Path, *moves: Move, label: str = "", true_labels=()) -> list[Moved]:
    events: list = []
    job = MoveJob(str(picture), NetworkPlace(str(run)), moves, label, true_labels, device="cpu", threads=1)
    show_moved(job, events.append, lambda: False)
    return [event for event in events if isinstance(event, Moved)]


def told(answers) -> dict[str, float]:
    return {one.label: pytest.approx(one.score, abs=1e-6) for one in answers}


def test_an_unmoved_picture_is_answered_as_any_other(run: Path, picture: Path) -> None:
    (found,) = moved(run, picture, Move())
    events: list = []
    place = NetworkPlace(str(run))
    show_top_answers(TopAnswersJob(str(picture), place, 3, "cpu", 1), events.append, lambda: False)
    top = next(event for event in events if isinstance(event, TopAnswers))
    assert {one.label: one.score for one in found.answers} == told(top.answers)
    assert (found.label, found.score) == (top.answers[0].label, pytest.approx(top.answers[0].score, abs=1e-6))


@pytest.mark.parametrize(("degrees", "quarters"), [(90, 1), (180, 2), (-90, 3), (270, 3)])
def test_a_quarter_turn_is_the_turned_picture_itself(run: Path, picture: Path, degrees: int, quarters: int) -> None:
    (found,) = moved(run, picture, Move(degrees))
    turned = np.rot90(np.asarray(Image.open(picture)), -quarters)
    assert np.array_equal(unpack_array(found.pixels), turned)
    Image.fromarray(np.ascontiguousarray(turned)).save(picture.with_name("turned.png"))
    (plain,) = moved(run, picture.with_name("turned.png"), Move())
    assert {one.label: one.score for one in found.answers} == told(plain.answers)


def test_a_shift_moves_right_and_down_and_leaves_grey_behind(run: Path, picture: Path) -> None:
    (found,) = moved(run, picture, Move(0, 0.25, 0.125))
    pixels, was = unpack_array(found.pixels), np.asarray(Image.open(picture))
    assert np.array_equal(pixels[8:, 16:], was[:-8, :-16])
    assert np.all(pixels[:8] == 114)
    assert np.all(pixels[:, :16] == 114)


def test_a_turn_comes_before_the_shift(run: Path, picture: Path) -> None:
    (found,) = moved(run, picture, Move(90, 0.25, 0))
    turned = np.rot90(np.asarray(Image.open(picture)), -1)
    assert np.array_equal(unpack_array(found.pixels)[:, 16:], turned[:, :-16])


def test_one_label_is_followed_through_all_moves(run: Path, picture: Path) -> None:
    turns = [Move(degrees) for degrees in range(-180, 181, 60)]
    found = moved(run, picture, *turns, label=NAMES[1])
    assert [one.degrees for one in found] == [move.degrees for move in turns]
    assert {one.label for one in found} == {NAMES[1]}
    assert len({round(one.score, 6) for one in found}) > 3, "the curve is flat"
    for one in found:
        assert one.score == {answer.label: answer.score for answer in one.answers}[NAMES[1]]
    assert found[0].score == pytest.approx(found[-1].score, abs=1e-6), "half a turn is half a turn either way"
    (true,) = moved(run, picture, Move(), true_labels=("airplane", NAMES[2]))
    assert true.label == NAMES[2], "the picture's own label, where the network knows it"
    with pytest.raises(UserError, match="no label 'airplane'"):
        moved(run, picture, Move(), label="airplane")


def test_the_network_stays_open_and_another_picture_is_seen(run: Path, picture: Path, monkeypatch) -> None:
    opened = []
    real = warm.open_network
    monkeypatch.setattr(warm, "open_network", lambda *args: opened.append(args) or real(*args))
    before = moved(run, picture, Move(30))
    moved(run, picture, Move(40))
    assert len(opened) == 1
    Image.fromarray(255 - np.asarray(Image.open(picture))).save(picture)
    after = moved(run, picture, Move(30))
    assert len(opened) == 1
    assert after[0].score != before[0].score, "an answer for the old file was kept"


def test_it_ends_between_two_moves(run: Path, picture: Path) -> None:
    events: list = []
    job = MoveJob(str(picture), NetworkPlace(str(run)), (Move(), Move(5), Move(9)), device="cpu", threads=1)
    with pytest.raises(Cancelled):
        show_moved(job, events.append, lambda: any(isinstance(event, Moved) for event in events))
    assert sum(isinstance(event, Moved) for event in events) == 1


@pytest.mark.parametrize("move", [Move(400), Move(0, 1.5), Move(0, 0, float("nan"))])
def test_a_move_out_of_reach_is_refused(run: Path, picture: Path, move: Move) -> None:
    with pytest.raises(UserError, match="cannot be turned"):
        moved(run, picture, move)


def test_the_labs_suppression_of_the_candidates_is_the_detectors_own_answer(tmp_path: Path) -> None:
    run = make_run(tmp_path, "detect")
    image = sorted((tmp_path / "pictures").iterdir())[2]
    kept = warm_subjects().open(NetworkPlace(str(run)), torch.device("cpu"), print)
    # An untrained network's boxes are small and lie apart: with its own 0.55 nothing would go.
    kept.subject.model.spec = replace(kept.subject.model.spec, iou=0.05)
    events: list = []
    show_candidates(
        CandidatesJob(str(image), NetworkPlace(str(run)), 0.1, 1000, "cpu", 1), events.append, lambda: False
    )
    (found,) = [event for event in events if isinstance(event, Candidates)]
    assert len(found.boxes) == found.found
    assert [box.score for box in found.boxes] == sorted((box.score for box in found.boxes), reverse=True)
    answers = read_answers(kept.subject, kept.outputs(kept.pixels(image, Move())), kept.view(image))
    for name in NAMES:
        own = [box for box in found.boxes if box.label == name]
        stay = suppress([box.xyxy for box in own], [box.score for box in own], found.iou, found.score).kept
        said = [box.xyxy for box in answers.boxes if box.label == name]
        view = kept.view(image)
        limit = (view.image_width, view.image_height) * 2
        clipped = [np.clip(own[place].xyxy, 0, limit).tolist() for place in stay]
        inside = [box for box in clipped if box[2] > box[0] and box[3] > box[1]]
        # A detector answers with 300 boxes at most, this untrained one with that many.
        assert inside[: len(said)] == [pytest.approx(xyxy, abs=1e-6) for xyxy in said]
        assert said or not inside
    assert len(answers.boxes) < len(found.boxes), "nothing was suppressed"


def test_only_candidates_that_are_sure_enough_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    run = make_run(tmp_path, "detect")
    image = sorted((tmp_path / "pictures").iterdir())[2]

    def candidates(least: float, count: int) -> Candidates:
        events: list = []
        job = CandidatesJob(str(image), NetworkPlace(str(run)), least, count, "cpu", 1)
        show_candidates(job, events.append, lambda: False)
        return next(event for event in events if isinstance(event, Candidates))

    every = candidates(0.01, 1000)
    middle = every.boxes[len(every.boxes) // 2].score
    sure = candidates(middle, 5)
    assert sure.boxes == every.boxes[:5]
    assert sure.found == sum(box.score >= middle for box in every.boxes) > 5


def test_a_classifier_has_no_candidates(run: Path, picture: Path) -> None:
    with pytest.raises(UserError, match="finds no boxes"):
        show_candidates(CandidatesJob(str(picture), NetworkPlace(str(run))), print, lambda: False)
