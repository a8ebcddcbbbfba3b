"""What an export wrote and what it had to leave out, with reasons."""

from __future__ import annotations

from desktop_app.formats.report import Problem


class ExportTally:
    """Counts while an export runs. annotations: written.   left_out: not written.   problems: why."""

    def __init__(self) -> None:
        self.pictures = 0
        self.annotations = 0
        self.left_out = 0
        self.copied_pictures = 0
        self.problems: list[Problem] = []

    def leave_out(self, picture: str, reason: str, annotations: int) -> None:
        self.left_out += annotations
        self.problems.append(Problem(picture, "", reason, "skipped", annotations))

    def change(self, picture: str, reason: str, annotations: int) -> None:
        """Written, but not as it is in the project."""
        self.problems.append(Problem(picture, "", reason, "adjusted", annotations))
