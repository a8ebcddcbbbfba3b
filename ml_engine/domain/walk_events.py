"""How one number of a network came about, with every number on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ml_engine.domain.arrays import PackedArray
from ml_engine.domain.geometry import ViewGeometry

WalkKind = Literal["weighted", "greatest", "none"]
NextKind = Literal["end", "several", "mixed"]


@dataclass(frozen=True, slots=True)
class WalkLine:
    """One step behind the sum. kind: 'sum', 'greatest', 'bias', 'batch-norm', 'plus', 'times', or an activation's name.

    layer: that does it.   value: the number behind it.   numbers: what it is done with: the bias; of a batch norm mean,
    variance, epsilon, scale, shift; the other number of a sum or a product; an activation's own settings.
    """

    kind: str
    layer: str
    value: float
    numbers: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitWalk:
    """One number of a layer. channel, row, column: where it stands.   value: as torch has it.

    kind: 'weighted': a sum of products over a patch; 'greatest': the greatest of a patch; 'none': neither, `reason`
    says what it is instead.   source: the layer that sums, and its operation as torch calls it.
    patch: (C, kh, kw) what the sum reads, zeros beyond the border.   weights: (C, kh, kw) its kernel; (0,) where there
    is none.   first: the number of the patch's first channel among the maps that the source reads.
    input_shape: of those maps, (C, H, W) or (D,).   corner: row and column of the patch's first number in them, before
    the first one is negative.   dilation: between the numbers of the patch.
    lines: from the sum on; own: the place of the line whose value this layer answers with.
    after: why the lines end: nothing reads the last number, several layers do, or one that mixes many numbers;
    after_layer: that one.
    field: x0, y0, x1, y1 in pixels of the network's input, clipped: what the number depends on.
    inputs: (C, H, W) uint8, the maps that the source reads, each from its low to its high; () if not asked for.
    view: where the picture lies in the input.
    """

    image: str
    layer: str
    channel: int
    row: int
    column: int
    value: float
    kind: WalkKind
    source: str
    operation: str
    patch: PackedArray
    weights: PackedArray
    first: int
    input_shape: tuple[int, ...]
    corner: tuple[int, int]
    dilation: tuple[int, int]
    lines: tuple[WalkLine, ...]
    own: int
    after: NextKind
    after_layer: str
    field: tuple[int, int, int, int]
    view: ViewGeometry
    reason: str = ""
    inputs: PackedArray | None = None
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
