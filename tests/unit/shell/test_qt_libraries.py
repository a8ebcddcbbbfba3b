"""Where the system lacks a library of Qt, a person is told which package to install."""

from __future__ import annotations

import sys

import pytest

from desktop_app.shell import qt_libraries
from ml_engine.domain.errors import UserError

only_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="packages of Linux systems")


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Libraries that the loader does not find."""
    names: set[str] = set()
    monkeypatch.setattr(qt_libraries, "_loads", lambda library: library not in names)
    return names


@only_linux
def test_the_packages_of_what_is_missing_are_named(hidden: set[str]) -> None:
    hidden |= {"libEGL.so.1", "libGL.so.1"}
    error = qt_libraries.no_qt(ImportError("libGL.so.1: cannot open shared object file"))
    assert error.message == "The window cannot open: this system lacks libGL.so.1, libEGL.so.1."
    assert "sudo apt install libgl1 libegl1 (Debian, Ubuntu)" in error.hint
    assert "sudo dnf install libglvnd-glx libglvnd-egl (Fedora)" in error.hint


def test_another_reason_is_said_as_it_is(hidden: set[str]) -> None:
    error = qt_libraries.no_qt(ImportError("DLL load failed while importing QtGui"))
    assert "DLL load failed" in error.message
    assert "apt" not in error.hint


@only_linux
@pytest.mark.parametrize(
    ("platform", "wayland", "refused"),
    [("", "", True), ("xcb", "wayland-0", True), ("", "wayland-0", False), ("offscreen", "", False)],
)
def test_x11_s_own_libraries_are_looked_for_before_qt_ends_the_program(
    hidden: set[str], monkeypatch: pytest.MonkeyPatch, platform: str, wayland: str, refused: bool
) -> None:
    hidden.add("libxcb-cursor.so.0")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    if refused:
        with pytest.raises(UserError, match=r"libxcb-cursor\.so\.0"):
            qt_libraries.require_x11_libraries()
    else:
        qt_libraries.require_x11_libraries()
