"""What can be done to labels, as edits made of records; each is one step of undo.

Archiving and merging never delete a label: runs, exports and the history go on meaning it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, select, update

from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.query import read_labels
from desktop_app.project.record_rows import check_label_name
from desktop_app.project.records import RECORDS_PER_PART, Records
from desktop_app.project.schema import annotation_rows, proposals
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import (
    Annotation,
    AnnotationKind,
    Edit,
    Label,
    ProposalStatus,
)

ADD, RENAME, RECOLOUR, KEY = "Add label", "Rename label", "Change label colour", "Change label key"
ARCHIVE, RESTORE, MERGE = "Archive label", "Bring label back", "Merge labels"
AT_ONCE = RECORDS_PER_PART // 2


def add_label(labels: Sequence[Label], name: str) -> Edit:
    """A new label; an archived one of that name is brought back instead. labels: archived ones too.

    Raises UserError('bad-label') for no name, or one that is taken whatever its case.
    """
    name = _name(labels, name)
    archived = next((label for label in labels if label.archived and label.name == name), None)
    if archived is not None:
        return restore_label(labels, archived)
    return make_edit(ADD, (), new_labels(labels, [name]))


def rename_label(labels: Sequence[Label], label: Label, name: str) -> Edit | None:
    """Another name; None if it is the same. Raises UserError('bad-label') as add_label does."""
    name = _name([other for other in labels if other.id != label.id], name)
    return None if name == label.name else make_edit(RENAME, [label], [replace(label, name=name)])


def recolour_label(label: Label, color: str) -> Edit | None:
    """Another colour, '#rrggbb'; None if it is the same."""
    return None if color == label.color else make_edit(RECOLOUR, [label], [replace(label, color=color)])


def key_label(labels: Sequence[Label], label: Label, key: str) -> Edit | None:
    """Another digit, '' for none. Who had it gets this label's old one. None if it is the same."""
    if key == label.key:
        return None
    other = next((item for item in labels if key and item.key == key and not item.archived), None)
    removed, added = [label], [replace(label, key=key)]
    if other is not None:
        removed.append(other)
        added.append(replace(other, key=label.key))
    return make_edit(KEY, removed, added)


def archive_label(label: Label) -> Edit:
    """Out of lists, exports and trainings, with its boxes; nothing is deleted. Its digit is free again."""
    return make_edit(ARCHIVE, [label], [replace(label, archived=True, key="")])


def restore_label(labels: Sequence[Label], label: Label) -> Edit:
    """Back from the archive, with a free digit. Raises UserError('bad-label') if its name is taken now."""
    _name(labels, label.name)
    key = new_labels(labels, [label.name])[0].key
    return make_edit(RESTORE, [label], [replace(label, archived=False, key=key)])


def merge_labels(connection: Connection, source_id: UUID, target_id: UUID) -> Iterator[Records]:
    """Everything of one label becomes the other's, and the first is archived; nothing if one of them is not in use.

    In parts, each to be applied before the next is asked for: a label may have a million boxes. A picture that carried
    both as a whole keeps one. Proposals that wait change too.
    """
    labels = {label.id: label for label in read_labels(connection)}
    source, target = labels.get(source_id), labels.get(target_id)
    if source is None or target is None or source_id == target_id:
        return
    tagged = _tagged(connection, target_id)
    yield (source,), (replace(source, archived=True, key=""),)
    while items := _annotations(connection, source_id):
        kept = [item for item in items if not (item.kind is AnnotationKind.TAG and item.image_id in tagged)]
        yield tuple(items), tuple(replace(item, label_id=target_id) for item in kept)
    # No part of the edit: proposals come and go, and an undo must not wait for those that have gone.
    is_pending = proposals.c.label_id == source_id, proposals.c.status == ProposalStatus.PENDING.value
    connection.execute(update(proposals).where(*is_pending).values(label_id=target_id))


def _name(labels: Sequence[Label], name: str) -> str:
    """The name as it will be stored. Raises UserError('bad-label')."""
    name = " ".join(name.split())
    check_label_name(name)
    taken = next((label for label in labels if not label.archived and label.name.casefold() == name.casefold()), None)
    if taken is not None:
        raise UserError("bad-label", f"There is already a label called “{taken.name}”.", "Choose another name.")
    return name


def _tagged(connection: Connection, label_id: UUID) -> set[int]:
    is_tag = annotation_rows.c.label_id == label_id, annotation_rows.c.kind == AnnotationKind.TAG.value
    return set(connection.execute(select(annotation_rows.c.image_id).where(*is_tag)).scalars())


def _annotations(connection: Connection, label_id: UUID) -> list[Annotation]:
    question = select(annotation_rows).where(annotation_rows.c.label_id == label_id).limit(AT_ONCE)
    return [
        Annotation(row.id, row.image_id, row.label_id, AnnotationKind(row.kind), row.points)
        for row in connection.execute(question)
    ]
