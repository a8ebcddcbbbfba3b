"""Rules of the house that import-linter cannot see."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for top in ("ml_engine", "desktop_app") for path in (REPOSITORY / top).rglob("*.py"))
# The worker's main and the thread pool: whatever happens becomes an event or a signal.
BROAD_EXCEPT_ALLOWED = {"ml_engine/jobs/outcome.py", "desktop_app/session/background.py"}


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def test_the_house_has_sources() -> None:
    assert len(SOURCES) > 20


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_drawer_of_odds_and_ends(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "common", "misc", "manager"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_broad_excepts_stand_only_at_the_outer_doors(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    broad = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
        and not any(isinstance(child, ast.Raise) and child.exc is None for child in ast.walk(node))
    ]
    assert not broad or name(path) in BROAD_EXCEPT_ALLOWED, f"lines {broad}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nothing_is_left_for_later_in_a_comment(path: Path) -> None:
    with tokenize.open(path) as file:
        comments = [t.string for t in tokenize.generate_tokens(file.readline) if t.type == tokenize.COMMENT]
    assert not [text for text in comments if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text)]


def test_the_command_line_starts_without_torch_and_without_sql_of_its_own() -> None:
    """`vistazo --help` must be quick: no torch, no onnxruntime, no matplotlib where the user waits."""
    code = (
        "import sys; import desktop_app.cli.main; import ml_engine.jobs.engine; "
        "heavy = {'torch', 'torchvision', 'onnxruntime', 'matplotlib', 'accelerate'} & set(sys.modules); "
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
