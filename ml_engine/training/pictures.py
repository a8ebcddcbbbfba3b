"""Which pictures and labels a training uses, said before anything is computed, and refused in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, Notice
from ml_engine.domain.snapshot import Snapshot, SnapshotImage
from ml_engine.domain.values import Label, Split
from ml_engine.tasks.task import RemarksOnPictures, Task

NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Pictures:
    """Usable pictures by split.

    labels: that the model will know, in the snapshot's order.   left_out: reason, count.
    """

    labels: tuple[Label, ...]
    train: tuple[SnapshotImage, ...]
    validation: tuple[SnapshotImage, ...]
    test: tuple[SnapshotImage, ...]
    left_out: tuple[tuple[str, int], ...]

    def part(self, split: Split) -> tuple[SnapshotImage, ...]:
        return {Split.TRAIN: self.train, Split.VALIDATION: self.validation, Split.TEST: self.test}[split]

    @property
    def scored_split(self) -> Split:
        """What the final metrics are of: the test split where there is one, else validation."""
        return Split.TEST if self.test else Split.VALIDATION


def choose_pictures(snapshot: Snapshot, task: Task) -> Pictures:
    """Sort the snapshot for a task. Raises UserError if nothing can be learnt or scored."""
    if not snapshot.images:
        raise UserError(
            "no-labelled-pictures",
            "There are no labelled pictures to learn from.",
            "Label or import some pictures, then train again.",
        )
    reasons = [(image, task.left_out(image)) for image in snapshot.images]
    usable = [image for image, reason in reasons if not reason]
    left_out = Counter(dict(snapshot.left_out))
    left_out.update(f"picture {reason}" for _, reason in reasons if reason)
    used = {label for image in usable for label in task.labels_of(image)}
    labels = tuple(label for label in snapshot.labels if label.id in used)
    found = Pictures(
        labels=labels,
        train=tuple(image for image in usable if image.split is Split.TRAIN),
        validation=tuple(image for image in usable if image.split is Split.VALIDATION),
        test=tuple(image for image in usable if image.split is Split.TEST),
        left_out=tuple(sorted(left_out.items())),
    )
    _refuse(found, task, len(snapshot.images))
    return found


def tell_pictures(found: Pictures, snapshot: Snapshot, task: Task, emit: Callable[[Event], None]) -> None:
    """Say the counts, what was left out, and labels that cannot be learnt."""
    test = f", {len(found.test)} to test" if found.test else ""
    emit(
        Notice(
            "pictures",
            f"{_count(len(found.train), 'picture')} to learn from, {len(found.validation)} to validate{test}; "
            f"{_count(len(found.labels), 'label')}.",
        )
    )
    if found.left_out:
        reasons = ", ".join(f"{count} × {reason}" for reason, count in found.left_out)
        emit(Notice("left-out", f"Left out: {reasons}."))
    if isinstance(task, RemarksOnPictures):
        for remark in task.remarks((*found.train, *found.validation, *found.test)):
            emit(remark)
    known = {label.id for label in found.labels}
    if unused := [label.name for label in snapshot.labels if label.id not in known and not label.archived]:
        emit(Notice("labels-without-pictures", f"No picture has {_names(unused)}: the model will not know it."))
    taught = {label for image in found.train for label in task.labels_of(image)}
    if untaught := [label.name for label in found.labels if label.id not in taught]:
        emit(
            Notice(
                "label-not-trained",
                f"{_names(untaught)} has no picture among those to learn from, only to validate or test: "
                "it will not be recognised.",
            )
        )


def _refuse(found: Pictures, task: Task, given: int) -> None:
    usable = len(found.train) + len(found.validation) + len(found.test)
    if not usable or not found.labels:
        why = found.left_out[0][0] if found.left_out else "nothing is labelled"
        raise UserError(
            "no-labelled-pictures",
            f"None of the {_count(given, 'picture')} can teach '{task.name}': {why}.",
            "Label some pictures for this task, then train again.",
        )
    everywhere = all(task.labels_of(image) for image in (*found.train, *found.validation, *found.test))
    if task.features == "embedding" and len(found.labels) == 1 and everywhere:
        raise UserError(
            "one-label",
            f"All pictures have the label '{found.labels[0].name}': there is nothing to tell apart.",
            "Label pictures with at least two labels.",
        )
    if usable == 1:
        raise UserError(
            "one-picture",
            "Only one picture is labelled; learning and scoring need at least one each.",
            "Label at least one more picture, better twenty.",
        )
    if not found.train:
        raise UserError(
            "no-training-pictures",
            "No labelled picture is in the training split.",
            "Move some pictures to training, or let Vistazo split them.",
        )
    if not found.validation:
        raise UserError(
            "no-validation",
            "No labelled picture is in the validation split, so the best epoch cannot be chosen.",
            "Move some pictures to validation, or let Vistazo split them.",
        )


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
