"""One window a project, proven with real processes: they start at once, they are killed, they ask for paths."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

from desktop_app.shell import single_instance
from desktop_app.shell.single_instance import SingleInstance, server_name

REPOSITORY = Path(__file__).resolve().parents[2]
# Says 'ready', waits for a line, claims, says how it went; the first then says what it is asked for, one line each.
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.shell.single_instance import SingleInstance
app = QCoreApplication([])
print("ready", flush=True)
sys.stdin.readline()
instance = SingleInstance(Path(sys.argv[1]))
instance.asked.connect(lambda path: print("asked", path, flush=True))
if not instance.claim(sys.argv[2]):
    print("told", flush=True)
    sys.exit()
print("first", flush=True)
app.exec()
"""


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[str]]]:
    """The processes of a test; none outlives it."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def start(starts: list[subprocess.Popen[str]], project: Path, path: str = "") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(project), path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    starts.append(process)
    return process


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_of_fifty_starts_at_once_one_is_the_window_and_all_others_are_heard(
    starts: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    processes = [start(starts, tmp_path / "p", f"/asked/{number}") for number in range(50)]
    assert {line(process) for process in processes} == {"ready"}
    for process in processes:
        go(process)
    ends = {process: line(process) for process in processes}
    firsts = [process for process, end in ends.items() if end == "first"]
    assert len(firsts) == 1
    assert [end for process, end in ends.items() if process not in firsts] == ["told"] * 49
    heard = {line(firsts[0]) for _ in range(49)}
    number_of_first = processes.index(firsts[0])
    assert heard == {f"asked /asked/{number}" for number in range(50) if number != number_of_first}


@pytest.mark.skipif(sys.platform == "win32", reason="a killed process leaves no pipe behind there")
def test_the_next_start_takes_over_what_a_killed_window_left(
    starts: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    first = start(starts, tmp_path / "p")
    assert line(first) == "ready"
    go(first)
    assert line(first) == "first"
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert Path(server_name(tmp_path / "p")).exists()  # the stale socket
    second = start(starts, tmp_path / "p")
    assert line(second) == "ready"
    go(second)
    assert line(second) == "first"


@pytest.mark.parametrize("path", ["", "/pictures/año 2026/Ñandú.jpg", "two\nlines"])
def test_the_first_is_told_the_path_as_it_was_written(qtbot, tmp_path: Path, path: str) -> None:
    first, second = SingleInstance(tmp_path / "p"), SingleInstance(tmp_path / "p")
    assert first.claim()
    with qtbot.waitSignal(first.asked) as heard:
        assert not second.claim(path)
    assert heard.args == [path]
    first.release()


def test_links_and_dots_lead_to_the_same_window(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "p")
    names = {server_name(tmp_path / way) for way in ("p", "link", "p/../p")}
    assert len(names) == 1
    assert server_name(tmp_path / "q") not in names


def test_without_a_usable_runtime_folder_another_one_of_the_user_is_found(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_to_all = tmp_path / "open"
    (open_to_all / "vistazo").mkdir(parents=True)
    (open_to_all / "vistazo").chmod(0o777)
    for runtime in (str(open_to_all), str(tmp_path / ("long" * 30)), "/proc/nowhere"):
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        assert not server_name(tmp_path / "p").startswith(runtime)
    first = SingleInstance(tmp_path / "p")
    assert first.claim()
    with qtbot.waitSignal(first.asked):
        assert not SingleInstance(tmp_path / "p").claim("x")
    first.release()


def test_after_release_the_next_start_is_the_first(qtbot, tmp_path: Path) -> None:
    parent = QObject()
    first = SingleInstance(tmp_path / "p", parent)
    assert first.claim()
    first.release()
    second = SingleInstance(tmp_path / "p", parent)
    assert second.claim()
    second.release()


@pytest.mark.parametrize("words", [b"zz\n", b"abc\n", b"\n" * 3, b"61" * 40_000, b"61"])
def test_what_another_program_says_to_the_socket_asks_for_nothing_odd(qtbot, tmp_path: Path, words: bytes) -> None:
    first, asked = SingleInstance(tmp_path / "p"), []
    assert first.claim()
    first.asked.connect(asked.append)
    stranger = QLocalSocket()
    stranger.connectToServer(server_name(tmp_path / "p"))
    assert stranger.waitForConnected(2_000)
    stranger.write(words)
    stranger.flush()
    if b"\n" not in words:
        stranger.disconnectFromServer()
    with qtbot.waitSignal(first.asked):  # it still hears others
        assert not SingleInstance(tmp_path / "p").claim("later")
    assert set(asked) <= {"", "later"}
    first.release()


def test_who_comes_between_the_question_and_the_lock_is_the_first(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rival, late = SingleInstance(tmp_path / "p"), SingleInstance(tmp_path / "p")
    ask, came = single_instance._tell, []

    def ask_while_the_rival_comes(name: str, path: str) -> bool:
        answer = ask(name, path)
        if not came:
            came.append(True)
            assert rival.claim()
        return answer

    monkeypatch.setattr(single_instance, "_tell", ask_while_the_rival_comes)
    assert not late.claim("/late")
    rival.release()
