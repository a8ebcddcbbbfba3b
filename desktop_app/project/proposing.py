"""Stores what a model proposes for pictures, apart from what people said and outside of the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from sqlalchemy import Connection, delete, insert, select

from desktop_app.project.query import read_annotations_in
from desktop_app.project.schema import proposals
from desktop_app.project.store import Project
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
        fresh = [item for item in items if not any(_is_same(item.annotation, other) for other in said)]
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


def _is_same(proposed: Annotation, said: Annotation) -> bool:
    if proposed.label_id != said.label_id or (proposed.kind is AnnotationKind.TAG) != (said.kind is AnnotationKind.TAG):
        return False
    return proposed.kind is AnnotationKind.TAG or _iou(proposed.xyxy, said.xyxy) > SAME_IOU


def _iou(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


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
