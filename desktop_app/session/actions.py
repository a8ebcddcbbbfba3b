"""Actions as data: a place lists what can be done in it; keys, menu entries and the palette come from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Scope = Literal["window", "canvas", "browser", "objects", "inside"]


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """id: stable kebab-case word, under which settings keep another key.   text: in the window's language.

    keys: portable key sequences, the first is shown.   icon: name in resources/icons, '' for none.
    enabled: asked just before it is shown or run.   scope: where its keys work.   in_palette: a line of the palette.
    """

    id: str
    text: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled: Callable[[], bool] | None = None
    scope: Scope = "window"
    in_palette: bool = True

    @property
    def is_enabled(self) -> bool:
        """Whether it can be done now."""
        return self.enabled is None or self.enabled()


def action(
    name: str,
    text: str,
    run: Callable[[], None],
    *keys: str,
    icon: str = "",
    enabled: Callable[[], bool] | None = None,
    scope: Scope = "window",
    in_palette: bool = True,
) -> ActionSpec:
    """An ActionSpec with its keys in a row; a place fixes the scope of its own: partial(action, scope="canvas")."""
    return ActionSpec(name, text, run, keys, icon, enabled, scope, in_palette)
