"""Damaged, foreign, newer, locked, full, write-protected: each ends in a sentence, and what was there stays there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.project.lock import WriterLock
from tests.flows.conftest import QUICK, Answer, answer_of, command, write_desk, write_voc


def assert_refused(answer: Answer, code: str, *words: str) -> None:
    """Failed with this code, in a sentence that holds the words, with a next step and no traceback."""
    failed = answer.last
    assert (answer.code, failed["event"], failed["code"]) == (1, "JobFailed", code), failed
    assert failed["message"].rstrip().endswith("."), failed
    assert failed["hint"], failed
    assert not failed.get("traceback")
    assert "Traceback" not in answer.error
    for word in words:
        assert word in failed["message"], failed


def assert_intact(project: Path, annotations: int = 12) -> None:
    connection = sqlite3.connect(project / "project.vistazo")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (annotations,)
    finally:
        connection.close()


def flip_a_byte(file: Path, place: float = 0.9) -> None:
    data = bytearray(file.read_bytes())
    data[int(len(data) * place)] ^= 0x10
    file.write_bytes(data)


Mounted = Callable[..., Answer]


@pytest.fixture
def mounted(tmp_path: Path) -> Mounted:
    """Run `vistazo --json WORDS…` after mounts that only it sees. Skips where this system lets nobody mount."""
    own = ["unshare", "--mount"] if os.name != "nt" and os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    (tmp_path / "disk").mkdir()
    try:
        tried = subprocess.run([*own, "mount", "-t", "tmpfs", "tmpfs", tmp_path / "disk"], capture_output=True)
    except OSError:
        pytest.skip("needs unshare(1)")
    if tried.returncode != 0:
        pytest.skip("needs the right to mount in a namespace of one's own")

    def run(mounts: str, *words: object, after: str = ":") -> Answer:
        script = f'set -e; {mounts}; status=0; "$@" || status=$?; {after}; exit $status'
        return answer_of([*own, "sh", "-c", script, "sh", *command(*words)], tmp_path)

    return run


def kilobytes_of(*folders: Path) -> int:
    """What they take on a disk of pages of 4 kB."""
    return sum(path.stat().st_size // 4096 * 4 + 4 for folder in folders for path in folder.rglob("*"))


WRITE_PROTECTED = "mount --bind project project; mount -o remount,bind,ro project"


def small_disk(kilobytes: int, *holds: str) -> str:
    """A small disk at `disk`, with copies of these folders on it."""
    copies = "".join(f"; cp -r {name} disk/" for name in holds)
    return f"mount -t tmpfs -o size={kilobytes}k tmpfs disk{copies}"


def test_a_write_protected_project_still_answers(trained, mounted: Mounted) -> None:
    safetensors = ("--format", "safetensors")
    assert_refused(mounted(WRITE_PROTECTED, "import", "project", "stripes"), "project-read-only", "protected")
    assert_refused(mounted(WRITE_PROTECTED, "train", "project", *QUICK), "folder-not-writable", "runs")
    assert_refused(mounted(WRITE_PROTECTED, "new", "project/inner", "stripes"), "folder-not-writable")
    assert_refused(
        mounted(WRITE_PROTECTED, "export-model", trained.run, "project/model", *safetensors), "destination-unwritable"
    )
    assert_refused(mounted(WRITE_PROTECTED, "predict", trained.run, "stripes", "--draw", "project/d"), "draw-folder")
    assert mounted(WRITE_PROTECTED, "evaluate", trained.run).last["event"] == "JobDone"
    assert mounted(WRITE_PROTECTED, "predict", trained.run, "stripes").last["event"] == "JobDone"
    assert_intact(trained.project)


def test_a_disk_that_fills_during_training_costs_only_the_run(trained, mounted: Mounted, tmp_path: Path) -> None:
    shutil.rmtree(trained.run)
    taken = kilobytes_of(trained.project, trained.pictures)
    keep = "cp -r disk/project kept"
    failed = mounted(small_disk(taken + 500, "stripes", "project"), "train", "disk/project", *QUICK, after=keep)
    assert failed.last["code"] in ("disk-full", "disk-write"), failed.last
    assert_refused(failed, failed.last["code"])
    assert_intact(tmp_path / "kept")
    assert list((tmp_path / "kept" / "runs").rglob("*.tmp")) == []


def test_an_import_without_room_changes_nothing(vistazo, mounted: Mounted, tmp_path: Path) -> None:
    desk = write_desk(tmp_path / "desk", 3)
    write_voc(min(desk.glob("*.jpg")), [("thing", n % 500, n // 500, n % 500 + 9, n // 500 + 9) for n in range(9000)])
    vistazo("new", "project", desk)
    taken = kilobytes_of(tmp_path / "project", desk)
    keep = "cp -r disk/project kept"
    failed = mounted(small_disk(taken + 300, "desk", "project"), "import", "disk/project", "disk/desk", after=keep)
    assert_refused(failed, "disk-full")
    assert_intact(tmp_path / "kept", annotations=0)
    assert list((tmp_path / "kept" / "cache").glob("*.staging")) == []


def test_what_finds_no_room_leaves_nothing(trained, mounted: Mounted, tmp_path: Path) -> None:
    look = "ls -A disk > left"

    def left() -> str:
        return (tmp_path / "left").read_text()

    assert_refused(mounted(small_disk(40), "new", "disk/second", "stripes", after=look), "disk-full")
    assert left() == ""
    written = ("export-model", trained.run, "disk/model", "--format", "safetensors")
    assert_refused(mounted(small_disk(200), *written, after=look), "disk-full")
    assert left() == ""
    drawn = ("predict", trained.run, "stripes", "--draw", "disk/d", "--min-score", 0)
    refused = mounted(small_disk(8), *drawn, after="find disk -name '*.tmp*' > left")
    assert_refused(refused, refused.last["code"])
    assert left() == ""


NETWORK, OTHER = "squeezenet1_1", "mobilenet_v3_small"


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files of random weights: whole, of another network, truncated, no weights at all, not there."""
    from safetensors.torch import save_file

    from ml_engine.compat.torchvision_ops import torchvision

    folder = tmp_path_factory.mktemp("weights")
    for name in (NETWORK, OTHER):
        save_file(torchvision.models.get_model(name, weights=None).state_dict(), folder / f"{name}.safetensors")
    whole = (folder / f"{NETWORK}.safetensors").read_bytes()
    (folder / "truncated.safetensors").write_bytes(whole[: len(whole) // 2])
    (folder / "text.pth").write_text("these are no weights\n")
    return {
        "whole": folder / f"{NETWORK}.safetensors",
        "another": folder / f"{OTHER}.safetensors",
        **{name.split(".")[0]: folder / name for name in ("truncated.safetensors", "text.pth", "gone.pth")},
    }


@pytest.mark.parametrize("kind", ["another", "truncated", "text", "gone"])
def test_a_wrong_weights_file_is_refused_by_name(vistazo, trained, weights: dict[str, Path], kind: str) -> None:
    answer = vistazo("train", "project", "--backbone", NETWORK, "--weights", weights[kind], "--input-size", 64)
    assert_refused(answer, answer.last["code"], weights[kind].name)
    assert answer.last["code"].startswith("weights-")
    assert [path.name for path in (trained.project / "runs").iterdir()] == [trained.run.name]


def test_weights_are_not_taken_for_a_network_that_has_none(vistazo, trained, weights: dict[str, Path]) -> None:
    assert_refused(vistazo("train", "project", *QUICK, "--weights", weights["whole"]), "weights-not-wanted")
    assert_refused(vistazo("train", "project", "--backbone", NETWORK), "weights-missing")
    unknown = vistazo("train", "project", "--backbone", "alexnet9000")
    assert_refused(unknown, unknown.last["code"], "alexnet9000")


def test_a_damaged_best_file_gives_way_to_the_one_before(vistazo, trained) -> None:
    best = trained.run / "best.safetensors"
    shutil.copy(best, trained.run / "best.previous.safetensors")
    wanted = vistazo("evaluate", trained.run).last["metrics"]
    flip_a_byte(best)
    for words in (("evaluate", trained.run), ("predict", trained.run, "stripes")):
        answer = vistazo(*words)
        assert answer.last["event"] == "JobDone"
        assert any("best.safetensors is damaged" in row["message"] for row in answer.events("Notice"))
        assert answer.last["metrics"] in (wanted, {})
    flip_a_byte(trained.run / "best.previous.safetensors")
    for words in (
        ("evaluate", trained.run),
        ("predict", trained.run, "stripes"),
        ("export-model", trained.run, "model", "--format", "safetensors"),
    ):
        assert_refused(vistazo(*words), "checkpoint-damaged", "best.safetensors")
    assert not trained.run.parents[2].joinpath("model").exists()


def test_a_torn_file_of_a_run_is_refused_by_name(vistazo, trained) -> None:
    for name in ("model.json", "snapshot.jsonl", "best.safetensors"):
        file = trained.run / name
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
        answer = vistazo("evaluate", trained.run)
        assert_refused(answer, answer.last["code"], name)
        file.write_bytes(whole)


def test_a_damaged_state_is_not_resumed_silently(vistazo, trained) -> None:
    flip_a_byte(trained.run / "last.ckpt")
    (trained.run / "last.previous.ckpt").unlink(missing_ok=True)
    assert_refused(vistazo("train", "project", "--resume", trained.run), "checkpoint-damaged", "last.ckpt")
    (trained.run / "job.json").write_text("{")
    answer = vistazo("train", "project", "--resume", trained.run)
    assert_refused(answer, answer.last["code"], "job.json")


def test_a_project_of_a_newer_version_is_read_and_never_written(vistazo, trained) -> None:
    file = trained.project / "project.vistazo"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = file.read_bytes()
    assert_refused(vistazo("import", "project", "stripes"), "project-read-only", "newer Vistazo")
    trained_again = vistazo("train", "project", *QUICK)
    assert trained_again.last["event"] == "JobDone"
    assert any("newer" in row["message"] for row in trained_again.events("Notice"))
    assert file.read_bytes() == before


def test_beside_another_opener_it_trains_and_imports_later(vistazo, trained) -> None:
    with WriterLock(trained.project / "project.lock") as lock:
        assert lock.acquire()
        refused = vistazo("import", "project", "stripes")
        assert_refused(refused, "project-read-only", str(os.getpid()))
        assert vistazo("train", "project", *QUICK).last["event"] == "JobDone"
        assert vistazo("new", "project", "stripes").last["code"] == "project-exists"
    assert_intact(trained.project)


def test_runs_that_outlived_their_project_survive_a_new_one_that_fails(vistazo, tmp_path: Path) -> None:
    kept = tmp_path / "project" / "runs" / "old" / "best.safetensors"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"weights")
    (tmp_path / "empty").mkdir()
    assert_refused(vistazo("new", "project", "empty"), "no-pictures")
    assert kept.read_bytes() == b"weights"
    assert not (tmp_path / "project" / "project.vistazo").exists()
