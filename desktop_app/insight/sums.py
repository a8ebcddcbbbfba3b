"""What a walk's sum is made of: the products, how much each map gives, the largest first. No Qt."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.walk_events import UnitWalk

Floats = npt.NDArray[np.float64]
COLUMNS = ("map", "row", "column", "input", "weight", "product")


@dataclass(frozen=True)
class Sums:
    """walk: whose numbers these are."""

    walk: UnitWalk

    @cached_property
    def patch(self) -> Floats:
        """(C, kh, kw); NaN where the greatest has nothing beyond the border."""
        return np.asarray(unpack_array(self.walk.patch), np.float64)

    @cached_property
    def weights(self) -> Floats:
        """(C, kh, kw); (0,) without."""
        return np.asarray(unpack_array(self.walk.weights), np.float64)

    @cached_property
    def products(self) -> Floats:
        """(C, kh, kw): patch times weights; the patch itself where there is no kernel."""
        return self.patch * self.weights if self.weights.size else self.patch

    @cached_property
    def by_map(self) -> Floats:
        """(C,) what each map gives to the sum."""
        if not self.patch.size:
            return np.zeros(0)
        if self.walk.kind == "greatest":
            return np.asarray(np.nanmax(self.patch, axis=(1, 2)))
        return np.asarray(self.products.sum(axis=(1, 2)))

    @cached_property
    def order(self) -> list[int]:
        """Places of the maps in the patch, those that give the most first, whatever their sign."""
        return [int(place) for place in np.argsort(-np.abs(self.by_map), kind="stable")]

    def channel(self, place: int) -> int:
        """The number of the map at a place of the patch, among those that the layer reads."""
        return self.walk.first + place

    @property
    def is_number_by_number(self) -> bool:
        """Whether each map gives one number only: a 1 × 1 convolution or a dense layer."""
        return self.patch.ndim == 3 and self.patch.shape[1:] == (1, 1)

    def beyond(self) -> npt.NDArray[np.bool_]:
        """(kh, kw) of the patch: what lies beyond the border of the maps."""
        walk = self.walk
        if self.patch.ndim != 3 or len(walk.input_shape) != 3:
            return np.zeros(self.patch.shape[1:], bool)
        inside = []
        for axis in (0, 1):
            places = walk.corner[axis] + walk.dilation[axis] * np.arange(self.patch.shape[1 + axis])
            inside.append((places >= 0) & (places < walk.input_shape[1 + axis]))
        return ~(inside[0][:, None] & inside[1][None, :])

    def patch_box(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 of the patch on the maps, each 0..1 of their size, clipped."""
        walk = self.walk
        if len(walk.input_shape) != 3 or self.patch.ndim != 3:
            return 0.0, 0.0, 1.0, 1.0
        ends = []
        for axis in (0, 1):
            size, length = walk.input_shape[1 + axis], (self.patch.shape[1 + axis] - 1) * walk.dilation[axis] + 1
            ends.append((max(0, walk.corner[axis]) / size, min(size, walk.corner[axis] + length) / size))
        return ends[1][0], ends[0][0], ends[1][1], ends[0][1]

    def csv_text(self) -> str:
        """Every product, then every line behind the sum; numbers as short as they can be read back."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        has_weights = bool(self.weights.size)
        for place, row, column in np.ndindex(*self.patch.shape) if self.patch.ndim == 3 else ():
            number = float(self.patch[place, row, column])
            weight = float(self.weights[place, row, column]) if has_weights else 1.0
            top = self.walk.corner[0] + row * self.walk.dilation[0]
            left = self.walk.corner[1] + column * self.walk.dilation[1]
            writer.writerow((self.channel(place), top, left, repr(number), repr(weight), repr(number * weight)))
        for line in self.walk.lines:
            writer.writerow((line.kind, line.layer, "", "", "", repr(line.value)))
        return out.getvalue()
