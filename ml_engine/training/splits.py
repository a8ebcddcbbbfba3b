"""Which pictures to learn from, to choose by, and to score on at the end.

Sticky: a picture never moves. Leak-free: pictures that look the same stay together. Stratified: each label is spread
over the splits, rare ones first, because a common label finds its share anyway.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from ml_engine.domain.values import Split
from ml_engine.training.near_duplicates import group_pictures

SMALL_SET = 500
CUT_FRACTION = 0.15
# A group above this share of all pictures (a camera that never moves) could not be split at all: it is not kept.
_LARGEST_GROUP = 0.25
_ORDER = (Split.TRAIN, Split.VALIDATION, Split.TEST)
_NO_LABEL: Hashable = ("no label",)


@dataclass(frozen=True, slots=True)
class SplitItem:
    """A picture. labels: one entry an annotation, so that a label may repeat.   place: where it is already, or None."""

    image_id: int
    content_hash: str
    perceptual_hash: int | None
    labels: tuple[Hashable, ...]
    place: Split | None = None


@dataclass(frozen=True, slots=True)
class Fractions:
    """Shares of the pictures, each 0..1, together 1."""

    train: float
    validation: float
    test: float = 0.0

    def __post_init__(self) -> None:
        shares = (self.train, self.validation, self.test)
        if min(shares) < 0 or abs(sum(shares) - 1) > 1e-6:
            raise ValueError(f"shares must be in 0..1 and sum to 1, got {shares}")

    def of(self, split: Split) -> float:
        return {Split.TRAIN: self.train, Split.VALIDATION: self.validation, Split.TEST: self.test}[split]


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """places: image id → split, of the pictures that had none.

    groups: how many sets of two or more pictures look the same.   straddling: those of them whose pictures lay in
    different splits before, so that scores flatter.   too_alike: pictures in groups too large to be kept together.
    """

    places: dict[int, Split]
    groups: int
    straddling: int
    too_alike: int


@dataclass(slots=True)
class _Group:
    items: list[SplitItem]
    labels: Counter[Hashable]
    key: bytes
    split: Split | None = None


def default_fractions(pictures: int) -> Fractions:
    """80/20 without a test split below 500 pictures, where 10 % would score nothing; else 75/15/10."""
    return Fractions(0.8, 0.2) if pictures < SMALL_SET else Fractions(0.75, 0.15, 0.1)


def assign_splits(items: Sequence[SplitItem], *, seed: int = 0, fractions: Fractions | None = None) -> SplitPlan:
    """Places for the pictures that have none. fractions: of all pictures, placed ones counted; None for the default.

    A pure function of the contents, labels, places and the seed: the order and ids of the pictures do not matter.
    """
    fractions = fractions or default_fractions(len(items))
    groups, too_alike = _make_groups(items, seed)
    straddling = 0
    for group in groups:
        places = {item.place for item in group.items} - {None}
        straddling += len(places) > 1
        # With a twin in training a picture can no longer score; so training comes first.
        group.split = next((split for split in _ORDER if split in places), None)
    _stratify(groups, fractions)
    return SplitPlan(
        places={
            item.image_id: group.split
            for group in groups
            for item in group.items
            if item.place is None and group.split is not None
        },
        groups=sum(len(group.items) > 1 for group in groups),
        straddling=straddling,
        too_alike=too_alike,
    )


def cut_validation(items: Sequence[SplitItem], *, seed: int = 0, fraction: float = CUT_FRACTION) -> SplitPlan:
    """A validation split out of training pictures. Those that are validation already stay it; none becomes test."""
    free = [replace(item, place=Split.VALIDATION if item.place is Split.VALIDATION else None) for item in items]
    return assign_splits(free, seed=seed, fractions=Fractions(1 - fraction, fraction))


def _make_groups(items: Sequence[SplitItem], seed: int) -> tuple[list[_Group], int]:
    ordered = sorted(items, key=lambda item: (item.content_hash, item.image_id))
    content = [item.content_hash for item in ordered]
    found = group_pictures(content, [item.perceptual_hash for item in ordered])
    kept: list[list[int]] = []
    too_alike = 0
    for group in found:
        if len(group) <= max(2, _LARGEST_GROUP * len(ordered)):
            kept.append(group)
            continue
        same_bytes = group_pictures([content[index] for index in group], [None] * len(group))
        if len(same_bytes) > 1:
            too_alike += len(group)
        kept += [[group[index] for index in part] for part in same_bytes]
    groups = [_group([ordered[index] for index in group], seed) for group in kept]
    return sorted(groups, key=lambda group: group.key), too_alike


def _group(items: list[SplitItem], seed: int) -> _Group:
    labels: Counter[Hashable] = Counter(label for item in items for label in item.labels)
    bare = sum(not item.labels for item in items)
    if bare:
        labels[_NO_LABEL] = bare
    key = hashlib.blake2b(f"{seed}:{items[0].content_hash}".encode(), digest_size=16).digest()
    return _Group(items, labels, key)


def _stratify(groups: Sequence[_Group], fractions: Fractions) -> None:
    """Give every group a split, label after label, the rarest first, pictures without a label last.

    Source of the order: Sechidis, Tsoumakas, Vlahavas, "On the Stratification of Multi-Label Data" (2011).
    """
    having: dict[Hashable, list[_Group]] = {}
    for group in groups:
        for label in group.labels:
            having.setdefault(label, []).append(group)
    have_pictures = {split: _pictures(groups, split) for split in _ORDER}
    total = sum(len(group.items) for group in groups)
    for label in sorted(having, key=lambda label: (label == _NO_LABEL, len(having[label]))):
        members = having[label]
        if label == _NO_LABEL:
            have = dict(have_pictures)
            targets = {split: fractions.of(split) * total for split in _ORDER}
        else:
            have = {split: sum(g.labels[label] for g in members if g.split is split) for split in _ORDER}
            in_all = sum(group.labels[label] for group in members)
            targets = {split: fractions.of(split) * in_all for split in _ORDER}
        promised = _promises(members, fractions) if label != _NO_LABEL else []
        for group in members:
            if group.split is not None:
                continue
            group.split = promised.pop(0) if promised else _neediest(targets, have)
            have[group.split] += group.labels[label]
            have_pictures[group.split] += len(group.items)


def _promises(members: Sequence[_Group], fractions: Fractions) -> list[Split]:
    """Splits that a rare label must reach first, for a label too rare to find them by its shares.

    Training keeps at least half of its groups; then validation gets one, then test.
    """
    shares = [fractions.of(split) for split in _ORDER if fractions.of(split) > 0]
    if len(members) * min(shares) >= 1:
        return []
    wanted = Counter({Split.TRAIN: (len(members) + 1) // 2})
    if len(members) >= 2 and fractions.validation > 0:
        wanted[Split.VALIDATION] = 1
    if len(members) >= 4 and fractions.test > 0:
        wanted[Split.TEST] = 1
    wanted -= Counter(group.split for group in members if group.split is not None)
    return [split for split in _ORDER for _ in range(wanted[split])]


def _neediest(targets: dict[Split, float], have: dict[Split, int]) -> Split:
    """The split that lacks the largest part of its target."""
    wanted = [split for split in _ORDER if targets[split] > 0]
    return max(wanted, key=lambda split: (targets[split] - have[split]) / targets[split])


def _pictures(groups: Iterable[_Group], split: Split) -> int:
    return sum(len(group.items) for group in groups if group.split is split)
