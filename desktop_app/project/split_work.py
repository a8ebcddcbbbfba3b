"""Splitting the pictures of a project: what there would be, what leaks today, and the edits that change it.

The same for the command line, the window and a training that starts: what one shows the other does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from uuid import UUID

from desktop_app.project.edits import make_edit
from desktop_app.project.fingerprints import fingerprint
from desktop_app.project.folder import ProjectFolder
from desktop_app.project.look_alikes import look_alike_pairs
from desktop_app.project.query import ImageFilter, ImageRow, Query
from desktop_app.project.split_settings import SplitSettings
from desktop_app.project.store import Project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Progress
from ml_engine.domain.split_check import SplitCheck
from ml_engine.domain.values import Annotation, Edit, ImageStatus, Label, Split, SplitPlace
from ml_engine.training.grouping import Grouping, SplitItem
from ml_engine.training.leaks import check_split, mended_places
from ml_engine.training.splits import SplitPlan, assign_splits, cut_validation

SPLIT_NAME, MEND_NAME = "Split the pictures", "Mend the split"
_TAKEN = (ImageStatus.LABELLED, ImageStatus.VERIFIED)
Boxes = Mapping[int, tuple[Annotation, ...]]
Pairs = Collection[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """A label and how many pictures of each part have it."""

    label: Label
    parts: Mapping[Split, int]


@dataclass(frozen=True, slots=True)
class SplitState:
    """A split as it is or would be.

    places: image id → part, of all that take part.   was: those that had a place, and which.   check: of `places`.
    """

    places: Mapping[int, Split]
    was: Mapping[int, Split]
    labels: tuple[LabelCounts, ...]
    plan: SplitPlan
    check: SplitCheck

    @property
    def parts(self) -> Mapping[Split, int]:
        count = Counter(self.places.values())
        return {split: count[split] for split in Split}

    @property
    def moved(self) -> int:
        """Pictures whose place is another one than before."""
        return sum(self.was.get(image_id) is not split for image_id, split in self.places.items())


@dataclass(frozen=True, slots=True)
class Splittable:
    """What a split is made of. alike: pairs of image ids that look alike by their features."""

    rows: tuple[ImageRow, ...]
    boxes: Boxes
    labels: tuple[Label, ...]
    alike: Pairs = ()

    def moved(self, places: Mapping[int, Split]) -> Splittable:
        """The same with other places for these pictures."""
        rows = (replace(row, split=places.get(row.image.id, row.split)) for row in self.rows)
        return replace(self, rows=tuple(rows))

    @property
    def names(self) -> Mapping[int, str]:
        return {row.image.id: row.name for row in self.rows}

    @property
    def label_names(self) -> dict[object, str]:
        return {label.id: label.name for label in self.labels}


def split_items(
    rows: Iterable[ImageRow], boxes: Boxes, places: Mapping[int, Split], labels: Collection[UUID] | None = None
) -> list[SplitItem]:
    """The engine's values. labels: in use; None for all."""
    return [
        SplitItem(
            image_id=row.image.id,
            # Not hashed yet: a picture like no other, until it has been read.
            content_hash=row.image.content_hash or f"?{row.image.id}",
            perceptual_hash=row.perceptual_hash,
            labels=tuple(a.label_id for a in boxes[row.image.id] if labels is None or a.label_id in labels),
            place=places.get(row.image.id),
            taken_us=row.taken_us,
            camera=row.camera or "",
            folder=(row.root_id, str(PurePosixPath(row.name).parent)),
        )
        for row in rows
    ]


def read_splittable(
    query: Query, should_stop: Callable[[], bool] = lambda: False, folder: ProjectFolder | None = None
) -> Splittable:
    """The labelled and verified pictures as far as they are known now; reads no picture. Raises Cancelled.

    folder: of the project, to find look-alikes by kept features too.
    """
    ids = sorted(image_id for status in _TAKEN for image_id in query.image_ids(ImageFilter(status=status)))
    labels = query.labels()
    in_use = {label.id for label in labels}
    found = query.annotations(ids)
    if should_stop():
        raise Cancelled
    boxes = {key: tuple(item for item in items if item.label_id in in_use) for key, items in found.items()}
    rows = tuple(
        row
        for row in query.image_rows(ids)
        if not row.missing and (boxes[row.image.id] or row.status is ImageStatus.VERIFIED)
    )
    return Splittable(rows, boxes, labels, look_alike_pairs(folder, rows) if folder is not None else ())


def hashed(
    project: Project,
    found: Splittable,
    progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Splittable:
    """The same with every file read that was not yet, less those that cannot be. Raises UserError, Cancelled."""
    usable, unusable = fingerprint(project, found.rows, progress, should_stop)
    if not usable:
        why = unusable[0].reason if unusable else "None is labelled or verified yet."
        raise UserError(
            "nothing-to-split",
            f"No picture of {project.folder.path} can be split. {why}",
            "Label or verify some pictures, or import annotations.",
        )
    return replace(found, rows=tuple(usable), alike=look_alike_pairs(project.folder, usable))


def today(found: Splittable, settings: SplitSettings) -> SplitState:
    """The places as they are; pictures without one do not count."""
    was = _places(found.rows)
    return _state(found, was, was, SplitPlan({}, 0, 0, 0), settings.grouping)


def planned(found: Splittable, settings: SplitSettings, *, anew: bool = False, seed: int = 0) -> SplitState:
    """What a training or `vistazo split` would make of it. anew: as if no picture had a place.   seed: if none is kept.

    Where no picture would validate, some of those to learn from do.
    """
    was = _places(found.rows)
    kept: dict[int, Split] = {} if anew else dict(was)
    chosen = settings.seed if settings.seed is not None else seed
    items = split_items(found.rows, found.boxes, kept)
    plan = assign_splits(
        items, seed=chosen, fractions=settings.fractions, grouping=settings.grouping, alike=found.alike
    )
    places = kept | plan.places
    if places and Split.VALIDATION not in places.values():
        learnt = [row for row in found.rows if places[row.image.id] is not Split.TEST]
        items = split_items(learnt, found.boxes, places)
        plan = cut_validation(items, seed=chosen, grouping=settings.grouping, alike=found.alike)
        places |= plan.places
    return _state(found, places, was, plan, settings.grouping)


def split_edit(state: SplitState, name: str = SPLIT_NAME) -> Edit | None:
    """The edit that makes it so, None if it is so."""
    moved = {image_id: split for image_id, split in state.places.items() if state.was.get(image_id) is not split}
    return _edit(name, state.was, moved)


def mend_edit(found: Splittable, settings: SplitSettings, only: Collection[int] = ()) -> Edit | None:
    """The edit that moves groups that lie apart into one part each. only: as in mended_places."""
    was = _places(found.rows)
    items = split_items(found.rows, found.boxes, was)
    moved = mended_places(items, grouping=settings.grouping, alike=found.alike, only=only)
    return _edit(MEND_NAME, was, moved)


def _places(rows: Sequence[ImageRow]) -> dict[int, Split]:
    return {row.image.id: row.split for row in rows if row.split is not None}


def _edit(name: str, was: Mapping[int, Split], moved: Mapping[int, Split]) -> Edit | None:
    if not moved:
        return None
    removed = [SplitPlace(image_id, was[image_id]) for image_id in moved if image_id in was]
    return make_edit(name, removed, [SplitPlace(image_id, split) for image_id, split in moved.items()])


def _state(
    found: Splittable, places: Mapping[int, Split], was: Mapping[int, Split], plan: SplitPlan, grouping: Grouping
) -> SplitState:
    items = split_items(found.rows, found.boxes, places)
    check = check_split(items, labels=found.label_names, names=found.names, grouping=grouping, alike=found.alike)
    counts: dict[UUID, Counter[Split]] = {label.id: Counter() for label in found.labels}
    for item in items:
        if item.place is not None:
            for label_id in {a.label_id for a in found.boxes[item.image_id]}:
                counts[label_id][item.place] += 1
    labels = tuple(LabelCounts(label, {split: counts[label.id][split] for split in Split}) for label in found.labels)
    return SplitState(places, was, labels, plan, check)
