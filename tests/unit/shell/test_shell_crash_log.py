"""The report holds what helps and nothing private; the log stays small and never stops the program."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.shell.crash_log import ACTIONS, CrashLog, traceback_text, without_home

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[CrashLog]:
    made = CrashLog(tmp_path / "log")
    made.open()
    yield made
    made.close()


def test_a_report_has_versions_last_actions_and_the_traceback_without_the_home(log: CrashLog) -> None:
    logging.getLogger(ACTIONS).info("draw-box")
    try:
        raise ValueError(f"cannot read {Path.home() / 'secret' / 'cat.jpg'}")
    except ValueError as error:
        report = log.report("ValueError", traceback_text(type(error), error, error.__traceback__))
    assert "Vistazo " in report
    assert "PySide6 6" in report
    assert "draw-box" in report
    assert "raise ValueError" in report
    assert str(Path.home()) not in report
    assert "~" in report


def test_only_the_last_actions_are_kept(log: CrashLog) -> None:
    for number in range(100):
        logging.getLogger(ACTIONS).info("action-%d", number)
    report = log.report("x", "y")
    assert "action-99" in report
    assert "action-50" not in report


def test_the_log_turns_over_and_stays_small(log: CrashLog) -> None:
    for _ in range(3_000):
        logging.getLogger("x").warning("w" * 1_000)
    files = list(log.folder.glob("vistazo.log*"))
    assert 1 < len(files) <= 4
    assert sum(file.stat().st_size for file in files) < 2_100_000


def test_a_folder_that_cannot_be_written_costs_only_the_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    log = CrashLog(tmp_path / "file" / "log")
    log.open()
    assert "what" in log.report("what", "details")
    log.close()


def test_the_last_words_of_a_process_that_fell_are_told_once(tmp_path: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from desktop_app.shell.crash_log import CrashLog;"
        "CrashLog(Path(sys.argv[1])).open(); os.abort()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=REPOSITORY, capture_output=True, check=False)
    assert done.returncode != 0
    log = CrashLog(tmp_path)
    assert "Fatal Python error: Aborted" in log.take_last_fault()
    assert log.take_last_fault() == ""


def test_a_process_that_ends_well_leaves_no_last_words(tmp_path: Path) -> None:
    log = CrashLog(tmp_path)
    log.open()
    log.close()
    assert not list(tmp_path.glob("fault-*"))


def test_an_endless_recursion_makes_a_short_report() -> None:
    def again() -> None:
        again_too()

    def again_too() -> None:
        again()

    try:
        again()
    except RecursionError as error:
        text = traceback_text(type(error), error, error.__traceback__)
    assert len(text.splitlines()) < 100


@pytest.mark.parametrize("text", ["{home}/a", "'{home}/a' and {home}"])
def test_home_is_a_tilde_wherever_it_stands(text: str) -> None:
    assert without_home(text.format(home=Path.home())) == text.format(home="~")
