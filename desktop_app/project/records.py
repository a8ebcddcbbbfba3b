"""Records of an edit as bytes and back, exactly: the history in the file is made of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never
from uuid import UUID

import msgspec

from desktop_app.project.column_types import pack_points, unpack_points
from ml_engine.domain.values import (
    Annotation,
    AnnotationKind,
    ImageState,
    ImageStatus,
    Label,
    Proposal,
    ProposalStatus,
    Record,
    Split,
    SplitPlace,
)

RECORDS_PER_PART = 1_000
Records = tuple[tuple[Record, ...], tuple[Record, ...]]  # removed, added
Key = tuple[type, UUID | int]


class _Annotation(msgspec.Struct, tag="a", array_like=True, frozen=True):
    id: bytes
    image_id: int
    label_id: bytes
    kind: str
    points: bytes


class _Label(msgspec.Struct, tag="l", array_like=True, frozen=True):
    id: bytes
    name: str
    color: str
    key: str
    position: int
    archived: bool


class _State(msgspec.Struct, tag="s", array_like=True, frozen=True):
    image_id: int
    status: str


class _Place(msgspec.Struct, tag="p", array_like=True, frozen=True):
    image_id: int
    split: str


class _Proposal(msgspec.Struct, tag="o", array_like=True, frozen=True):
    annotation: _Annotation
    score: float
    run_id: str
    status: str


_Row = _Annotation | _Label | _State | _Place | _Proposal


class _Part(msgspec.Struct, array_like=True, frozen=True):
    format: int
    removed: list[_Row]
    added: list[_Row]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Part)


def encode_part(removed: Iterable[Record], added: Iterable[Record]) -> bytes:
    """Two lists of records as bytes."""
    return _ENCODER.encode(_Part(1, [_row(record) for record in removed], [_row(record) for record in added]))


def decode_part(data: bytes) -> Records:
    """What encode_part was given. Raises msgspec.DecodeError if the bytes are damaged."""
    part = _DECODER.decode(data)
    return tuple(_record(row) for row in part.removed), tuple(_record(row) for row in part.added)


def key_of(record: Record) -> Key:
    """What stays the same when a record is replaced by another of the same thing."""
    match record:
        case Annotation() | Label():
            return type(record), record.id
        case Proposal():
            return Proposal, record.annotation.id
        case ImageState() | SplitPlace():
            return type(record), record.image_id
        case _:
            assert_never(record)


def in_parts(removed: tuple[Record, ...], added: tuple[Record, ...]) -> Iterator[Records]:
    """Cut into parts that can be applied one after the other: a record and its replacement stay together.

    Labels come first, since annotations need them. Raises ValueError if a side names one thing twice.
    """
    pairs: dict[Key, tuple[list[Record], list[Record]]] = {}
    ordered = sorted((*removed, *added), key=lambda record: not isinstance(record, Label))
    for record in ordered:
        pairs.setdefault(key_of(record), ([], []))
    for side, records in enumerate((removed, added)):
        for record in records:
            pairs[key_of(record)][side].append(record)
            if len(pairs[key_of(record)][side]) > 1:
                raise ValueError(f"an edit names one thing twice: {record}")
    gone: list[Record] = []
    come: list[Record] = []
    for old, new in pairs.values():
        gone += old
        come += new
        if len(gone) + len(come) >= RECORDS_PER_PART:
            yield tuple(gone), tuple(come)
            gone, come = [], []
    if gone or come:
        yield tuple(gone), tuple(come)


def _row(record: Record) -> _Row:
    match record:
        case Annotation():
            return _annotation_row(record)
        case Label():
            return _Label(record.id.bytes, record.name, record.color, record.key, record.position, record.archived)
        case ImageState():
            return _State(record.image_id, record.status.value)
        case SplitPlace():
            return _Place(record.image_id, record.split.value)
        case Proposal():
            return _Proposal(_annotation_row(record.annotation), record.score, record.run_id, record.status.value)
        case _:
            assert_never(record)


def _annotation_row(item: Annotation) -> _Annotation:
    return _Annotation(item.id.bytes, item.image_id, item.label_id.bytes, item.kind.value, pack_points(item.points))


def _record(row: _Row) -> Record:
    match row:
        case _Annotation():
            return _annotation(row)
        case _Label():
            return Label(UUID(bytes=row.id), row.name, row.color, row.key, row.position, row.archived)
        case _State():
            return ImageState(row.image_id, ImageStatus(row.status))
        case _Place():
            return SplitPlace(row.image_id, Split(row.split))
        case _Proposal():
            return Proposal(_annotation(row.annotation), row.score, row.run_id, ProposalStatus(row.status))
        case _:
            assert_never(row)


def _annotation(row: _Annotation) -> Annotation:
    return Annotation(
        UUID(bytes=row.id), row.image_id, UUID(bytes=row.label_id), AnnotationKind(row.kind), unpack_points(row.points)
    )
