"""A sentence for the message bar: what happened, and the one thing that can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

MessageKind = Literal["info", "ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Message:
    """text: plain, what happened.   hint: the next step.   action_text, action: one button.

    closed: told when a person closes it instead.   close_text: of a button that does so too, '' for the cross alone.

    timeout_s: after which it goes by itself, 0 for never.   is_news: said at once; what was shown comes back after it.
    """

    kind: MessageKind
    text: str
    hint: str = ""
    action_text: str = ""
    action: Callable[[], None] | None = None
    timeout_s: float = 0
    is_news: bool = False
    closed: Callable[[], None] | None = None
    close_text: str = ""
