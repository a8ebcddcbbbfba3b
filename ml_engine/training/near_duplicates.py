"""Finds pictures that look the same, through an index of their perceptual hashes.

Twice the same picture, once learnt from and once scored on, makes a model look better than it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

# Among the 1.5 million pairs within seven sets of photos (3,980 pictures) 12 lie 1 to 6 bits apart, 10 of them the same
# hand before the same wall. Of 256 copies that were scaled, compressed again or brightened all stay within 6; of 64
# that lost 2 % of two sides four in five do. Mirrored copies are strangers to it.
NEAR_DUPLICATE_BITS = 6
_BANDS = 4
_BAND_BITS = 16
# Half of the 64 bits are set where a picture has structure. Fewer: it is nearly one colour, and its hash says nothing.
_MIN_SET_BITS = 16
_PAIRS_AT_ONCE = 1 << 21
_SET_BITS = np.array([number.bit_count() for number in range(1 << 16)], dtype=np.uint8)
_Hashes = npt.NDArray[np.uint64]
_Indexes = npt.NDArray[np.intp]


def group_pictures(content_hashes: Sequence[str], perceptual_hashes: Sequence[int | None]) -> list[list[int]]:
    """Groups of pictures that are the same bytes or look the same, also by a chain of others.

    perceptual_hashes: 64 bit, None where there is none. Returns lists of indexes, all pictures in exactly one, in the
    order of their first members.
    """
    groups = Joined(len(content_hashes))
    first_with_bytes: dict[str, int] = {}
    first_with_look: dict[int, int] = {}
    for index, (content, look) in enumerate(zip(content_hashes, perceptual_hashes, strict=True)):
        groups.join(first_with_bytes.setdefault(content, index), index)
        if look is not None and _MIN_SET_BITS <= look.bit_count() <= 64 - _MIN_SET_BITS:
            groups.join(first_with_look.setdefault(look, index), index)
    members = list(first_with_look.values())
    for left, right in near_pairs(np.array(list(first_with_look), dtype=np.uint64)):
        groups.join(members[left], members[right])
    return groups.lists()


def near_pairs(hashes: _Hashes) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of hashes that differ in at most 6 bits; a pair may come more than once.

    hashes: (N,) uint64, all different. Of four bands of 16 bits at least one differs in at most one bit (6 < 4 · 2), so
    17 look-ups in each sorted band find every pair without comparing all.
    """
    masks = [0, *(1 << bit for bit in range(_BAND_BITS))]
    for band in range(_BANDS):
        values = ((hashes >> np.uint64(band * _BAND_BITS)) & np.uint64(0xFFFF)).astype(np.int64)
        order = np.argsort(values, kind="stable")
        ranked = values[order]
        for mask in masks:
            low = np.searchsorted(ranked, values ^ mask, side="left")
            high = np.searchsorted(ranked, values ^ mask, side="right")
            for left, right in _candidates(order, low, high):
                keep = left < right
                left, right = left[keep], right[keep]
                near = _distance(hashes[left], hashes[right]) <= NEAR_DUPLICATE_BITS
                yield from zip(left[near].tolist(), right[near].tolist(), strict=True)


def _candidates(order: _Indexes, low: _Indexes, high: _Indexes) -> Iterator[tuple[_Indexes, _Indexes]]:
    """Each i with all order[low[i]:high[i]], in portions that fit in memory."""
    counts = high - low
    ends = np.cumsum(counts)
    start = 0
    while start < len(counts):
        before = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + _PAIRS_AT_ONCE, side="right")))
        count = counts[start:stop]
        left = np.repeat(np.arange(start, stop), count)
        offset = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
        yield left, order[np.repeat(low[start:stop], count) + offset]
        start = stop


def _distance(a: _Hashes, b: _Hashes) -> npt.NDArray[np.int64]:
    # np.bitwise_count needs NumPy 2.
    parts = np.ascontiguousarray(a ^ b).view(np.uint16).reshape(-1, 4)
    distance: npt.NDArray[np.int64] = _SET_BITS[parts].sum(axis=1, dtype=np.int64)
    return distance


class Joined:
    """Union–find with path halving; the smallest member leads, so that the order of joins does not matter."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, a: int, b: int) -> None:
        a, b = self._leader(a), self._leader(b)
        self._parent[max(a, b)] = min(a, b)

    def lists(self) -> list[list[int]]:
        result: dict[int, list[int]] = {}
        for index in range(len(self._parent)):
            result.setdefault(self._leader(index), []).append(index)
        return list(result.values())

    def _leader(self, index: int) -> int:
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index
