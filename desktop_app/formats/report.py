"""The count of an import: every annotation ends as imported or as skipped, and the two sum to the input."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Severity = Literal["adjusted", "skipped"]
MAX_LISTED = 2_000


@dataclass(frozen=True, slots=True)
class Problem:
    """A thing in the input that was not taken as it stands.

    file: the annotation file.   place: where in it, with the value.   reason: a sentence without values, so that equal
    reasons can be counted.   annotations: how many it concerns, 0 for a problem of a file, a picture or a label.
    """

    file: str
    place: str
    reason: str
    severity: Severity
    annotations: int = 1


class ImportReport:
    """Counts while an import runs.

    imported, skipped: annotations; imported + skipped = input.   adjusted: annotations among the imported that were
    changed (clipped, corners swapped, outline dropped).   pictures, skipped_pictures: pictures given and left out.
    problems: the first MAX_LISTED of each reason; `reasons` counts all of them, in annotations (or in 1 for a problem
    that concerns none).
    """

    def __init__(self) -> None:
        self.imported = 0
        self.adjusted = 0
        self.skipped = 0
        self.pictures = 0
        self.skipped_pictures = 0
        self.problems: list[Problem] = []
        self.reasons: Counter[tuple[Severity, str]] = Counter()
        self._listed: Counter[tuple[Severity, str]] = Counter()

    @property
    def input(self) -> int:
        """Annotations that the input holds, as far as it was read."""
        return self.imported + self.skipped

    def took(self, imported: int, adjusted: int = 0) -> None:
        """One picture is given, with so many annotations."""
        self.pictures += 1
        self.imported += imported
        self.adjusted += adjusted

    def skip(self, file: str, place: str, reason: str, annotations: int = 1) -> None:
        """Annotations are left out."""
        self.skipped += annotations
        self._list(Problem(file, place, reason, "skipped", annotations))

    def adjust(self, file: str, place: str, reason: str, annotations: int = 1) -> None:
        """Annotations are taken, but changed; `took` counts them."""
        self._list(Problem(file, place, reason, "adjusted", annotations))

    def give_back(self, annotations: int, file: str, place: str, reason: str) -> None:
        """The caller cannot use a picture that it was given: its annotations are skipped after all."""
        self.pictures -= 1
        self.skipped_pictures += 1
        self.imported -= annotations
        self.skip(file, place, reason, annotations)

    def _list(self, problem: Problem) -> None:
        key = (problem.severity, problem.reason)
        self.reasons[key] += max(1, problem.annotations)
        self._listed[key] += 1
        if self._listed[key] <= MAX_LISTED:
            self.problems.append(problem)
