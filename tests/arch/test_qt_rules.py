"""What the window's code may take from Qt, and how it may use it: rules that import-linter cannot see."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
WINDOW = sorted((REPOSITORY / "desktop_app").rglob("*.py"))
# QtPrintSupport, QtSql, QtNetwork's web and all that is not in PySide6-Essentials stay out.
MODULES = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork"}
LOCAL_SOCKETS = {"QLocalServer", "QLocalSocket"}
PYQTGRAPH_IN = {"charts"}
NO_WIDGETS_IN = {"session"}
BARE_LABEL_IN = {"look"}


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def part(path: Path) -> str:
    return path.relative_to(REPOSITORY / "desktop_app").parts[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def taken_from_qt(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of everything imported from PySide6; name '' for a module as a whole."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "PySide6":
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
            yield from (((node.module or "").split(".")[1], alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[1], "") for alias in node.names if alias.name.startswith("PySide6."))


@pytest.mark.parametrize("path", WINDOW, ids=name)
def test_only_the_modules_of_qt_that_are_needed(path: Path) -> None:
    for module, taken in taken_from_qt(path):
        assert module in MODULES, f"PySide6.{module}"
        assert module != "QtNetwork" or taken in LOCAL_SOCKETS, f"PySide6.QtNetwork.{taken or '*'}"
        assert module != "QtWidgets" or part(path) not in NO_WIDGETS_IN, "what is open knows no widgets"


@pytest.mark.parametrize("path", WINDOW, ids=name)
def test_curves_are_drawn_by_the_charts_alone(path: Path) -> None:
    imports = re.search(r"^\s*(import|from) pyqtgraph", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert imports is None or part(path) in PYQTGRAPH_IN


@pytest.mark.parametrize("path", WINDOW, ids=name)
def test_the_window_never_waits_by_force(path: Path) -> None:
    forced = {"processEvents", "terminate", "sleep", "msleep"}
    calls = [
        (node.func.attr, node.lineno)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in forced
    ]
    assert not calls


@pytest.mark.parametrize("path", WINDOW, ids=name)
def test_no_lambda_is_connected_to_a_signal(path: Path) -> None:
    """A lambda keeps its widget alive, and nobody can disconnect it."""
    lambdas = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]
    assert not lambdas


@pytest.mark.parametrize("path", WINDOW, ids=name)
def test_words_stand_on_plain_labels(path: Path) -> None:
    """A bare QLabel takes text from outside for markup: a file named <img src=…> would be fetched."""
    bare = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "QLabel"
        and any(isinstance(argument, ast.Constant | ast.JoinedStr | ast.Call) for argument in node.args)
    ]
    assert not bare or part(path) in BARE_LABEL_IN


def test_the_command_line_needs_no_qt() -> None:
    code = (
        "import sys; import desktop_app.cli.main; import desktop_app.i18n.messages; "
        "import desktop_app.canvas.hit_test; import desktop_app.canvas.tools.select; "
        "sys.exit(', '.join(sorted({'PySide6', 'pyqtgraph', 'shiboken6'} & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
