"""Keys as words: what a tooltip, a button or a sentence says is the key that the person chose, not the default one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QKeySequence

NATIVE = QKeySequence.SequenceFormat.NativeText
PORTABLE = QKeySequence.SequenceFormat.PortableText


class HasKeys(Protocol):
    """An ActionSpec, or ActionKeys. keys: the default ones."""

    @property
    def id(self) -> str: ...

    @property
    def keys(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class ActionKeys:
    """Of an action that is named where its ActionSpec is not at hand. id, keys: the spec's own."""

    id: str
    keys: tuple[str, ...]


OPEN_FOLDER = ActionKeys("open-folder", ("Ctrl+O",))
OPEN_PROJECT = ActionKeys("open-project", ("Ctrl+Shift+O",))
MENU = ActionKeys("menu", ("Alt+M",))
TRAIN = ActionKeys("train", ("F5",))
FIND = ActionKeys("find", ("Ctrl+K",))
UNDO = ActionKeys("undo", ("Ctrl+Z",))
ACCEPT_PROPOSALS = ActionKeys("accept-proposals", ("Enter", "Return"))
REJECT_PROPOSALS = ActionKeys("reject-proposals", ("X",))
NEXT_OBJECT = ActionKeys("next-object", ("Tab",))
VERIFY_PICTURE = ActionKeys("verify-picture", ("Space",))
VERIFY_PICTURES = ActionKeys("verify-pictures", ("Space",))
RENAME_LABEL = ActionKeys("rename-label", ("F2",))
DELETE_OBJECTS = ActionKeys("objects-delete", ("Del", "Backspace"))
WHAT_IS_THIS = ActionKeys("what-is-this", ("Shift+F1",))
LESS_OPACITY = ActionKeys("inside-opacity-less", ("[",))
MORE_OPACITY = ActionKeys("inside-opacity-more", ("]",))
NAMED = (
    OPEN_FOLDER, OPEN_PROJECT, MENU, TRAIN, FIND, UNDO, ACCEPT_PROPOSALS, REJECT_PROPOSALS, NEXT_OBJECT, VERIFY_PICTURE,
    VERIFY_PICTURES, RENAME_LABEL, DELETE_OBJECTS, WHAT_IS_THIS, LESS_OPACITY, MORE_OPACITY,
)  # fmt: skip


def keys_of(action: HasKeys, own: Mapping[str, str]) -> tuple[str, ...]:
    """Portable key sequences that start an action. own: id → the one key that was chosen, '' for none."""
    chosen = own.get(action.id)
    return action.keys if chosen is None else tuple(key for key in (chosen,) if key)


def key_text(key: str) -> str:
    """A portable key sequence as this system writes it."""
    return QKeySequence.fromString(key, PORTABLE).toString(NATIVE)


def shown_key(action: HasKeys, own: Mapping[str, str]) -> str:
    """The first key of an action as this system writes it, '' where it has none."""
    return next((key_text(key) for key in keys_of(action, own)), "")


def words_with_key(words: str, action: HasKeys, own: Mapping[str, str]) -> str:
    """For a tooltip: 'Results  ·  Ctrl+3'."""
    key = shown_key(action, own)
    return f"{words}  ·  {key}" if key else words
