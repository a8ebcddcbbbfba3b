"""Counts of a run's outcomes, each with the pictures it was counted on: so every number shown can open them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop_app.results.outcomes import Outcome, outcomes
from ml_engine.reports.answers import PictureAnswer

Cell = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A picture with what became of its truths and answers."""

    picture: PictureAnswer
    outcomes: tuple[Outcome, ...]

    @property
    def wrong(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.is_right)

    @property
    def is_right(self) -> bool:
        """Whether nothing was missed, confused or invented."""
        return not self.wrong

    @property
    def badness(self) -> tuple[bool, float]:
        """What the worst-first order goes by: mistakes before hesitation, then how wrong the picture is."""
        return not self.is_right, self.picture.wrong


@dataclass(slots=True)
class Count:
    """How often, and on which pictures (ids in the order of scoring, each once)."""

    count: int = 0
    _ids: dict[int, None] = field(default_factory=dict)

    def add(self, image_id: int) -> None:
        self.count += 1
        self._ids[image_id] = None

    @property
    def ids(self) -> list[int]:
        return list(self._ids)


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Of one label. wanted: truths.   answered: answers that say so.   hits: those that are right."""

    index: int
    wanted: Count
    answered: Count
    hits: Count

    @property
    def recall(self) -> float | None:
        return self.hits.count / self.wanted.count if self.wanted.count else None

    @property
    def precision(self) -> float | None:
        return self.hits.count / self.answered.count if self.answered.count else None

    @property
    def f1(self) -> float | None:
        both = self.wanted.count + self.answered.count
        return 2 * self.hits.count / both if both else None


@dataclass(frozen=True, slots=True)
class Scores:
    """pictures: every scored one, in order.   cells: (true, answered) → count; None: nothing there, missed.

    labels: one for each of the model's labels, by index.   ranks: image id → place when the worst comes first.
    """

    pictures: tuple[Judged, ...]
    cells: dict[Cell, Count]
    labels: tuple[LabelScore, ...]
    ranks: dict[int, int]

    @property
    def wanted(self) -> int:
        """Truths in all."""
        return sum(label.wanted.count for label in self.labels)

    @property
    def answered(self) -> int:
        return sum(label.answered.count for label in self.labels)

    @property
    def hits(self) -> int:
        return sum(label.hits.count for label in self.labels)

    def worst_first(self) -> list[Judged]:
        """The pictures with mistakes, the worst first."""
        wrong = (item for item in self.pictures if not item.is_right)
        return sorted(wrong, key=lambda item: self.ranks[item.picture.image_id])

    def ids_worst_first(self, ids: Iterable[int] | None = None) -> list[int]:
        """Ids of scored pictures (of these, if given), each once: the worst first, then those that are right."""
        wanted = self.ranks.keys() if ids is None else self.ranks.keys() & set(ids)
        return sorted(wanted, key=self.ranks.__getitem__)

    def ids_with(self, label: int) -> list[int]:
        """Pictures that show the label or were said to, the worst first."""
        score = self.labels[label]
        return self.ids_worst_first([*score.wanted.ids, *score.answered.ids])


def score(pictures: Sequence[PictureAnswer], task: str, threshold: float, names: Sequence[str]) -> Scores:
    """Judge every picture and count. threshold: boxes below it are not shown.   names: of the model's labels."""
    index = {name: place for place, name in enumerate(names)}
    judged = tuple(Judged(picture, outcomes(picture, task, threshold, index)) for picture in pictures)
    cells: dict[Cell, Count] = defaultdict(Count)
    labels = tuple(LabelScore(place, Count(), Count(), Count()) for place in range(len(names)))
    for item in judged:
        for outcome in item.outcomes:
            _count(outcome, item.picture.image_id, cells, labels)
    ranked = sorted(judged, key=lambda item: item.badness, reverse=True)
    ranks = {item.picture.image_id: place for place, item in enumerate(ranked)}
    return Scores(judged, dict(cells), labels, ranks)


def _count(outcome: Outcome, image_id: int, cells: dict[Cell, Count], labels: Sequence[LabelScore]) -> None:
    cells[outcome.truth, outcome.answer].add(image_id)
    if outcome.truth is not None:
        labels[outcome.truth].wanted.add(image_id)
    if outcome.answer is not None:
        labels[outcome.answer].answered.add(image_id)
    if outcome.truth is not None and outcome.is_right:
        labels[outcome.truth].hits.add(image_id)
