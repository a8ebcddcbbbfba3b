"""The icons: each one that the code names is there, drawn with the same pen, and has its licence."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from defusedxml import ElementTree as Tree

from desktop_app.look.tokens import STROKE

REPOSITORY = Path(__file__).resolve().parents[3]
ICONS = sorted((REPOSITORY / "resources" / "icons").glob("*.svg"))
NAMES = {path.stem for path in ICONS}
LICENCES = REPOSITORY / "resources" / "licences"
CALLS = {"icon": 0, "pixmap": 0, "set_icon": 0, "IconButton": 1, "EmptyState": 1}


def named_icons(source: str) -> set[str]:
    """Names written out in calls of the look: look.icon("eye"), IconButton(look, "eye", …), icon="eye"."""
    found: set[str] = set()
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = call.args[CALLS[called] : CALLS[called] + 1] if called in CALLS else []
        given += [keyword.value for keyword in call.keywords if keyword.arg == "icon"]
        found |= {node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found - {""}


def test_every_icon_that_the_code_names_is_there() -> None:
    sources = (REPOSITORY / "desktop_app").rglob("*.py")
    asked = {name: path.name for path in sources for name in named_icons(path.read_text(encoding="utf-8"))}
    assert len(asked) > 10
    assert {name: where for name, where in asked.items() if name not in NAMES} == {}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_drawn_with_the_same_pen(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = Tree.fromstring(text)
    assert root.attrib["viewBox"] == "0 0 24 24"
    assert float(root.attrib["stroke-width"]) == STROKE
    colors = {value for node in root.iter() for key, value in node.attrib.items() if key in {"stroke", "fill"}}
    assert colors <= {"currentColor", "none"}
    assert not re.search(r"<(script|image|use|foreignObject)|href|url\(", text)


def test_what_is_not_ours_comes_with_its_licence() -> None:
    assert "ISC License" in (LICENCES / "lucide.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in (LICENCES / "inter.txt").read_text(encoding="utf-8")
    assert "LESSER GENERAL PUBLIC LICENSE" in (LICENCES / "qt.txt").read_text(encoding="utf-8")
