"""A run's folder is read as far as it goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.results.report import read_report
from ml_engine.domain.errors import UserError

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
