"""The maps of one layer as numbers: their order, their scales, the value at a point. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.events import FeatureMaps

MapOrder = Literal["number", "strength", "variance"]


@dataclass(frozen=True, slots=True)
class MapSet:
    """maps: as the worker gave them.   tiles: (n, h, w) uint8, each from its own minimum to its own maximum."""

    maps: FeatureMaps
    tiles: npt.NDArray[np.uint8]

    @property
    def count(self) -> int:
        return len(self.maps.channels)

    @property
    def is_flat(self) -> bool:
        """Whether the layer answers with one number a channel, not with maps."""
        return len(self.maps.shape) == 1

    @property
    def low(self) -> float:
        """The least number of all maps."""
        return min(self.maps.minimum, default=0.0)

    @property
    def high(self) -> float:
        return max(self.maps.maximum, default=0.0)

    def order(self, by: MapOrder) -> list[int]:
        """Places of the tiles: by the channel's number, the highest answer first, or the widest spread first."""
        places = list(range(self.count))
        if by == "number":
            return places
        numbers = self.maps.maximum if by == "strength" or self.is_flat else self.maps.deviation
        return sorted(places, key=lambda place: -numbers[place])

    @property
    def liveliest(self) -> int | None:
        """The map with the widest range of numbers: something is to be seen in it. None without maps."""
        spans = [high - low for low, high in zip(self.maps.minimum, self.maps.maximum, strict=True)]
        if self.is_flat:
            spans = list(self.maps.maximum)
        return max(range(self.count), key=spans.__getitem__, default=None)

    def place_of(self, channel: int) -> int | None:
        """Which tile shows a channel, None if none does."""
        return self.maps.channels.index(channel) if channel in self.maps.channels else None

    def scale(self, place: int, *, own: bool) -> tuple[float, float]:
        """What a tile's 0 and 255 are on the ramp, 0..1. own: the tile's own range is all of the ramp."""
        span = self.high - self.low
        if self.is_flat or (own and self.maps.maximum[place] > self.maps.minimum[place]):
            return 0.0, 1.0
        if span <= 0:
            return 0.0, 0.0
        return (self.maps.minimum[place] - self.low) / span, (self.maps.maximum[place] - self.low) / span

    def value(self, place: int, x: float, y: float) -> float | None:
        """The number of a tile at (x, y), each 0..1 of the network's input; None outside. To 1/255 of its span."""
        if not (0 <= x < 1 and 0 <= y < 1):
            return None
        if self.is_flat:
            return self.maps.minimum[place]
        height, width = self.tiles.shape[1:]
        part = self.tiles[place, int(y * height), int(x * width)] / 255
        return float(self.maps.minimum[place] + part * (self.maps.maximum[place] - self.maps.minimum[place]))


def make_map_set(maps: FeatureMaps) -> MapSet:
    """Raises ValueError if the tiles are not what the event says."""
    tiles = unpack_array(maps.tiles)
    if tiles.ndim != 3 or len(tiles) != len(maps.channels) or tiles.dtype != np.uint8:
        raise ValueError(f"tiles must be ({len(maps.channels)}, h, w) uint8, got {tiles.shape} {tiles.dtype}")
    return MapSet(maps, tiles)
