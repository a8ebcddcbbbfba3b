"""Copied boxes on the system's clipboard: they reach other pictures, other projects, and outlive the window.

Labels go along by name too: another project has others of its own. What is found there is checked, whoever put it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from uuid import UUID

import msgspec
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from desktop_app.canvas.rects import Box

MIME = "application/x-vistazo-boxes"
MOST_BYTES = 8 << 20


class _Box(msgspec.Struct, frozen=True):
    label_id: UUID
    label: str
    xyxy: Box


class _Boxes(msgspec.Struct, frozen=True):
    image_id: int
    boxes: list[_Box]


@dataclass(frozen=True, slots=True)
class CopiedBox:
    """A box that was copied. xyxy: picture pixels, x0 < x1, y0 < y1."""

    label_id: UUID
    label: str
    xyxy: Box


def put_boxes(image_id: int, boxes: Iterable[CopiedBox]) -> None:
    """Put boxes on the clipboard."""
    content = _Boxes(image_id, [_Box(item.label_id, item.label, item.xyxy) for item in boxes])
    data = QMimeData()
    data.setData(MIME, QByteArray(msgspec.json.encode(content)))
    QGuiApplication.clipboard().setMimeData(data)


def take_boxes() -> tuple[int, list[CopiedBox]]:
    """The picture that boxes were copied from, and the boxes; none where the clipboard holds something else."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(MIME):
        return -1, []
    raw = bytes(data.data(MIME).data())
    if len(raw) > MOST_BYTES:
        return -1, []
    try:
        content = msgspec.json.decode(raw, type=_Boxes)
    except msgspec.MsgspecError:
        return -1, []
    boxes = [CopiedBox(item.label_id, item.label, item.xyxy) for item in content.boxes if _is_box(item.xyxy)]
    return content.image_id, boxes


def has_boxes() -> bool:
    """Whether there is something to paste."""
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and data.hasFormat(MIME)


def _is_box(box: Box) -> bool:
    return all(map(isfinite, box)) and box[0] < box[2] and box[1] < box[3]
