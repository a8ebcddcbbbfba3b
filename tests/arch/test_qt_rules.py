"""What the window's code may take from Qt, and how it may use it: rules that import-linter cannot see."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
WINDOW = sorted((REPOSITORY / "desktop_app").rglob("*.py"))
# QtPrintSupport, QtSql, QtNetwork's web and all that is not in PySide6-Essentials stay out.
MODULES = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork"}
LOCAL_SOCKETS = {"QLocalServer", "QLocalSocket"}
PYQTGRAPH_IN = {"charts"}
NO_WIDGETS_IN = {"session"}


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


def test_only_the_modules_of_qt_that_are_needed() -> None:
    taken = {(name(path), part(path), *both) for path in WINDOW for both in taken_from_qt(path)}
    assert not {(file, module) for file, _, module, _ in taken if module not in MODULES}
    assert not {(file, what) for file, _, module, what in taken if module == "QtNetwork" and what not in LOCAL_SOCKETS}
    assert not {file for file, of, module, _ in taken if module == "QtWidgets" and of in NO_WIDGETS_IN}


def test_curves_are_drawn_by_the_charts_alone() -> None:
    drawing = [
        path for path in WINDOW if re.search(r"^\s*(import|from) pyqtgraph", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert {part(path) for path in drawing} <= PYQTGRAPH_IN


def test_the_window_never_waits_by_force() -> None:
    assert not [place for place, call in calls() if called(call) in {"processEvents", "terminate", "sleep", "msleep"}]


def test_no_lambda_is_connected_to_a_signal() -> None:
    """A lambda keeps its widget alive, and nobody can disconnect it."""
    connections = [(place, call) for place, call in calls() if called(call) == "connect"]
    assert len(connections) > 100
    assert not [place for place, call in connections if any(isinstance(word, ast.Lambda) for word in call.args)]


def test_words_stand_on_plain_labels() -> None:
    """A bare QLabel takes text from outside for markup: a file named <img src=…> would be fetched."""
    words = (ast.Constant, ast.JoinedStr, ast.Call)
    assert not [
        place
        for place, call in calls()
        if called(call) == "QLabel"
        and any(isinstance(word, words) for word in call.args)
        and not place.startswith("desktop_app/look/")
    ]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the window's code, with its file and line."""
    for path in WINDOW:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                yield f"{name(path)}:{node.lineno}", node


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_the_command_line_needs_no_qt() -> None:
    code = (
        "import sys; import desktop_app.cli.main; import desktop_app.i18n.messages; "
        "import desktop_app.canvas.hit_test; import desktop_app.canvas.tools.select; "
        "sys.exit(', '.join(sorted({'PySide6', 'pyqtgraph', 'shiboken6'} & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_pictures_from_memory_name_their_format() -> None:
    """Qt tries its plugins otherwise; that of SVG connects signals, which on a thread of the pool waits for the GUI

    thread, which may wait for Python: both for ever.
    """
    bare = [place for place, call in calls() if called(call).endswith("fromData") and len(call.args) < 2]
    assert not bare
