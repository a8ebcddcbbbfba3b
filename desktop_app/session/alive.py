"""Whether whoever waits for an answer is still there: a view may have been thrown away while it was on its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid


def is_alive(callback: Callable[..., object]) -> bool:
    """False for a method of a QObject that Qt has deleted, also inside a partial."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or bool(isValid(owner))
