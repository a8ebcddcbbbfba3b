"""A run's files read back without torch: whole, from older versions, and damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import TruthBox
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports import answers, run_reader
from ml_engine.reports.answers import AnsweredBox, LabelScores, PictureAnswer, ScoreCurve, Scores
from ml_engine.training.run_folder import RunFolder

BOX = (1.0, 2.0, 3.0, 4.0)
ANSWERS = (
    PictureAnswer(
        1, os.fsdecode(b"/p/caf\xe9 \xc3\xb1.jpg"), "test", 0.25, truth_boxes=(TruthBox("key", BOX),),
        boxes=(AnsweredBox("key", 0.5, BOX, 0),), cells=(("key", "key"),),
    ),
    PictureAnswer(2, "/p/b.jpg", "validation", 1.0, ("cat",), scores=(("dog", 0.75),), cells=(("cat", "dog"),)),
)  # fmt: skip
PART = Scores(
    "detect", "test", 0.5, {"ap": 0.5}, (LabelScores("00", "key", "#112233", 3, {"ap50": 0.5}),), ((3,),), False,
    (ScoreCurve("", (0.5,), (1.0,), (0.5,)),),
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Path:
    RunFolder(tmp_path).write_answers(ANSWERS, [Scores("detect", "validation"), PART], "test")
    return tmp_path


def test_answers_come_back_as_they_were_also_of_files_whose_names_are_no_text(run: Path) -> None:
    assert answers.read_answers(run) == ANSWERS
    assert answers.read_answers(run, "validation") == ANSWERS[1:]


def test_scores_are_of_the_scored_split_unless_another_is_asked_for(run: Path) -> None:
    assert answers.read_scores(run) == PART
    assert answers.read_scores(run, "validation").split == "validation"
    assert answers.read_scores(run, "train") == Scores()


def test_a_run_of_an_older_version_has_none(tmp_path: Path) -> None:
    assert answers.read_answers(tmp_path) == ()
    assert answers.read_scores(tmp_path) == Scores()
    assert run_reader.read_curves(tmp_path) == ()


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("answers.jsonl", answers.read_answers),
        ("curves.json", answers.read_scores),
        ("metrics.jsonl", run_reader.read_curves),
        ("job.json", run_reader.read_job),
        ("model.json", run_reader.read_spec),
    ],
)
@pytest.mark.parametrize("data", [b'{"version": 1', b"[]", b"\xff\n", b'{"image_id": "x"}\n'])
def test_a_damaged_file_is_said_by_its_name(tmp_path: Path, name, read, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=name.replace(".", r"\.")):
        read(tmp_path)


def test_scores_of_a_newer_version_are_refused(tmp_path: Path) -> None:
    (tmp_path / "curves.json").write_bytes(b'{"version": 99, "scored": "test", "parts": []}')
    with pytest.raises(UserError, match="newer"):
        answers.read_scores(tmp_path)


def test_a_runs_job_is_read_back(tmp_path: Path) -> None:
    job = TrainJob("r", "c", "detect", backbone="resnet18")
    RunFolder(tmp_path).write_job(job)
    assert run_reader.read_job(tmp_path) == job


def test_reading_a_run_brings_no_torch() -> None:
    code = (
        "import sys, ml_engine.reports.answers, ml_engine.reports.run_reader; "
        "sys.exit(', '.join({'torch', 'onnxruntime', 'matplotlib', 'cv2'} & set(sys.modules)) or 0)"
    )
    repository = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
