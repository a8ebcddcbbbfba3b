"""Stores what a model proposes for pictures, apart from what people said and outside of the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from sqlalchemy import Connection, delete, insert

from desktop_app.project.query import read_annotations_in
from desktop_app.project.schema import proposals
from desktop_app.project.store import Project
from desktop_app.project.waiting_proposals import is_said, read_proposals
from ml_engine.domain.values import Annotation, Proposal, ProposalStatus


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
    rejected: dict[int, list[Annotation]] = {}
    for item in read_proposals(connection, tuple(found), ProposalStatus.REJECTED):
        rejected.setdefault(item.annotation.image_id, []).append(item.annotation)
    count = 0
    for image_id, items in found.items():
        connection.execute(
            delete(proposals).where(
                proposals.c.image_id == image_id, proposals.c.status == ProposalStatus.PENDING.value
            )
        )
        said = (*known[image_id], *rejected.get(image_id, ()))
        fresh = [item for item in items if not is_said(item.annotation, said)]
        if fresh:
            connection.execute(insert(proposals), [_row(item) for item in fresh])
        count += len(fresh)
    return count


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
