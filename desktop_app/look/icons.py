"""The icons of resources/icons in any colour: Lucide's lines, drawn once per colour and then kept."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from desktop_app.look.memory_files import memory_file
from desktop_app.look.resources import resource_path


@cache
def svg(name: str) -> str:
    """The drawing. Raises ValueError where there is no icon of that name."""
    path = resource_path(f"icons/{name}.svg")
    if not path.is_file():
        raise ValueError(f"no icon {name!r} in {path.parent}")
    return path.read_text(encoding="utf-8")


def icon_file(name: str, color: str) -> str:
    """':/…' of the icon in a colour '#rrggbb'."""
    tinted = svg(name).replace("currentColor", color)
    return memory_file(f"icon-{color[1:].lower()}-{name}.svg", tinted.encode())


def tinted_icon(name: str, color: str, disabled: str) -> QIcon:
    """An icon in a colour, and in another one while its button is disabled. Sharp at every pixel ratio."""
    made = QIcon(icon_file(name, color))
    for state in (QIcon.State.Off, QIcon.State.On):
        made.addFile(icon_file(name, disabled), QSize(), QIcon.Mode.Disabled, state)
    return made
