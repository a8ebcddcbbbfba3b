"""Which pictures must stay in one split: copies, look-alikes, shots of one burst, pictures of one folder.

What ties two pictures together makes an answer for one of them an answer for the other, so that a score flatters.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass

from ml_engine.domain.values import Split
from ml_engine.training.near_duplicates import Joined, group_pictures

BURST_US = 3_000_000  # between a shot and the next one of the same burst
BY = ("duplicates", "bursts", "folders")
# A group above this share of all pictures (a camera that never moves, a clock that stood still) could not be split at
# all: it is not kept.
_LARGEST_GROUP = 0.25


@dataclass(frozen=True, slots=True)
class SplitItem:
    """A picture. labels: one entry an annotation, so that a label may repeat.   place: where it is already, or None.

    taken_us, camera: as in images.capture.   folder: where it lies, whatever names it best.
    """

    image_id: int
    content_hash: str
    perceptual_hash: int | None
    labels: tuple[Hashable, ...]
    place: Split | None = None
    taken_us: int | None = None
    camera: str = ""
    folder: Hashable = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """What keeps pictures together; copies of the same bytes always are."""

    duplicates: bool = True
    bursts: bool = False
    folders: bool = False

    @staticmethod
    def parse(text: str) -> Grouping:
        """'duplicates,bursts,folders', any of them; '' or 'none' for none. Raises ValueError that names the word."""
        words = [word.strip() for word in text.split(",") if word.strip()]
        if words == ["none"]:
            words = []
        for word in words:
            if word not in BY:
                raise ValueError(f"{word!r} is not one of {', '.join(BY)}")
        return Grouping(*(word in words for word in BY))

    def __str__(self) -> str:
        chosen = (name for name, on in zip(BY, (self.duplicates, self.bursts, self.folders), strict=True) if on)
        return ",".join(chosen) or "none"


BY_LOOKS = Grouping()  # what is done unasked


@dataclass(frozen=True, slots=True)
class Grouped:
    """groups: indexes of items, all in exactly one.   too_alike: pictures in groups too large to be kept together."""

    groups: list[list[int]]
    too_alike: int


def group_items(
    items: Sequence[SplitItem], grouping: Grouping, alike: Collection[tuple[int, int]] = (), of: int = 0
) -> Grouped:
    """Groups that may not be torn apart. alike: pairs of image ids that are known to look alike otherwise.

    of: how many pictures these belong to, if there are more.
    """
    joined = Joined(len(items))
    too_alike = 0
    largest = largest_group(max(of, len(items)))
    _join_all(joined, same_content(items))
    if grouping.duplicates:
        too_alike += _join_small(joined, items, look_alikes(items, alike), largest)
    if grouping.bursts:
        too_alike += _join_small(joined, items, bursts(items), largest)
    if grouping.folders:
        _join_all(joined, folders(items))
    return Grouped(joined.lists(), too_alike)


def largest_group(pictures: int) -> int:
    """How many of so many pictures may look alike and still be kept together."""
    return max(2, int(_LARGEST_GROUP * pictures))


def same_content(items: Sequence[SplitItem]) -> list[list[int]]:
    """Indexes of files with the same bytes, groups of two and more."""
    return _several(group_pictures([item.content_hash for item in items], [None] * len(items)))


def look_alikes(items: Sequence[SplitItem], alike: Collection[tuple[int, int]] = ()) -> list[list[int]]:
    """Indexes of pictures that look the same, also by a chain of others; groups of two and more."""
    found = group_pictures([item.content_hash for item in items], [item.perceptual_hash for item in items])
    if not alike:
        return _several(found)
    place = {item.image_id: index for index, item in enumerate(items)}
    joined = Joined(len(items))
    _join_all(joined, found)
    for a, b in alike:
        if a in place and b in place:
            joined.join(place[a], place[b])
    return _several(joined.lists())


def bursts(items: Sequence[SplitItem]) -> list[list[int]]:
    """Indexes of shots of one camera with at most three seconds from each to the next; groups of two and more."""
    timed = [(item.camera, item.taken_us, index) for index, item in enumerate(items) if item.taken_us is not None]
    timed.sort()
    groups: list[list[int]] = []
    last: tuple[str, int] | None = None
    for camera, taken, index in timed:
        if last is not None and last[0] == camera and taken - last[1] <= BURST_US:
            groups[-1].append(index)
        else:
            groups.append([index])
        last = (camera, taken)
    return _several(groups)


def folders(items: Sequence[SplitItem]) -> list[list[int]]:
    """Indexes of pictures that lie in one folder; groups of two and more. Those without a folder are in none."""
    found: dict[Hashable, list[int]] = {}
    for index, item in enumerate(items):
        if item.folder is not None:
            found.setdefault(item.folder, []).append(index)
    return _several(found.values())


def _join_small(joined: Joined, items: Sequence[SplitItem], groups: list[list[int]], largest: int) -> int:
    """Returns how many pictures are in groups that are too large."""
    too_alike = 0
    for group in groups:
        if len(group) <= largest:
            _join_all(joined, [group])
        elif len({items[index].content_hash for index in group}) > 1:
            too_alike += len(group)
    return too_alike


def _join_all(joined: Joined, groups: Collection[list[int]] | Iterator[list[int]]) -> None:
    for group in groups:
        for index in group[1:]:
            joined.join(group[0], index)


def _several(groups: Collection[list[int]]) -> list[list[int]]:
    return [group for group in groups if len(group) > 1]
