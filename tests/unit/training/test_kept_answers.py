"""Scoring again notes its answers and leaves those of other splits as they are."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from ml_engine.domain.predictions import Prediction, ScoredLabel
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Split
from ml_engine.networks.backbones import BACKBONES
from ml_engine.reports.answers import ANSWERS_FILE, read_answers, read_scores
from ml_engine.tasks.catalogue import TASKS
from ml_engine.training.answers import count_scores, picture_answers
from ml_engine.training.kept_answers import keep_answers
from ml_engine.training.model_spec import LabelSpec, ModelSpec
from ml_engine.training.run_folder import RunFolder
from ml_engine.training.scoring import Scored

LABELS = tuple(LabelSpec(uuid.UUID(int=place + 1), name, "#112233") for place, name in enumerate(("cat", "dog")))
NORMAL = BACKBONES.get("tiny").normalization
SPEC = ModelSpec("classify", LABELS, "tiny", "", 64, "letterbox", NORMAL, "embedding", 0, 0.0, 1.0, "0")


@pytest.fixture
def keep(tmp_path: Path):
    """keep(split, number, answer): one picture of a cat is scored."""
    task = TASKS.get("classify")

    def scored(split: Split, number: int, answer: int) -> RunFolder:
        tag = Annotation(uuid.uuid4(), number, LABELS[0].id, AnnotationKind.TAG)
        pictures = [SnapshotImage(ImageRef(number, Path(f"/p/{number}.jpg")), split, True, (tag,))]
        predictions = [Prediction(labels=(ScoredLabel(answer, 0.9), ScoredLabel(1 - answer, 0.1)))]
        metrics = task.score(predictions, pictures, [label.id for label in LABELS])
        scoring = Scored(pictures, predictions, metrics)
        found = picture_answers(scoring, split, task, SPEC)
        keep_answers(RunFolder(tmp_path), found, count_scores(scoring, found, split, task, SPEC))
        return RunFolder(tmp_path)

    return scored


def test_a_run_without_answers_gets_them(keep, tmp_path: Path) -> None:
    keep(Split.TEST, 7, 1)
    assert [(answer.image_id, answer.cells) for answer in read_answers(tmp_path)] == [(7, (("cat", "dog"),))]
    assert read_scores(tmp_path).split == "test"


def test_another_split_stays_and_stays_the_main_one(keep, tmp_path: Path) -> None:
    keep(Split.TEST, 7, 0)
    keep(Split.VALIDATION, 8, 1)
    assert {answer.split: answer.image_id for answer in read_answers(tmp_path)} == {"test": 7, "validation": 8}
    assert read_scores(tmp_path).split == "test"
    assert read_scores(tmp_path, "validation").metrics["accuracy"] == 0.0


def test_the_same_split_is_replaced(keep, tmp_path: Path) -> None:
    keep(Split.TEST, 7, 0)
    keep(Split.TEST, 9, 0)
    assert [answer.image_id for answer in read_answers(tmp_path)] == [9]


def test_damaged_answers_are_replaced(keep, tmp_path: Path) -> None:
    keep(Split.TEST, 7, 0)
    (tmp_path / ANSWERS_FILE).write_text("{")
    keep(Split.TEST, 9, 0)
    assert [answer.image_id for answer in read_answers(tmp_path)] == [9]
