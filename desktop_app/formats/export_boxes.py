"""The annotations of one picture as the writers need them: what is a box, what is a label of the whole picture."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.values import ExportPicture, ExportSet
from ml_engine.domain.values import Annotation, AnnotationKind


@dataclass(frozen=True, slots=True)
class RankedAnnotation:
    """rank: of its label in the set."""

    rank: int
    annotation: Annotation


def label_ranks(dataset: ExportSet) -> dict[UUID, int]:
    return {label.id: rank for rank, label in enumerate(dataset.labels)}


def boxes_only(
    picture: ExportPicture, ranks: dict[UUID, int], title: str, tally: ExportTally
) -> list[RankedAnnotation]:
    """What a format of boxes can hold: tags are left out, polygons become the box around them. Counts into tally.

    Raises KeyError if an annotation has a label that is not in the set (a bug of the caller).
    """
    tags = sum(one.kind is AnnotationKind.TAG for one in picture.annotations)
    polygons = sum(one.kind is AnnotationKind.POLYGON for one in picture.annotations)
    if tags:
        tally.leave_out(picture.path, f"{title} cannot hold a label of the whole picture", tags)
    if polygons:
        tally.change(picture.path, f"{title} cannot hold an outline: the box around it was written", polygons)
    kept = [one for one in picture.annotations if one.kind is not AnnotationKind.TAG]
    tally.annotations += len(kept)
    return [RankedAnnotation(ranks[one.label_id], one) for one in kept]
