"""Two boxes to begin with on a picture: what a person drew and what a run suggests, where there are. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop_app.session.documents import Document
from ml_engine.domain.values import AnnotationKind
from ml_engine.lab.iou import Corners, box_overlap

PAPER = (24.0, 16.0)
FIRST: tuple[Corners, Corners] = ((2, 2, 12, 12), (7, 4, 17, 14))
BESIDE = 0.25  # of its width and height, by which a box is put beside another that has no partner

Origin = Literal["", "own", "proposal"]


@dataclass(frozen=True, slots=True)
class TwoBoxes:
    """boxes: xyxy, units of the paper or pixels of the picture.   path: of the picture, None for squared paper.

    size: of what they are on.   origins: where each comes from, '' for nowhere.   labels: of each, ''.
    """

    boxes: tuple[Corners, Corners] = FIRST
    path: Path | None = None
    size: tuple[float, float] = PAPER
    origins: tuple[Origin, Origin] = ("", "")
    labels: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class NamedBox:
    """A box of the picture, and the name of its label."""

    xyxy: Corners
    label: str


def boxes_on(path: Path, size: tuple[float, float], own: Sequence[NamedBox], proposed: Sequence[NamedBox]) -> TwoBoxes:
    """A person's box and the proposal that fits it best; where there are not both, a second one lies beside the first.

    Whole pixels: the sums beside them are to be read.
    """
    whole_own = [NamedBox(_whole(one.xyxy, size), one.label) for one in own]
    whole_proposed = [NamedBox(_whole(one.xyxy, size), one.label) for one in proposed]
    if whole_own and whole_proposed:
        pairs = [(mine, theirs) for mine in whole_own for theirs in whole_proposed]
        mine, theirs = max(pairs, key=lambda pair: box_overlap(pair[0].xyxy, pair[1].xyxy).iou)
        return TwoBoxes((mine.xyxy, theirs.xyxy), path, size, ("own", "proposal"), (mine.label, theirs.label))
    found, origin = (whole_own, "own") if whole_own else (whole_proposed, "proposal")
    if not found:
        wide, high = size
        first = _whole((0.2 * wide, 0.2 * high, 0.6 * wide, 0.7 * high), size)
        return TwoBoxes((first, _beside(first, size)), path, size)
    one = found[0]
    kind: Origin = "own" if origin == "own" else "proposal"
    # Two things in a picture seldom overlap: beside the first there is something to see at once.
    return TwoBoxes((one.xyxy, _beside(one.xyxy, size)), path, size, (kind, ""), (one.label, ""))


def named_boxes(document: Document, name_of: dict[object, str]) -> tuple[list[NamedBox], list[NamedBox]]:
    """What is drawn in a picture, and what is suggested for it, best first. name_of: names of labels by their id."""
    own = [one for one in document.annotations if one.kind is AnnotationKind.BOX]
    proposed = [one.annotation for one in document.proposals if one.annotation.kind is AnnotationKind.BOX]
    mine, theirs = ([NamedBox(one.xyxy, name_of.get(one.label_id, "")) for one in found] for found in (own, proposed))
    return mine, theirs


def _whole(box: Corners, size: tuple[float, float]) -> Corners:
    """To whole pixels, within the picture, a pixel wide and high at the least."""
    wide, high = size
    x0, y0 = min(max(round(box[0]), 0), wide - 1), min(max(round(box[1]), 0), high - 1)
    return (x0, y0, min(max(round(box[2]), x0 + 1), wide), min(max(round(box[3]), y0 + 1), high))


def _beside(box: Corners, size: tuple[float, float]) -> Corners:
    """As large, shifted towards where there is room."""
    x0, y0, x1, y1 = box
    across: float = round(BESIDE * (x1 - x0))
    down: float = round(BESIDE * (y1 - y0))
    across = across if x1 + across <= size[0] else max(-across, -x0)
    down = down if y1 + down <= size[1] else max(-down, -y0)
    return (x0 + across, y0 + down, x1 + across, y1 + down)
