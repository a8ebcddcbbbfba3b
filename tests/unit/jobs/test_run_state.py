"""How a run stands, told by its folder alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ml_engine.domain.events import JobCancelled, JobDone, JobFailed
from ml_engine.jobs.run_state import RunStatus, note_end, note_start, run_state, run_status
from ml_engine.jobs.specs import DoctorJob, TrainJob


def job(folder: Path) -> TrainJob:
    return TrainJob(str(folder), "", "detect")


@pytest.mark.parametrize(
    ("files", "state"),
    [
        ((), "empty"),
        (("last.ckpt",), "stopped"),
        (("best.safetensors",), "stopped"),
        (("model_card.json",), "finished"),
    ],
)
def test_a_run_of_an_older_version_is_judged_by_its_files(tmp_path: Path, files: tuple[str, ...], state: str) -> None:
    for name in files:
        (tmp_path / name).touch()
    assert run_state(tmp_path) == state


def test_a_training_of_this_process_runs(tmp_path: Path) -> None:
    note_start(job(tmp_path))
    assert run_state(tmp_path) == "running"


def test_a_training_whose_process_is_gone_is_paused(tmp_path: Path) -> None:
    code = (
        "import sys; from ml_engine.jobs.run_state import note_start; from ml_engine.jobs.specs import TrainJob; "
        "note_start(TrainJob(sys.argv[1], '', 'detect'))"
    )
    repository = Path(__file__).resolve().parents[3]
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=repository, check=True)
    assert run_state(tmp_path) == "paused"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a process tells when it began")
def test_another_process_with_the_same_number_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(f'{{"state": "running", "pid": {os.getpid()}, "born": "1"}}')
    assert run_state(tmp_path) == "paused"


@pytest.mark.parametrize(
    ("terminal", "paused", "status"),
    [
        (JobCancelled(False), True, RunStatus("paused")),
        (JobCancelled(True), False, RunStatus("empty")),
        (JobFailed("disk-full", "No room."), False, RunStatus("failed", "No room.")),
    ],
)
def test_an_end_before_anything_was_learnt(tmp_path: Path, terminal, paused: bool, status: RunStatus) -> None:
    note_start(job(tmp_path))
    note_end(job(tmp_path), terminal, paused=paused)
    assert run_status(tmp_path) == status


def test_a_person_who_stops_a_run_keeps_what_it_learnt(tmp_path: Path) -> None:
    (tmp_path / "last.ckpt").touch()
    note_end(job(tmp_path), JobCancelled(False))
    assert run_state(tmp_path) == "stopped"


def test_a_resumed_run_that_is_stopped_is_no_finished_one_before_its_end(tmp_path: Path) -> None:
    for name in ("model_card.json", "last.ckpt"):
        (tmp_path / name).touch()
    note_start(job(tmp_path))
    assert run_state(tmp_path) == "running"
    note_end(job(tmp_path), JobDone(1.0))
    assert run_state(tmp_path) == "finished"


def test_a_damaged_file_and_a_folder_that_is_gone_break_nothing(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_bytes(b"\xff{")
    assert run_state(tmp_path) == "empty"
    note_start(job(tmp_path / "gone"))
    assert run_state(tmp_path / "gone") == "empty"
    note_start(DoctorJob())
