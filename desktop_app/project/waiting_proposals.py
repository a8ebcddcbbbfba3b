"""Proposals that wait come and go outside of the history: what is said already, and what an old edit must do about it.

An edit names the proposals that it answers. Until it is done again, a later round may have put others in their place;
the answer of a person still holds then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, select

from desktop_app.project.records import Records
from desktop_app.project.schema import proposals
from ml_engine.domain.geometry import box_iou
from ml_engine.domain.values import Annotation, AnnotationKind, Proposal, ProposalStatus

SAME_IOU = 0.6
_IDS_PER_STATEMENT = 500


def is_said(proposed: Annotation, said: Sequence[Annotation]) -> bool:
    """Whether somebody spoke of this thing: same label, and the same place (IoU above 0.6) or the whole picture."""
    is_tag = proposed.kind is AnnotationKind.TAG
    same = [
        other for other in said if other.label_id == proposed.label_id and (other.kind is AnnotationKind.TAG) == is_tag
    ]
    if is_tag or not same:
        return bool(same)
    overlaps = box_iou(np.array([proposed.xyxy]), np.array([other.xyxy for other in same]))
    return bool(overlaps.max() > SAME_IOU)


def read_proposals(connection: Connection, image_ids: Sequence[int], status: ProposalStatus) -> list[Proposal]:
    """The proposals of pictures that are so."""
    found: list[Proposal] = []
    for start in range(0, len(image_ids), _IDS_PER_STATEMENT):
        chunk = image_ids[start : start + _IDS_PER_STATEMENT]
        question = select(proposals).where(proposals.c.image_id.in_(chunk), proposals.c.status == status.value)
        for row in connection.execute(question):
            annotation = Annotation(row.id, row.image_id, row.label_id, AnnotationKind(row.kind), row.points)
            found.append(Proposal(annotation, row.score, row.run_id, status))
    return found


def fit_to_waiting(connection: Connection, records: Records) -> Records:
    """The records of an edit that is done again, as they fit what waits now.

    A proposal that it answers and that has gone need not go. One that has come at the same place is answered by it too.
    """
    removed, added = records
    gone = _gone(connection, [record for record in removed if isinstance(record, Proposal)])
    if not gone:
        return records
    ids = {item.annotation.id for item in gone}
    said = [item.annotation for item in gone]
    said += [record for record in added if isinstance(record, Annotation) and record.id in ids]
    pictures = sorted({item.image_id for item in said})
    named = {record.annotation.id for record in (*removed, *added) if isinstance(record, Proposal)}
    come = [
        item
        for item in read_proposals(connection, pictures, ProposalStatus.PENDING)
        if item.annotation.id not in named and is_said(item.annotation, _of(item.annotation.image_id, said))
    ]
    kept = [record for record in removed if not (isinstance(record, Proposal) and record.annotation.id in ids)]
    return (*kept, *come), added


def _gone(connection: Connection, answered: Sequence[Proposal]) -> list[Proposal]:
    """Those that waited once and are not there any more."""
    waited = [item for item in answered if item.status is ProposalStatus.PENDING]
    there = set()
    for start in range(0, len(waited), _IDS_PER_STATEMENT):
        chunk = [item.annotation.id for item in waited[start : start + _IDS_PER_STATEMENT]]
        there |= set(connection.execute(select(proposals.c.id).where(proposals.c.id.in_(chunk))).scalars())
    return [item for item in waited if item.annotation.id not in there]


def _of(image_id: int, items: Iterable[Annotation]) -> list[Annotation]:
    return [item for item in items if item.image_id == image_id]
