"""A run's folder is read as far as it goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.results.report import read_report
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import TruthBox
from ml_engine.reports.answers import (
    ANSWERS_FILE,
    NOTHING,
    SCORES_FILE,
    AnsweredBox,
    PictureAnswer,
    Scores,
    answers_bytes,
    scores_bytes,
)

MODEL = {"task": "classify", "labels": [{"name": "cat", "color": "#E5484D"}], "backbone": "mobilenet_v2", "score": 0.2}


def write_run(folder: Path, *, epochs: int = 2) -> Path:
    folder.mkdir()
    (folder / "model.json").write_text(json.dumps(MODEL))
    rows = [
        {"epoch": n, "train_loss": 1 / n, "metrics": {"accuracy": n / 10, "loss": None}, "best": True}
        for n in range(1, epochs + 1)
    ]
    (folder / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_a_paused_run_shows_its_best_epoch(tmp_path: Path) -> None:
    report = read_report(write_run(tmp_path / "run"))
    assert (report.task, report.split, report.metrics) == ("classify", "validation", {"accuracy": 0.2})
    assert report.card is None
    assert report.scores is None


def test_a_half_written_last_epoch_is_left_out(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run")
    with (folder / "metrics.jsonl").open("a") as file:
        file.write('{"epoch": 3, "train_lo')
    assert len(read_report(folder).epochs) == 2


def test_an_empty_folder_is_an_empty_report(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    report = read_report(tmp_path / "run")
    assert (report.task, report.labels, report.metrics, report.split) == ("", (), {}, "")


def test_a_damaged_model_file_is_named(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run")
    (folder / "model.json").write_text("{")
    with pytest.raises(UserError, match=r"model\.json"):
        read_report(folder)


def test_a_detectors_precision_is_that_of_the_boxes_it_shows(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run")
    (folder / "model.json").write_text(json.dumps(MODEL | {"task": "detect", "score": 0.5}))
    box, far = (0.0, 0.0, 10.0, 10.0), (50.0, 50.0, 60.0, 60.0)
    found = (AnsweredBox("cat", 0.9, box, 0), AnsweredBox("cat", 0.8, far), AnsweredBox("cat", 0.2, far))
    answer = PictureAnswer(1, "/p/1.png", "test", 0.3, truth_boxes=(TruthBox("cat", box),), boxes=found)
    scores = Scores("detect", "test", 0.5, {"ap50": 0.9, "precision": 1.0, "recall": 1.0, "f1": 1.0})
    (folder / ANSWERS_FILE).write_bytes(answers_bytes([answer]))
    (folder / SCORES_FILE).write_bytes(scores_bytes([scores], "test"))
    assert read_report(folder).metrics == {"ap50": 0.9, "precision": 0.5, "recall": 1.0, "f1": pytest.approx(2 / 3)}


def test_a_classifier_of_several_labels_counts_what_it_shows_and_is_measured_by_its_ap(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run")
    answers = [
        PictureAnswer(1, "/p/1.png", "test", 0.3, truth_labels=("cat",), cells=(("cat", "cat"),)),
        PictureAnswer(2, "/p/2.png", "test", 0.3, truth_labels=("cat",), cells=(("cat", NOTHING),)),
    ]
    scores = Scores("classify", "test", 0.4, {"ap": 0.9, "precision": 1.0, "recall": 1.0, "f1": 1.0})
    (folder / ANSWERS_FILE).write_bytes(answers_bytes(answers))
    (folder / SCORES_FILE).write_bytes(scores_bytes([scores], "test"))
    report = read_report(folder)
    assert report.metrics == {"ap": 0.9, "precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3)}
    assert report.primary_metric == "ap"
