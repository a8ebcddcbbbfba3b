"""A frozen copy of what a run learns from: the project writes it, the worker reads it, nobody changes it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from ml_engine.domain.atomic_file import atomic_file
from ml_engine.domain.errors import UserError
from ml_engine.domain.split_check import SplitCheck, SplitFinding
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split

SNAPSHOT_VERSION = 1


@dataclass(frozen=True, slots=True)
class SnapshotImage:
    """A picture with its annotations. verified: a person said that these are all."""

    image: ImageRef
    split: Split
    verified: bool
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Labels in their export order and pictures in the project's order. left_out: reason → count, for the sentence.

    several_per_picture: whether a picture may have more than one label of its own.   split_check: what was wrong with
    the split when it was made.
    """

    labels: tuple[Label, ...]
    images: tuple[SnapshotImage, ...]
    left_out: tuple[tuple[str, int], ...] = ()
    several_per_picture: bool = False
    split_check: SplitCheck = field(default_factory=SplitCheck)

    def part(self, split: Split) -> tuple[SnapshotImage, ...]:
        return tuple(image for image in self.images if image.split is split)

    def label_index(self) -> dict[UUID, int]:
        """Label id → index into labels."""
        return {label.id: index for index, label in enumerate(self.labels)}


def write_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Write as JSON lines (a head, then a picture a line), whole or not at all. Raises OSError."""
    with atomic_file(path) as file:
        head = {
            "vistazo_snapshot": SNAPSHOT_VERSION,
            "labels": [_label_row(label) for label in snapshot.labels],
            "left_out": snapshot.left_out,
            "several_per_picture": snapshot.several_per_picture,
            "split_check": [asdict(finding) for finding in snapshot.split_check.findings],
        }
        file.write(json.dumps(head).encode() + b"\n")
        for image in snapshot.images:
            # Escaped: a path may hold bytes that are no text (lone surrogates), which UTF-8 cannot.
            file.write(json.dumps(_image_row(image)).encode() + b"\n")


def read_snapshot(path: Path) -> Snapshot:
    """Read what write_snapshot wrote. Raises UserError if the file is damaged or of a newer version."""
    try:
        with path.open(encoding="utf-8") as file:
            head = json.loads(file.readline())
            if head["vistazo_snapshot"] > SNAPSHOT_VERSION:
                raise UserError("newer-snapshot", f"{path} was written by a newer Vistazo.", "Update Vistazo.")
            labels = tuple(_label(row) for row in head["labels"])
            left_out = tuple((str(reason), int(count)) for reason, count in head["left_out"])
            several = bool(head.get("several_per_picture", False))  # older files: one label a picture
            check = SplitCheck(tuple(_finding(row) for row in head.get("split_check", ())))
            images = tuple(_image(json.loads(line)) for line in file)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError("damaged-snapshot", f"{path} is damaged: {error}.", "Start the training again.") from error
    return Snapshot(labels, images, left_out, several, check)


def count_by_split(images: Iterable[SnapshotImage]) -> dict[Split, int]:
    """How many pictures each split has, all three named."""
    counts = dict.fromkeys(Split, 0)
    for image in images:
        counts[image.split] += 1
    return counts


def _finding(row: dict[str, Any]) -> SplitFinding:
    return SplitFinding(
        code=row["code"],
        severity=row["severity"],
        parts=tuple(Split(part) for part in row["parts"]),
        image_ids=tuple(row["image_ids"]),
        names=tuple(row["names"]),
        label=row["label"],
        count=row["count"],
        value=row["value"],
        mendable=row["mendable"],
    )


def _label_row(label: Label) -> dict[str, Any]:
    return {
        "id": label.id.hex,
        "name": label.name,
        "color": label.color,
        "key": label.key,
        "position": label.position,
        "archived": label.archived,
    }


def _label(row: dict[str, Any]) -> Label:
    return Label(UUID(row["id"]), row["name"], row["color"], row["key"], row["position"], row["archived"])


def _image_row(item: SnapshotImage) -> dict[str, Any]:
    ref = item.image
    return {
        "id": ref.id,
        "path": os.fspath(ref.path),
        "width": ref.width,
        "height": ref.height,
        "hash": ref.content_hash,
        "split": item.split.value,
        "verified": item.verified,
        "annotations": [[a.id.hex, a.label_id.hex, a.kind.value, a.points] for a in item.annotations],
    }


def _image(row: dict[str, Any]) -> SnapshotImage:
    ref = ImageRef(row["id"], Path(row["path"]), row["width"], row["height"], row["hash"])
    annotations = tuple(
        Annotation(UUID(id_), ref.id, UUID(label), AnnotationKind(kind), tuple((float(x), float(y)) for x, y in points))
        for id_, label, kind, points in row["annotations"]
    )
    return SnapshotImage(ref, Split(row["split"]), row["verified"], annotations)
