"""What a training would be if it were started now, computed in the background from what the project says.

It foretells what `desktop_app.project.snapshot` and the worker will do; nothing here is kept, hashed or placed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from desktop_app.project.query import ImageFilter, ImageRow, Query
from desktop_app.project.split_settings import SplitSettings, read_split_settings
from desktop_app.project.split_work import split_items
from desktop_app.session.run_words import FINDS_BOXES
from ml_engine.domain.errors import Cancelled
from ml_engine.domain.values import Annotation, AnnotationKind, ImageStatus, Label, Split
from ml_engine.training.splits import assign_splits, cut_validation

Task = Literal["", "detect", "localize", "classify"]
TASKS: tuple[Task, ...] = ("detect", "localize", "classify")
Severity = Literal["bad", "warn"]
_TAKEN = (ImageStatus.LABELLED, ImageStatus.VERIFIED)
_FORETOLD_UP_TO = 20_000  # pictures; more are split by their shares only, which takes no time

Annotations = Mapping[int, tuple[Annotation, ...]]


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """A label that takes part. pictures: with it.   annotations: boxes, or pictures for a classifier."""

    label: Label
    pictures: int
    annotations: int
    parts: Mapping[Split, int]


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """parts: pictures of each split.   placed: those that have their place from before.   groups: of near duplicates

    that stay together.   straddling: of them, in two splits already.   is_exact: False where shares were taken.
    """

    parts: Mapping[Split, int]
    placed: int
    groups: int = 0
    straddling: int = 0
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """What is missing. code: see problems.py.   severity: 'bad' makes a training impossible.

    count, label: for its sentence.   ids: the pictures it is about.
    """

    code: str
    severity: Severity
    count: int = 0
    label: str = ""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DataPlan:
    """task: what will be trained, '' while nothing says.   inferred: what the labels suggest.

    with_boxes, with_labels: pictures that have them.   ids: of the pictures that take part.   several: a picture may
    have more than one label.
    """

    task: Task
    inferred: Task
    with_boxes: int
    with_labels: int
    ids: tuple[int, ...]
    annotations: int
    labels: tuple[LabelPlan, ...]
    split: SplitPlan
    problems: tuple[Problem, ...]
    several: bool = False

    @property
    def can_train(self) -> bool:
        """Whether nothing stands in the way."""
        return bool(self.task) and not any(problem.severity == "bad" for problem in self.problems)


def plan_data(query: Query, wanted: str, *, several: bool, should_stop: Callable[[], bool], seed: int = 0) -> DataPlan:
    """Foretell a training of the task `wanted`, '' to infer it. seed: of the training. Raises Cancelled."""
    total = sum(query.status_counts().values())
    in_use = {label.id: label for label in query.labels()}
    ids = sorted(image_id for status in _TAKEN for image_id in query.image_ids(ImageFilter(status=status)))
    found = query.annotations(ids)
    _check(should_stop)
    annotations = {key: tuple(item for item in items if item.label_id in in_use) for key, items in found.items()}
    with_boxes = sum(any(item.kind is not AnnotationKind.TAG for item in items) for items in annotations.values())
    with_tags = sum(any(item.kind is AnnotationKind.TAG for item in items) for items in annotations.values())
    inferred: Task = (
        "" if not (with_boxes or with_tags) else "detect" if with_boxes >= max(1, with_tags) else "classify"
    )
    task: Task = wanted if wanted in TASKS else inferred
    rows = [row for row in query.image_rows(ids) if not row.missing]
    _check(should_stop)
    taught, unclear = _taught(rows, annotations, task, several=several)
    taking = [row for row in rows if row.image.id in taught]
    split, places = plan_split(taking, annotations, read_split_settings(query), seed)
    labels = _label_plans(taking, taught, annotations, places, in_use, task)
    plan = DataPlan(
        task=task,
        inferred=inferred,
        with_boxes=with_boxes,
        with_labels=with_tags,
        ids=tuple(row.image.id for row in taking),
        annotations=sum(label.annotations for label in labels),
        labels=labels,
        split=split,
        problems=(),
        several=several,
    )
    crowded = tuple(row.image.id for row in taking if _box_count(annotations[row.image.id]) > 1)
    return _with_problems(plan, total, len(in_use), unclear, crowded)


def plan_split(
    rows: Sequence[ImageRow], annotations: Annotations, settings: SplitSettings, seed: int
) -> tuple[SplitPlan, dict[int, Split]]:
    """The split as a training would make it, and each picture's place. Near duplicates only as far as known."""
    places = {row.image.id: row.split for row in rows if row.split is not None}
    placed = len(places)
    if len(rows) > _FORETOLD_UP_TO:
        return _by_shares(rows, places)
    chosen = settings.seed if settings.seed is not None else seed
    items = split_items(rows, annotations, places)
    plan = assign_splits(items, seed=chosen, fractions=settings.fractions, grouping=settings.grouping)
    places |= plan.places
    if rows and Split.VALIDATION not in places.values():
        learnt = [row for row in rows if places[row.image.id] is not Split.TEST]
        plan = cut_validation(split_items(learnt, annotations, places), seed=chosen, grouping=settings.grouping)
        places |= plan.places
    return SplitPlan(_count(places.values()), placed, plan.groups, plan.straddling), places


def _by_shares(rows: Sequence[ImageRow], places: dict[int, Split]) -> tuple[SplitPlan, dict[int, Split]]:
    placed = len(places)
    waiting = [row.image.id for row in rows if row.image.id not in places]
    for index, image_id in enumerate(waiting):
        rank = index % 20
        places[image_id] = Split.TRAIN if rank < 15 else Split.VALIDATION if rank < 18 else Split.TEST
    return SplitPlan(_count(places.values()), placed, is_exact=not waiting), places


def _taught(
    rows: Sequence[ImageRow], annotations: Annotations, task: Task, *, several: bool
) -> tuple[dict[int, frozenset[UUID]], tuple[int, ...]]:
    """What each picture that takes part teaches, and the pictures with several labels where one is meant."""
    taught: dict[int, frozenset[UUID]] = {}
    unclear: list[int] = []
    for row in rows:
        items = annotations[row.image.id]
        if task == "localize":
            if (largest := _largest(items)) is not None:
                taught[row.image.id] = frozenset((largest,))
            continue
        if task != "classify":
            boxes = frozenset(item.label_id for item in items if item.kind is not AnnotationKind.TAG)
            if boxes or row.status is ImageStatus.VERIFIED:
                taught[row.image.id] = boxes
            continue
        tags = frozenset(item.label_id for item in items if item.kind is AnnotationKind.TAG)
        labels = tags or frozenset(item.label_id for item in items)
        if len(labels) == 1 or (labels and several):
            taught[row.image.id] = labels
        elif labels:
            unclear.append(row.image.id)
    return taught, tuple(unclear)


def _label_plans(
    rows: Sequence[ImageRow],
    taught: Mapping[int, frozenset[UUID]],
    annotations: Annotations,
    places: Mapping[int, Split],
    labels: Mapping[UUID, Label],
    task: Task,
) -> tuple[LabelPlan, ...]:
    pictures: Counter[UUID] = Counter()
    boxes: Counter[UUID] = Counter()
    parts: dict[UUID, Counter[Split]] = {label: Counter() for label in labels}
    for row in rows:
        for label in taught[row.image.id]:
            pictures[label] += 1
            parts[label][places[row.image.id]] += 1
        if task == "detect":
            boxes.update(item.label_id for item in annotations[row.image.id] if item.kind is not AnnotationKind.TAG)
    used = boxes if task == "detect" else pictures
    return tuple(LabelPlan(label, pictures[id_], used[id_], parts[id_]) for id_, label in labels.items())


def _largest(items: Sequence[Annotation]) -> UUID | None:
    """The label of the largest box, of equals the first, as the task 'localize' takes it; None without any."""
    boxes = [item for item in items if item.kind is not AnnotationKind.TAG]
    return max(boxes, key=_area).label_id if boxes else None


def _area(item: Annotation) -> float:
    x0, y0, x1, y1 = item.xyxy
    return (x1 - x0) * (y1 - y0)


def _box_count(items: Sequence[Annotation]) -> int:
    return sum(item.kind is not AnnotationKind.TAG for item in items)


def _with_problems(
    plan: DataPlan, total: int, label_count: int, unclear: tuple[int, ...], crowded: tuple[int, ...]
) -> DataPlan:
    return replace(plan, problems=tuple(find_problems(plan, total, label_count, unclear, crowded)))


def find_problems(
    plan: DataPlan, total: int, label_count: int, unclear: tuple[int, ...], several_boxes: tuple[int, ...] = ()
) -> list[Problem]:
    """What stands in the way, first what must be done first; then what is worth knowing.

    unclear: pictures with several labels where one is meant.   several_boxes: pictures that have more than one box.
    """
    if not total:
        return [Problem("no-pictures", "bad")]
    used = [label for label in plan.labels if label.pictures]
    if not plan.task:
        return [Problem("nothing-labelled", "bad", total)]
    found: list[Problem] = []
    other = plan.with_labels if plan.task in FINDS_BOXES else plan.with_boxes
    if not used:
        return [Problem(f"nothing-for-{plan.task}", "bad", other, ids=unclear)]
    if plan.task == "classify" and len(used) < 2:
        code = "one-label" if label_count < 2 else "one-label-used"
        found.append(Problem(code, "bad", used[0].pictures, used[0].label.name))
    if len(plan.ids) == 1:
        found.append(Problem("one-picture", "bad"))
    elif not plan.split.parts[Split.TRAIN]:
        found.append(Problem("no-training", "bad", len(plan.ids), ids=plan.ids))
    elif not plan.split.parts[Split.VALIDATION]:
        found.append(Problem("no-validation", "bad", len(plan.ids), ids=plan.ids))
    if unclear:
        found.append(Problem("several-labels", "warn", len(unclear), ids=unclear))
    if plan.task == "localize" and several_boxes:
        found.append(Problem("several-boxes", "warn", len(several_boxes), ids=several_boxes))
    elif plan.task != plan.inferred and other:
        found.append(Problem(f"also-{plan.inferred}", "warn", other))
    found += [Problem("few-of-label", "warn", item.pictures, item.label.name) for item in used if item.pictures < 3][:3]
    return found


def _count(places: object) -> Mapping[Split, int]:
    counts = Counter(places)  # type: ignore[call-overload]
    return {split: counts[split] for split in Split}


def _check(should_stop: Callable[[], bool]) -> None:
    if should_stop():
        raise Cancelled
