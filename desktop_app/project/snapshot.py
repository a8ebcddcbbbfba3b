"""The frozen copy of the project that a run learns from.

Only what a person said counts: labelled and verified pictures. New and skipped ones never train or score, proposals
never count, and the numbers of all that is left out go along, so that nobody wonders.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from desktop_app.project.edits import make_edit
from desktop_app.project.fingerprints import Unusable, fingerprint
from desktop_app.project.look_alikes import look_alike_pairs
from desktop_app.project.query import ImageFilter, ImageRow
from desktop_app.project.schema import images, proposals
from desktop_app.project.split_lists import GivenSplit, read_given_split
from desktop_app.project.split_settings import SplitSettings, read_split_settings
from desktop_app.project.split_work import SPLIT_NAME, Pairs, split_items
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice, Progress
from ml_engine.domain.snapshot import Snapshot, SnapshotImage
from ml_engine.domain.values import Annotation, ImageStatus, ProposalStatus, Record, Split, SplitPlace
from ml_engine.training.leaks import check_split
from ml_engine.training.splits import SplitPlan, assign_splits, cut_validation

_TAKEN = (ImageStatus.LABELLED, ImageStatus.VERIFIED)
SEVERAL_PER_PICTURE = "several_per_picture"  # the project's fact: '1' if a picture may have more than one label
_NAMED = 10  # pictures that cannot be used are named up to here


@dataclass(frozen=True, slots=True)
class BuiltSnapshot:
    """A snapshot and the sentences about its split that the user should see."""

    snapshot: Snapshot
    notices: tuple[Notice, ...]


def build_snapshot(
    project: Project,
    *,
    split_from: str = "",
    split_base: Path | None = None,
    seed: int = 0,
    progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> BuiltSnapshot:
    """Copy what can be learnt from. Hashes the pictures it takes, gives them their splits, and keeps both.

    split_from: '' for the project's own sticky split, else as in split_lists; then pictures that it does not name stay
    out, and named ones take its places.   split_base: folder that the lists' relative paths start from.
    In a project open for reading only nothing is kept: the snapshot is the same.
    Raises UserError: 'nothing-labelled', 'none-readable', 'bad-split'; Cancelled.
    """
    left_out = _left_out(project)
    rows, boxes = _labelled(project, left_out)
    given = read_given_split(split_from, project.query, split_base) if split_from else None
    if given is not None:
        unnamed = [row for row in rows if row.image.id not in given.places]
        left_out["in no list"] += len(unnamed)
        rows = [row for row in rows if row.image.id in given.places]
    usable, unusable = fingerprint(project, rows, progress, should_stop)
    _count_unusable(left_out, unusable)
    if not usable:
        raise _nothing(project, left_out, unusable)
    edit_name = f"Split from {split_from}" if split_from else SPLIT_NAME
    cut_before = _cut_before(project, usable, edit_name) if split_from else set()
    settings = read_split_settings(project.query)
    if settings.seed is not None:
        seed = settings.seed
    alike = look_alike_pairs(project.folder, usable)
    places, notices = _place(usable, boxes, given, cut_before, seed, settings, alike)
    notices += _keep_places(project, usable, places, edit_name) + _unusable_notices(unusable)
    taken = tuple(
        SnapshotImage(row.image, places[row.image.id], row.status is ImageStatus.VERIFIED, boxes[row.image.id])
        for row in usable
    )
    counted = tuple((reason, count) for reason, count in left_out.items() if count)
    several = project.query.fact(SEVERAL_PER_PICTURE) == "1"
    labels = project.query.labels()
    check = check_split(
        split_items(usable, boxes, places),
        labels={label.id: label.name for label in labels},
        names={row.image.id: row.name for row in usable},
        grouping=settings.grouping,
        alike=alike,
    )
    return BuiltSnapshot(Snapshot(labels, taken, counted, several, check), tuple(notices))


def _left_out(project: Project) -> Counter[str]:
    """Why pictures (and proposals) do not take part, with their numbers."""
    statuses = project.query.status_counts()
    waiting = select(func.count()).select_from(proposals).where(proposals.c.status == ProposalStatus.PENDING.value)
    gone = select(func.count()).select_from(images).where(images.c.missing, images.c.annotation_count > 0)
    with project.query.reading() as connection:
        return Counter(
            {
                "new pictures": statuses[ImageStatus.NEW],
                "skipped pictures": statuses[ImageStatus.SKIPPED],
                "file is gone": int(connection.execute(gone).scalar_one()),
                "waiting proposals": int(connection.execute(waiting).scalar_one()),
            }
        )


def _labelled(project: Project, left_out: Counter[str]) -> tuple[list[ImageRow], dict[int, tuple[Annotation, ...]]]:
    """The pictures that take part, with their annotations of labels that are still in use."""
    query = project.query
    ids = sorted(image_id for status in _TAKEN for image_id in query.image_ids(ImageFilter(status=status)))
    in_use = {label.id for label in query.labels()}
    boxes: dict[int, tuple[Annotation, ...]] = {}
    for image_id, items in query.annotations(ids).items():
        boxes[image_id] = tuple(item for item in items if item.label_id in in_use)
        left_out["annotations of archived labels"] += len(items) - len(boxes[image_id])
    rows = query.image_rows(ids)
    kept = [row for row in rows if boxes[row.image.id] or row.status is ImageStatus.VERIFIED]
    left_out["only archived labels"] += len(rows) - len(kept)
    return kept, boxes


def _count_unusable(left_out: Counter[str], unusable: Iterable[Unusable]) -> None:
    for item in unusable:
        left_out["file is gone" if item.gone else "file cannot be read"] += 1


def _nothing(project: Project, left_out: Mapping[str, int], unusable: Sequence[Unusable]) -> UserError:
    counts = ", ".join(f"{count} × {reason}" for reason, count in left_out.items() if count)
    sentence = f"No picture of {project.folder.path} can be learnt from{f': {counts}' if counts else ''}."
    if unusable:
        step = "Put the files back as they were, or label other pictures."
        return UserError("none-readable", f"{sentence} {_why(unusable[0])}", step)
    return UserError("nothing-labelled", sentence, "Label or verify some pictures, or import annotations.")


def _why(item: Unusable) -> str:
    return f"{item.row.image.path} is gone." if item.gone else item.reason


def _unusable_notices(unusable: Sequence[Unusable]) -> list[Notice]:
    """Which labelled pictures do not take part because of their files, and why."""
    notices = [Notice("picture-left-out", f"Left out: {_why(item)}") for item in unusable[:_NAMED]]
    if len(unusable) > _NAMED:
        notices.append(Notice("picture-left-out", f"Left out: {len(unusable) - _NAMED} more such pictures."))
    return notices


def _place(
    rows: Sequence[ImageRow],
    boxes: Mapping[int, tuple[Annotation, ...]],
    given: GivenSplit | None,
    cut_before: set[int],
    seed: int,
    settings: SplitSettings,
    alike: Pairs,
) -> tuple[dict[int, Split], list[Notice]]:
    """A split for every picture, and what to say about it. cut_before: pictures that these lists' cut set aside."""
    places = {row.image.id: row.split for row in rows if row.split is not None}
    notices: list[Notice] = []
    if given is None:
        items = split_items(rows, boxes, places)
        plan = assign_splits(items, seed=seed, fractions=settings.fractions, grouping=settings.grouping, alike=alike)
        places |= plan.places
        if Split.VALIDATION not in places.values():
            places, plan = _cut(rows, boxes, places, seed, settings, alike)
            notices.append(_cut_notice(places))
        return places, notices + _likeness_notices(plan)
    places = {row.image.id: given.places[row.image.id] for row in rows}
    if given.cut:
        kept = {id_: Split.VALIDATION for id_, split in places.items() if split is Split.TRAIN and id_ in cut_before}
        places, plan = _cut(rows, boxes, places | kept, seed, settings, alike)
        notices.append(_cut_notice(places))
    else:
        plan = assign_splits(split_items(rows, boxes, places), seed=seed, grouping=settings.grouping, alike=alike)
    return places, notices + _given_notices(given) + _likeness_notices(plan)


def _cut_before(project: Project, rows: Iterable[ImageRow], edit_name: str) -> set[int]:
    """Validation pictures, if the latest split was made from the same lists: a second run must score on the same."""
    done, _ = project.query.history()
    latest = next((head.name for head in reversed(done) if head.name.startswith("Split ")), "")
    return {row.image.id for row in rows if row.split is Split.VALIDATION} if latest == edit_name else set()


def _cut(
    rows: Sequence[ImageRow],
    boxes: Mapping[int, tuple[Annotation, ...]],
    places: dict[int, Split],
    seed: int,
    settings: SplitSettings,
    alike: Pairs,
) -> tuple[dict[int, Split], SplitPlan]:
    """Cut a validation split from training. Pictures of the test split are left out of it: their twins stay too."""
    learnt = [row for row in rows if places[row.image.id] is not Split.TEST]
    plan = cut_validation(split_items(learnt, boxes, places), seed=seed, grouping=settings.grouping, alike=alike)
    return places | plan.places, plan


def _cut_notice(places: Mapping[int, Split]) -> Notice:
    count = Counter(places.values())
    return Notice(
        "validation-cut",
        f"There was no validation split: {count[Split.VALIDATION]} of "
        f"{count[Split.VALIDATION] + count[Split.TRAIN]} training pictures were set aside for it.",
    )


def _given_notices(given: GivenSplit) -> list[Notice]:
    notices = []
    if given.unknown:
        shown = ", ".join(f"{name!a}" for name in given.unknown[:3])
        sentence = f"{len(given.unknown)} names in the lists are no picture of the project, such as {shown}."
        notices.append(Notice("split-unknown", sentence))
    if given.twice:
        notices.append(Notice("split-twice", f"{given.twice} pictures are in two lists; the later list has them."))
    return notices


def _likeness_notices(plan: SplitPlan) -> list[Notice]:
    notices = []
    if plan.straddling:
        notices.append(
            Notice(
                "split-leaks",
                f"{plan.straddling} groups of pictures that look the same lie in different splits: scores may flatter.",
            )
        )
    if plan.too_alike:
        notices.append(
            Notice(
                "too-alike", f"{plan.too_alike} pictures look so alike that they could not all be kept in one split."
            )
        )
    return notices


def _keep_places(
    project: Project, rows: Sequence[ImageRow], places: Mapping[int, Split], edit_name: str
) -> list[Notice]:
    """Store the places that are new or moved as an edit, if the project is open for writing."""
    removed: list[Record] = []
    added: list[Record] = []
    for row in rows:
        place = places[row.image.id]
        if row.split is place:
            continue
        if row.split is not None:
            removed.append(SplitPlace(row.image.id, row.split))
        added.append(SplitPlace(row.image.id, place))
    if added and project.read_only:
        sentence = f"The split of {len(added)} pictures is in this run only: the project is open for reading."
        return [Notice("split-not-kept", sentence)]
    if added:
        project.apply(make_edit(edit_name, removed, added))
    return []
