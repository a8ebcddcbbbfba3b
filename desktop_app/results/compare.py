"""Two runs beside each other: what changed in every figure, and which pictures one gets right and the other wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.results.choices import ChoiceRow, read_choices
from desktop_app.results.report import RunReport
from desktop_app.results.scores import Judged
from ml_engine.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A metric of both runs, None where one has it not. name: a metric's key, or a label's name."""

    name: str
    first: float | None
    second: float | None

    @property
    def difference(self) -> float | None:
        """second − first."""
        if self.first is None or self.second is None:
            return None
        return self.second - self.first


@dataclass(frozen=True, slots=True)
class LabelPair:
    """A label of both runs (matched by name). metric: which figure. changed: pictures where one is right only."""

    name: str
    color: str
    support: int | None
    figure: FigurePair
    changed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A picture that the two runs answer differently well."""

    first: Judged
    second: Judged

    @property
    def fewer(self) -> int:
        """How many mistakes fewer the second makes."""
        return len(self.first.wrong) - len(self.second.wrong)

    @property
    def image_id(self) -> int:
        return self.first.picture.image_id


@dataclass(frozen=True, slots=True)
class Comparison:
    """first, second: the runs, the oldest and the newest where more are compared.   between: those.

    common: pictures scored in both, None if one has no answers.   gained: fewer mistakes in the second.   lost: more.
    A classifier's: right in only one of them.   choices: of all runs, with why there are none.
    """

    first: RunReport
    second: RunReport
    metrics: tuple[FigurePair, ...]
    labels: tuple[LabelPair, ...]
    common: int | None
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    between: tuple[RunReport, ...] = ()
    choices: tuple[ChoiceRow, ...] = ()
    choices_problem: str = ""

    @property
    def reports(self) -> tuple[RunReport, ...]:
        """All runs, the oldest first."""
        return (self.first, *self.between, self.second)

    @property
    def same_split(self) -> bool:
        """Whether the figures are of the same pictures: else a difference says little."""
        if self.common is None:
            return self.first.split == self.second.split
        return self.first.picture_count == self.second.picture_count == self.common


def compare_all(reports: Sequence[RunReport]) -> Comparison:
    """Compare two runs or more, the oldest first: pictures by the first and the last of them."""
    found = compare(reports[0], reports[-1])
    try:
        choices, problem = read_choices([report.folder for report in reports]), ""
    except UserError as error:
        choices, problem = (), f"{error.message} {error.hint}".strip()
    return replace(found, between=tuple(reports[1:-1]), choices=choices, choices_problem=problem)


LABEL_METRIC = {"detect": "ap50", "localize": "ap50", "classify": "f1"}


def compare(first: RunReport, second: RunReport) -> Comparison:
    """Compare two runs. Figures of different tasks stand beside each other without a difference."""
    keys = list(dict.fromkeys([*first.metrics, *second.metrics]))
    metrics = tuple(FigurePair(key, first.metrics.get(key), second.metrics.get(key)) for key in keys)
    changes = _changes(first, second)
    gained = tuple(change for change in changes if change.fewer > 0)
    lost = tuple(change for change in changes if change.fewer < 0)
    return Comparison(first, second, metrics, _labels(first, second, changes), _common(first, second), gained, lost)


def _by_picture(report: RunReport) -> dict[int, Judged]:
    return {item.picture.image_id: item for item in report.scores.pictures} if report.scores else {}


def _common(first: RunReport, second: RunReport) -> int | None:
    if first.scores is None or second.scores is None:
        return None
    return len(_by_picture(first).keys() & _by_picture(second).keys())


def _changes(first: RunReport, second: RunReport) -> list[Change]:
    """Pictures where one run makes fewer mistakes, those first that one gets all right, then by how much."""
    others = _by_picture(second)
    found = [
        Change(item, others[image_id])
        for image_id, item in _by_picture(first).items()
        if image_id in others and len(item.wrong) != len(others[image_id].wrong)
    ]
    return sorted(found, key=_rank)


def _rank(change: Change) -> tuple[bool, int, float]:
    is_one_right = change.first.is_right or change.second.is_right
    return not is_one_right, -abs(change.fewer), -(change.first.picture.wrong + change.second.picture.wrong)


def _labels(first: RunReport, second: RunReport, changes: list[Change]) -> tuple[LabelPair, ...]:
    key = LABEL_METRIC.get(second.task, "f1")
    places = {label.name: place for place, label in enumerate(first.labels)}
    ours = {label.name: place for place, label in enumerate(second.labels)}
    rows = []
    for label in dict.fromkeys([*second.labels, *(item for item in first.labels if item.name not in ours)]):
        place, other = places.get(label.name), ours.get(label.name)
        figure = FigurePair(label.name, _figure(first, place, key), _figure(second, other, key))
        changed = tuple(change.image_id for change in changes if other is not None and _mentions(change, other))
        support = second.support(other) if other is not None else None
        rows.append(LabelPair(label.name, label.color, support, figure, changed))
    return tuple(rows)


def _figure(report: RunReport, place: int | None, key: str) -> float | None:
    if place is None:
        return None
    return report.label_metric(place, key)


def _mentions(change: Change, label: int) -> bool:
    return any(label in (outcome.truth, outcome.answer) for outcome in change.second.outcomes)
