"""Failures that a person can act on. Anything else that is raised is a bug."""

from __future__ import annotations


class UserError(Exception):
    """A failure with a next step.

    code: stable kebab-case word for programs ('picture-unreadable').   message: what happened, names the file.
    hint: what to do next.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[UserError], tuple[str, str, str]]:
        return type(self), (self.code, self.message, self.hint)


class Cancelled(Exception):  # noqa: N818  (not an error: the user asked for it)
    """Raised inside a job when should_stop() turns true between two steps."""
