"""Where a split lies about its scores: what belongs together and lies apart, labels and parts that measure nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from itertools import combinations

from ml_engine.domain.split_check import FindingCode, Severity, SplitCheck, SplitFinding
from ml_engine.domain.values import Split
from ml_engine.training.grouping import (
    BY_LOOKS,
    Grouping,
    SplitItem,
    bursts,
    folders,
    group_items,
    largest_group,
    look_alikes,
    same_content,
)

FEW = 30  # pictures below which a score moves by more than ten points by chance
_AT = 0.9  # the score whose uncertainty is told
_COMPARED = 64  # pictures of a part that are compared for the most alike pair of a group
_ORDER = tuple(Split)
_RANK = {"bad": 0, "warn": 1}
_CODES: tuple[FindingCode, ...] = (
    "part-empty", "same-content", "near-duplicates", "burst", "folder", "label-missing", "part-small",
)  # fmt: skip
Distance = Callable[[SplitItem, SplitItem], float]


def check_split(
    items: Sequence[SplitItem],
    *,
    labels: Mapping[Hashable, str],
    names: Mapping[int, str],
    grouping: Grouping = BY_LOOKS,
    alike: Collection[tuple[int, int]] = (),
) -> SplitCheck:
    """What is wrong with the places of these pictures; those without a place do not count.

    labels: what each label of the items is called.   names: of pictures, for the sentences.   alike: as in group_items.
    Folders count only where the grouping names them.
    """
    placed = [item for item in items if item.place is not None]
    if not placed:
        return SplitCheck()
    look_alike = look_alikes(placed, alike)
    found = [
        *_straddling("same-content", same_content(placed), placed, names, _bits, len(items)),
        *_straddling("near-duplicates", look_alike, placed, names, _bits, len(items)),
        *_straddling("burst", bursts(placed), placed, names, _seconds, len(items)),
        *(_straddling("folder", folders(placed), placed, names, _bits, len(items)) if grouping.folders else ()),
        *_missing_labels(placed, labels),
        *_weak_parts(placed, look_alike),
    ]
    found.sort(key=lambda finding: (_RANK[finding.severity], _CODES.index(finding.code), -finding.count, finding.names))
    return SplitCheck(tuple(found))


def mended_places(
    items: Sequence[SplitItem],
    *,
    grouping: Grouping = BY_LOOKS,
    alike: Collection[tuple[int, int]] = (),
    only: Collection[int] = (),
) -> dict[int, Split]:
    """image id → part, of the pictures that must move so that no group lies apart.

    A group goes where most of it is; training first where that is even. only: pictures whose groups are meant, () all.
    """
    placed = [item for item in items if item.place is not None]
    together = Grouping(duplicates=True, bursts=True, folders=grouping.folders)
    wanted = set(only)
    moved: dict[int, Split] = {}
    for group in group_items(placed, together, alike, len(items)).groups:
        members = [placed[index] for index in group]
        count = Counter(item.place for item in members if item.place is not None)
        if len(count) < 2 or (wanted and wanted.isdisjoint(item.image_id for item in members)):
            continue
        goal = max(_ORDER, key=lambda split: (count[split], -_ORDER.index(split)))
        moved |= {item.image_id: goal for item in members if item.place is not goal}
    return moved


def score_margin(pictures: int) -> float:
    """By how much a score of 0.90 over so many pictures may be off, 0..1: half of its 95 % interval."""
    return min(1.0, 1.96 * math.sqrt(_AT * (1 - _AT) / pictures)) if pictures else 1.0


def _straddling(
    code: FindingCode,
    groups: Sequence[Sequence[int]],
    items: Sequence[SplitItem],
    names: Mapping[int, str],
    distance: Distance,
    of: int,
) -> list[SplitFinding]:
    found = []
    for group in groups:
        members = [items[index] for index in group]
        parts = {item.place for item in members}
        one_file = len({item.content_hash for item in members}) == 1
        if len(parts) < 2 or (one_file and code != "same-content"):
            continue
        a, b = _closest(members, distance)
        bad = code in ("same-content", "near-duplicates") and Split.TRAIN in parts
        found.append(
            SplitFinding(
                code=code,
                severity="bad" if bad else "warn",
                parts=tuple(split for split in _ORDER if split in parts),
                image_ids=tuple(item.image_id for item in members),
                names=(names.get(a.image_id, ""), names.get(b.image_id, "")),
                count=len(members),
                value=distance(a, b),
                mendable=one_file or code == "folder" or len(members) <= largest_group(of),
            )
        )
    return found


def _closest(members: Sequence[SplitItem], distance: Distance) -> tuple[SplitItem, SplitItem]:
    """Two that lie apart and are most alike, of the first few of each part."""
    by_part = [[item for item in members if item.place is split][:_COMPARED] for split in _ORDER]
    pairs = ((a, b) for one, other in combinations(by_part, 2) for a in one for b in other)
    return min(pairs, key=lambda pair: distance(*pair))


def _bits(a: SplitItem, b: SplitItem) -> float:
    if a.content_hash == b.content_hash:
        return 0.0
    if a.perceptual_hash is None or b.perceptual_hash is None:
        return 64.0
    return float((a.perceptual_hash ^ b.perceptual_hash).bit_count())


def _seconds(a: SplitItem, b: SplitItem) -> float:
    return abs((a.taken_us or 0) - (b.taken_us or 0)) / 1e6


def _missing_labels(items: Sequence[SplitItem], labels: Mapping[Hashable, str]) -> list[SplitFinding]:
    having: dict[Hashable, Counter[Split]] = {}
    for item in items:
        for label in set(item.labels):
            having.setdefault(label, Counter()).update([item.place] if item.place else [])
    parts = [split for split in _ORDER if any(item.place is split for item in items)]
    found = []
    for label, count in having.items():
        for split in parts:
            if not count[split]:
                severity: Severity = "bad" if split is Split.TRAIN else "warn"
                name = labels.get(label, "")
                found.append(SplitFinding("label-missing", severity, (split,), label=name, count=count.total()))
    return found


def _weak_parts(items: Sequence[SplitItem], look_alike: Sequence[Sequence[int]]) -> list[SplitFinding]:
    """Parts that score by too little. Pictures that look the same count once: they are right or wrong together."""
    count = Counter(item.place for item in items)
    found = [
        SplitFinding("part-empty", "bad", (split,)) for split in (Split.TRAIN, Split.VALIDATION) if not count[split]
    ]
    different = Counter(count)
    for group in look_alike:
        own = Counter(items[index].place for index in group)
        different.subtract({split: number - 1 for split, number in own.items()})
    for split in (Split.VALIDATION, Split.TEST):
        if 0 < different[split] < FEW:
            margin = score_margin(different[split])
            found.append(SplitFinding("part-small", "warn", (split,), count=different[split], value=margin))
    return found
