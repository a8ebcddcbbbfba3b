"""What nobody caught is shown calmly and can be sent on, wherever it happened, and the window goes on."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop_app.look.widgets import PlainLabel
from desktop_app.session.background import Background
from desktop_app.shell.crash_log import CrashLog
from desktop_app.shell.crash_report import CrashReport


@pytest.fixture
def crashes(qtbot, look, tmp_path: Path) -> CrashReport:
    made = CrashReport(look, None, CrashLog(tmp_path / "log"))
    made.install()
    yield made
    made.release()
    made.deleteLater()


class Broken(QObject):
    """What a bug looks like."""

    def fail(self) -> None:
        raise ZeroDivisionError(f"in {Path.home()}/cat.jpg")


def fail_in_slot() -> None:
    """An exception as Qt's event loop meets it: Python's own hook is called, as PySide does."""
    try:
        Broken().fail()
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())


def report(crashes: CrashReport) -> str:
    return crashes.panel.findChild(QPlainTextEdit, "crash-report-text").toPlainText()


def click(qtbot, crashes: CrashReport, name: str) -> None:
    qtbot.mouseClick(crashes.panel.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_bug_is_shown_logged_and_can_be_copied(qtbot, crashes: CrashReport) -> None:
    fail_in_slot()
    assert crashes.panel.isVisible()
    assert crashes.panel.findChild(PlainLabel, "crash-what").text() == "ZeroDivisionError: in ~/cat.jpg"
    assert "Broken().fail()" in report(crashes)
    assert str(Path.home()) not in report(crashes)
    click(qtbot, crashes, "crash-copy")
    assert QGuiApplication.clipboard().text() == report(crashes)
    assert "ZeroDivisionError" in crashes.log.file.read_text()


def test_a_bug_on_a_plain_thread_reaches_the_window(qtbot, crashes: CrashReport) -> None:
    with qtbot.waitSignal(crashes.crashed):
        thread = threading.Thread(target=Broken().fail)
        thread.start()
        thread.join()
    assert crashes.panel.isVisible()


@pytest.mark.no_qt_log
def test_a_bug_in_background_work_reaches_the_window(qtbot, crashes: CrashReport) -> None:
    background = Background()
    with qtbot.captureExceptions() as caught:
        background.run(lambda _: Broken().fail(), lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    background.close()


def test_the_same_bug_again_is_counted_not_listed(qtbot, crashes: CrashReport) -> None:
    for _ in range(3):
        fail_in_slot()
    assert report(crashes).count("Traceback") == 1
    assert any("3" in label.text() for label in crashes.panel.findChildren(PlainLabel))


def test_the_window_goes_on_and_the_next_bug_is_shown_anew(qtbot, crashes: CrashReport) -> None:
    fail_in_slot()
    click(qtbot, crashes, "crash-go-on")
    assert crashes.panel is None
    fail_in_slot()
    assert crashes.panel.isVisible()
    qtbot.keyClick(crashes.panel, Qt.Key.Key_Escape)
    assert crashes.panel is None


def test_ctrl_c_is_no_crash(look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: heard.append(args[0]))
    crashes = CrashReport(look, None, CrashLog(tmp_path))
    crashes.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert crashes.panel is None
    assert heard == [KeyboardInterrupt]
    crashes.release()


@pytest.mark.no_qt_log
def test_warnings_of_qt_are_in_the_log(crashes: CrashReport) -> None:
    qWarning("something odd about a widget")
    assert "something odd about a widget" in crashes.log.file.read_text()


def test_a_process_that_fell_is_told_at_the_next_start(qtbot, look, tmp_path: Path) -> None:
    (tmp_path / "fault-1.txt").write_text("Fatal Python error: Segmentation fault")
    crashes = CrashReport(look, None, CrashLog(tmp_path))
    crashes.install()
    assert "Segmentation fault" in report(crashes)
    crashes.release()


def test_after_release_the_hooks_are_as_before(look, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook)
    crashes = CrashReport(look, None, CrashLog(tmp_path))
    crashes.install()
    assert (sys.excepthook, threading.excepthook) != before
    crashes.release()
    assert (sys.excepthook, threading.excepthook) == before


def test_timers_run_on_while_the_panel_is_open(qtbot, crashes: CrashReport) -> None:
    fail_in_slot()
    timer = QTimer(singleShot=True, interval=1)
    with qtbot.waitSignal(timer.timeout):
        timer.start()
