"""Stores what a model proposes for pictures, apart from what people said and outside of the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from desktop_app.project.query import read_annotations_in
from desktop_app.project.schema import proposals
from desktop_app.project.store import Project
from ml_engine.domain.geometry import box_iou
from ml_engine.domain.values import Annotation, AnnotationKind, Proposal, ProposalStatus

SAME_IOU = 0.6


def submit_proposals(project: Project, found: Mapping[int, Sequence[Proposal]]) -> Future[int]:
    """Queue new proposals of pictures in place of those that wait there. The future tells how many there are now.

    Left out is what a person has said already: an annotation, or a rejected proposal, of the same label at the same
    place (IoU above 0.6; for a label of the whole picture: the same label).
    """

    def work(connection: Connection) -> int:
        return _store(connection, found)

    return project.submit_work(work)


def _store(connection: Connection, found: Mapping[int, Sequence[Proposal]]) -> int:
    known = read_annotations_in(connection, tuple(found))
    rejected = _rejected(connection, tuple(found))
    count = 0
    for image_id, items in found.items():
        connection.execute(
            delete(proposals).where(
                proposals.c.image_id == image_id, proposals.c.status == ProposalStatus.PENDING.value
            )
        )
        said = (*known[image_id], *rejected.get(image_id, ()))
        fresh = [item for item in items if not _is_said(item.annotation, said)]
        if fresh:
            connection.execute(insert(proposals), [_row(item) for item in fresh])
        count += len(fresh)
    return count


def _rejected(connection: Connection, image_ids: Sequence[int]) -> dict[int, list[Annotation]]:
    found: dict[int, list[Annotation]] = {}
    for start in range(0, len(image_ids), 500):
        question = select(proposals).where(
            proposals.c.image_id.in_(image_ids[start : start + 500]),
            proposals.c.status == ProposalStatus.REJECTED.value,
        )
        for row in connection.execute(question):
            annotation = Annotation(row.id, row.image_id, row.label_id, AnnotationKind(row.kind), row.points)
            found.setdefault(row.image_id, []).append(annotation)
    return found


def _is_said(proposed: Annotation, said: Sequence[Annotation]) -> bool:
    is_tag = proposed.kind is AnnotationKind.TAG
    same = [
        other for other in said if other.label_id == proposed.label_id and (other.kind is AnnotationKind.TAG) == is_tag
    ]
    if is_tag or not same:
        return bool(same)
    overlaps = box_iou(np.array([proposed.xyxy]), np.array([other.xyxy for other in same]))
    return bool(overlaps.max() > SAME_IOU)


def _row(item: Proposal) -> dict[str, object]:
    annotation = item.annotation
    return {
        "id": annotation.id,
        "image_id": annotation.image_id,
        "label_id": annotation.label_id,
        "kind": annotation.kind.value,
        "points": annotation.points,
        "score": item.score,
        "run_id": item.run_id,
        "status": item.status.value,
    }
