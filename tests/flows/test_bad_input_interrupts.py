"""Ctrl-C and kill -9 at any point: an end in words, the database whole, no process and no half-written file behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.flows.conftest import QUICK, Answer, Running, write_desk, write_stripes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs process groups and signals")


def assert_intact(project: Path) -> int:
    """The database is whole. Returns how many annotations it holds."""
    connection = sqlite3.connect(project / "project.vistazo")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return int(connection.execute("SELECT count(*) FROM annotations").fetchone()[0])
    finally:
        connection.close()


def interrupted(running: Running) -> Answer:
    """Ctrl-C, and its end: 130, or 0 where it was done already; no traceback, no process left."""
    running.interrupt()
    answer = running.answer()
    assert answer.code in (0, 130), (answer.last, answer.error)
    assert answer.error == ""
    assert (answer.last.get("event") in ("JobCancelled", "JobFailed")) == (answer.code == 130)
    assert running.leaves_no_process()
    return answer


def at(event: str, **values: object):
    """Whether a row is this event with these values; numbers: at least so much."""

    def is_there(row: dict) -> bool:
        return row.get("event") == event and all(
            row[name] >= value if isinstance(value, int) else row[name] == value for name, value in values.items()
        )

    return is_there


def test_new_leaves_a_whole_project_or_none(vistazo, start_vistazo, tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    for label in range(40):
        (pictures / str(label)).mkdir(parents=True)
        for number in range(100):
            (pictures / str(label) / f"{number}.jpg").write_bytes(b"\xff\xd8\xff")
    running = start_vistazo("new", "project", pictures, "--labels-from-folders")
    running.read_until(at("Progress", phase="scan"))
    if interrupted(running).code == 0:
        assert assert_intact(tmp_path / "project") == 4000
    else:
        assert not (tmp_path / "project").exists()
        assert vistazo("new", "project", pictures).last["images"] == 4000


def test_import_takes_all_or_nothing(vistazo, start_vistazo, tmp_path: Path) -> None:
    desk = write_desk(tmp_path / "desk", 1)
    picture, labels = min(desk.glob("*.jpg")), min(desk.glob("*.xml")).read_text()
    for number in range(900):
        os.link(picture, desk / f"{number}.jpg")
        (desk / f"{number}.xml").write_text(labels.replace(picture.name, f"{number}.jpg"))
    vistazo("new", "project", desk)
    running = start_vistazo("import", "project", desk)
    running.read_until(at("Progress", phase="import"))
    stopped = interrupted(running)
    held = assert_intact(tmp_path / "project")
    assert (held == 0) == (stopped.code == 130)
    assert list((tmp_path / "project" / "cache").glob("*.staging")) == []
    if stopped.code == 130:
        assert vistazo("import", "project", desk).last["annotations"] > 900


@pytest.fixture(scope="module")
def squeezenet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights of a frozen network, random."""
    from safetensors.torch import save_file

    from ml_engine.compat.torchvision_ops import torchvision

    file = tmp_path_factory.mktemp("weights") / "squeezenet1_1.safetensors"
    save_file(torchvision.models.squeezenet1_1(weights=None).state_dict(), file)
    return file


def test_training_stops_while_features_are_computed(start_vistazo, vistazo, squeezenet: Path, tmp_path: Path) -> None:
    write_stripes(tmp_path / "stripes", 150, 32)
    vistazo("new", "project", "stripes", "--labels-from-folders")
    words = ("train", "project", "--backbone", "squeezenet1_1", "--weights", squeezenet, "--input-size", 64)
    running = start_vistazo(*words, "--epochs", 1)
    running.read_until(at("Progress", phase="features"))
    interrupted(running)
    assert assert_intact(tmp_path / "project") == 300
    again = vistazo(*words, "--epochs", 1)
    assert again.last["event"] == "JobDone"


def test_an_interrupt_between_snapshot_and_worker_is_not_lost(start_vistazo, trained) -> None:
    running = start_vistazo("train", "project", "--backbone", "tiny", "--epochs", 5000, "--input-size", 64)
    running.read_until(at("Progress", phase="hash"))
    assert interrupted(running).code == 130
    assert [path.name for path in (trained.project / "runs").iterdir()] == [trained.run.name]


def test_export_and_predict_leave_nothing_half_written(start_vistazo, trained, tmp_path: Path) -> None:
    for form in ("onnx", "safetensors"):
        running = start_vistazo("export-model", trained.run, f"model-{form}", "--format", form)
        running.read_until(at("Progress", phase="export"))
        stopped = interrupted(running)
        assert (tmp_path / f"model-{form}").exists() == (stopped.code == 0)
        assert not (tmp_path / f"model-{form}.partial").exists()
    write_stripes(tmp_path / "many", 150, 256)
    running = start_vistazo("predict", trained.run, "many", "--draw", "drawn", "--threads", 1)
    running.read_until(lambda row: "image" in row)
    interrupted(running)
    drawn = list((tmp_path / "drawn").iterdir())
    assert drawn
    for path in drawn:
        assert path.suffix == ".png"
        with Image.open(path) as picture:
            picture.load()


def test_a_second_interrupt_ends_at_once(start_vistazo, trained) -> None:
    running = start_vistazo("train", "project", "--backbone", "tiny", "--epochs", 5000, "--input-size", 64)
    running.read_until(at("EpochEnd", epoch=1))
    running.interrupt()
    running.interrupt()
    answer = running.answer()
    assert (answer.code, answer.last["event"], answer.error) == (130, "JobCancelled", "")
    assert running.leaves_no_process()
    assert assert_intact(trained.project) == 12


def workers_of(running: Running) -> list[int]:
    """Worker processes of a command, without Python's resource tracker."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            words = (entry / "cmdline").read_bytes()
        except (OSError, IndexError):
            continue
        if int(fields[1]) == running.process.pid and b"spawn_main" in words:
            found.append(int(entry.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the worker in /proc")
def test_a_killed_worker_is_said_and_its_run_goes_on(start_vistazo, vistazo, trained) -> None:
    running = start_vistazo("train", "project", "--backbone", "tiny", "--epochs", 60, "--input-size", 32)
    running.read_until(at("EpochEnd", epoch=2))
    (worker,) = workers_of(running)
    os.kill(worker, signal.SIGKILL)
    answer = running.answer()
    assert (answer.code, answer.last["event"], answer.last["code"]) == (1, "JobFailed", "worker-died")
    assert "killed" in answer.last["message"]
    assert answer.last["hint"]
    assert answer.error == ""
    assert running.leaves_no_process()
    assert assert_intact(trained.project) == 12
    assert vistazo("train", "project", *QUICK).last["event"] == "JobDone"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the worker ends by its closed pipe, later")
def test_a_killed_command_takes_its_worker_along(start_vistazo, trained) -> None:
    running = start_vistazo("train", "project", "--backbone", "tiny", "--epochs", 5000, "--input-size", 64)
    running.read_until(at("EpochEnd", epoch=1))
    os.kill(running.process.pid, signal.SIGKILL)
    running.answer()
    assert running.leaves_no_process()
    assert assert_intact(trained.project) == 12
