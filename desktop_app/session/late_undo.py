"""The undo that a message offers: of the edit that it names and of no other, however soon or late it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from desktop_app.look.message import Message
from desktop_app.session.action_keys import UNDO, shown_key

if TYPE_CHECKING:
    from desktop_app.session.session import Session

SAID_FOR_S = 8


def undoing(session: Session, edit_id: UUID) -> Callable[[], None]:
    """What a message's button does: take this edit back if it is the last one, else say that it is not."""
    # What was written on another thread is in the history only when that has been read.
    return partial(session.history.when_read, partial(_undo, session, edit_id))


def _undo(session: Session, edit_id: UUID) -> None:
    done = session.history.done
    if done and done[-1].id == edit_id:
        session.undo()
        return
    key = shown_key(UNDO, session.settings.value.keys)
    hint = _tr("{key} goes back step by step.").format(key=key) if key else ""
    session.say(Message("info", _tr("Other things were done since."), hint, timeout_s=SAID_FOR_S))


def _tr(text: str) -> str:
    return QCoreApplication.translate("LateUndo", text)
