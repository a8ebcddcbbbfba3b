"""Choosing keys: which are free, and what is kept of a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtGui import QKeySequence

from desktop_app.session.action_keys import PORTABLE, keys_of
from desktop_app.session.actions import ActionSpec


def portable_key(key: QKeySequence | str) -> str:
    """One spelling for each key sequence ('ctrl+z' is 'Ctrl+Z')."""
    return QKeySequence(key).toString(PORTABLE)


def taken_by(key: str, spec: ActionSpec, specs: Iterable[ActionSpec], own: Mapping[str, str]) -> ActionSpec | None:
    """The other action that a key would start where this one works too; None if it is free."""
    wanted = portable_key(key)
    if not wanted:
        return None
    for other in specs:
        used = [portable_key(key) for key in keys_of(other, own)]
        if other.id != spec.id and wanted in used and _meet(spec, other):
            return other
    return None


def with_key(spec: ActionSpec, key: str, own: Mapping[str, str]) -> dict[str, str]:
    """The choice with one more. A key that is the only default is no choice of its own."""
    wanted = portable_key(key)
    others = {action: chosen for action, chosen in own.items() if action != spec.id}
    is_default = tuple(portable_key(default) for default in spec.keys) == ((wanted,) if wanted else ())
    return others if is_default else {**others, spec.id: wanted}


def without_key(spec: ActionSpec, own: Mapping[str, str]) -> dict[str, str]:
    """The choice with this action back at its defaults."""
    return {action: chosen for action, chosen in own.items() if action != spec.id}


def _meet(one: ActionSpec, other: ActionSpec) -> bool:
    """Whether there is a place in the window where both hear their keys."""
    return "window" in (one.scope, other.scope) or one.scope == other.scope
