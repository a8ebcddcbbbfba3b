from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Event, JobDone, JobStarted, PictureFailed, PicturePrediction, Progress
from ml_engine.images.reader import read_header, read_image
from ml_engine.inference.open import MANY, open_predictor
from ml_engine.inference.predict import predict
from ml_engine.inference.preparation import prepare_picture
from ml_engine.inference.torch_predictor import FrozenPredictor
from ml_engine.jobs.specs import PredictJob
from tests.contracts.tiny_runs import NAMES, make_pictures, make_run


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("classify"), "classify")


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("detect"), "detect")


def run(model: Path, *images: Path, **options: object) -> tuple[JobDone, list[Event]]:
    events: list[Event] = []
    names = tuple(str(image) for image in images)
    job = PredictJob(str(model), names, threads=2, device="cpu", **options)  # type: ignore[arg-type]
    return predict(job, events.append, lambda: False), events


def answers(events: list[Event]) -> list[PicturePrediction]:
    return [event for event in events if isinstance(event, PicturePrediction)]


def test_a_classifier_names_the_best_label_and_ranks_the_rest(classifier: Path, tmp_path: Path) -> None:
    (picture,) = make_pictures(tmp_path, 1)

    _, events = run(classifier, picture)

    (answer,) = answers(events)
    assert answer.image == str(picture)
    assert (answer.label, answer.score) == answer.top[0]
    assert sorted(label for label, _ in answer.top) == sorted(NAMES)
    assert [score for _, score in answer.top] == sorted((score for _, score in answer.top), reverse=True)
    assert sum(score for _, score in answer.top) == pytest.approx(1)
    assert answer.boxes is None


def test_a_classifier_that_is_not_sure_names_none_but_shows_its_guesses(classifier: Path, tmp_path: Path) -> None:
    _, events = run(classifier, *make_pictures(tmp_path, 1), min_score=0.99)

    (answer,) = answers(events)
    assert answer.label is None
    assert answer.score is None
    assert len(answer.top) == 3


def test_a_detector_lists_boxes_inside_the_picture_best_first(detector: Path, tmp_path: Path) -> None:
    pictures = make_pictures(tmp_path, 4)

    done, events = run(detector, *pictures)

    found = answers(events)
    assert [answer.image for answer in found] == [str(path) for path in pictures]
    for answer, path in zip(found, pictures, strict=True):
        header = read_header(path)
        scores = [box.score for box in answer.boxes or ()]
        assert scores == sorted(scores, reverse=True)
        assert min(scores) >= 0.4
        for box in answer.boxes or ():
            x0, y0, x1, y1 = box.xyxy
            assert 0 <= x0 < x1 <= header.width
            assert 0 <= y0 < y1 <= header.height
    assert done.figures == {"pictures": 4, "failed": 0, "boxes": sum(len(answer.boxes or ()) for answer in found)}


def test_no_box_above_the_least_score_is_an_empty_list(detector: Path, tmp_path: Path) -> None:
    _, events = run(detector, *make_pictures(tmp_path, 1), min_score=1.0)

    assert answers(events)[0].boxes == ()


def test_a_bad_picture_is_named_and_the_others_are_answered(classifier: Path, tmp_path: Path) -> None:
    good, other = make_pictures(tmp_path, 2)
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"not a picture")

    done, events = run(classifier, good, bad, tmp_path / "absent.png", other)

    failed = [event for event in events if isinstance(event, PictureFailed)]
    assert [event.image for event in failed] == [str(bad), str(tmp_path / "absent.png")]
    assert all(event.image in event.reason for event in failed)
    assert [answer.image for answer in answers(events)] == [str(good), str(other)]
    assert done.figures["failed"] == 2


def test_a_job_whose_pictures_all_fail_fails(classifier: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"absent\.png") as caught:
        run(classifier, tmp_path / "absent.png")

    assert caught.value.code == "no-picture-read"


def test_a_folder_stands_for_the_pictures_in_it(classifier: Path, tmp_path: Path) -> None:
    make_pictures(tmp_path / "a" / "b", 2)

    done, _ = run(classifier, tmp_path)

    assert done.figures["pictures"] == 2


def test_no_picture_at_all_is_said(classifier: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        run(classifier, tmp_path)

    assert caught.value.code == "no-pictures"


@pytest.mark.parametrize("score", [-0.1, 1.5, float("nan")])
def test_a_least_score_outside_0_to_1_is_refused(classifier: Path, tmp_path: Path, score: float) -> None:
    with pytest.raises(UserError) as caught:
        run(classifier, *make_pictures(tmp_path, 1), min_score=score)

    assert caught.value.code == "min-score"


def test_the_device_comes_first_and_progress_ends_at_the_total(classifier: Path, tmp_path: Path) -> None:
    _, events = run(classifier, *make_pictures(tmp_path, 4))

    assert isinstance(events[0], JobStarted)
    assert events[0].device == "cpu"
    marks = [event for event in events if isinstance(event, Progress)]
    assert [(mark.done, mark.total) for mark in (marks[0], marks[-1])] == [(0, 4), (4, 4)]


def test_a_cancelled_prediction_stops_between_two_batches(classifier: Path, tmp_path: Path) -> None:
    pictures = [path for index in range(8) for path in make_pictures(tmp_path / str(index), 4)]
    events: list[Event] = []
    job = PredictJob(str(classifier), tuple(str(path) for path in pictures), threads=1, device="cpu")

    with pytest.raises(Cancelled):
        predict(job, events.append, lambda: bool(answers(events)))

    assert 0 < len(answers(events)) < len(pictures)


@pytest.mark.parametrize("task", ["classify", "detect"])
def test_drawings_get_names_of_their_own(task: str, classifier: Path, detector: Path, tmp_path: Path) -> None:
    twins = [make_pictures(tmp_path / side, 1)[0] for side in ("left", "right")]

    _, events = run(classifier if task == "classify" else detector, *twins, draw_dir=str(tmp_path / "drawn"))

    drawn = [Path(answer.drawn or "") for answer in answers(events)]
    assert [path.name for path in drawn] == ["picture 0.png", "picture 0-2.png"]
    for path, picture in zip(drawn, twins, strict=True):
        before, after = read_image(picture), read_image(path)
        assert after.shape[0] >= before.shape[0]
        assert after.shape != before.shape or (after != before).any()


def test_a_picture_in_the_drawing_folder_is_not_written_over(classifier: Path, tmp_path: Path) -> None:
    (picture,) = make_pictures(tmp_path, 1)
    before = picture.read_bytes()

    _, events = run(classifier, picture, draw_dir=str(tmp_path))

    assert picture.read_bytes() == before
    assert answers(events)[0].drawn == str(tmp_path / "picture 0-2.png")


def test_a_drawing_folder_that_cannot_be_made_is_said(classifier: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(UserError) as caught:
        run(classifier, *make_pictures(tmp_path, 1), draw_dir=str(tmp_path / "file" / "drawn"))

    assert caught.value.code == "draw-folder"


def test_the_faster_runtime_of_many_pictures_gives_the_same_numbers(detector: Path, tmp_path: Path) -> None:
    spec = open_predictor(detector, device="cpu").spec
    pixels = np.stack([prepare_picture(path, spec).pixels for path in make_pictures(tmp_path, 4)])

    plain = open_predictor(detector, device="cpu")
    fast = open_predictor(detector, device="cpu", expected_pictures=MANY, cache_dir=tmp_path / "cache")

    assert isinstance(fast, FrozenPredictor)
    for a, b in zip(plain.predict(pixels), fast.predict(pixels), strict=True):
        assert np.abs(a - b).max() <= 1e-3 * np.abs(a).max()


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        open_predictor(tmp_path)

    assert caught.value.code == "no-model"
