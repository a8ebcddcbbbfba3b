"""Which pictures to learn from, to choose by, and to score on at the end.

Sticky: a picture never moves. Leak-free: what belongs together stays together. Stratified: each label is spread
over the splits, rare ones first, because a common label finds its share anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ml_engine.domain.values import Split
from ml_engine.training.grouping import BY_LOOKS, Grouping, SplitItem, group_items
from ml_engine.training.stratify import Group, make_group, spread

__all__ = ["Fractions", "Grouping", "SplitItem", "SplitPlan", "assign_folds", "assign_splits", "cut_validation"]

SMALL_SET = 500
CUT_FRACTION = 0.15
_ORDER = (Split.TRAIN, Split.VALIDATION, Split.TEST)


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

    @staticmethod
    def parse(text: str) -> Fractions:
        """'75,15,10' or '75/25', in percent. Raises ValueError with the reason."""
        try:
            percent = [float(part) for part in text.replace("/", ",").split(",")]
        except ValueError:
            raise ValueError(f"{text!r} is not a list of numbers") from None
        if not 2 <= len(percent) <= 3:
            raise ValueError(f"{text!r} does not have two or three numbers")
        if min(percent) < 0 or abs(sum(percent) - 100) > 0.01:
            raise ValueError(f"{text!r} does not add up to 100")
        if not (percent[0] and percent[1]):
            raise ValueError("train and validation need more than 0")
        return Fractions(*(part / sum(percent) for part in percent))

    def __str__(self) -> str:
        shares = (self.train, self.validation, self.test)
        return ",".join(f"{100 * share:.6g}" for share in shares[: 3 if self.test else 2])

    def of(self, split: Split) -> float:
        return {Split.TRAIN: self.train, Split.VALIDATION: self.validation, Split.TEST: self.test}[split]


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """places: image id → split, of the pictures that had none.

    groups: how many sets of two or more pictures belong together.   straddling: those of them whose pictures lay in
    different splits before, so that scores flatter.   too_alike: pictures in groups too large to be kept together.
    """

    places: dict[int, Split]
    groups: int
    straddling: int
    too_alike: int


def default_fractions(pictures: int) -> Fractions:
    """80/20 without a test split below 500 pictures, where 10 % would score nothing; else 75/15/10."""
    return Fractions(0.8, 0.2) if pictures < SMALL_SET else Fractions(0.75, 0.15, 0.1)


def assign_splits(
    items: Sequence[SplitItem],
    *,
    seed: int = 0,
    fractions: Fractions | None = None,
    grouping: Grouping = BY_LOOKS,
    alike: Collection[tuple[int, int]] = (),
) -> SplitPlan:
    """Places for the pictures that have none. fractions: of all pictures, placed ones counted; None for the default.

    alike: as in group_items. A pure function of the contents, labels, places and the seed: the order and ids of the
    pictures do not matter.
    """
    fractions = fractions or default_fractions(len(items))
    groups, too_alike = _make_groups(items, seed, grouping, alike)
    straddling = 0
    for group in groups:
        places = {item.place for item in group.items} - {None}
        straddling += len(places) > 1
        # With a twin in training a picture can no longer score; so training comes first.
        group.place = next((split for split in _ORDER if split in places), None)
    spread(groups, {split: fractions.of(split) for split in _ORDER}, lambda members: _promises(members, fractions))
    return SplitPlan(
        places={
            item.image_id: group.place
            for group in groups
            for item in group.items
            if item.place is None and group.place is not None
        },
        groups=sum(len(group.items) > 1 for group in groups),
        straddling=straddling,
        too_alike=too_alike,
    )


def cut_validation(
    items: Sequence[SplitItem],
    *,
    seed: int = 0,
    fraction: float = CUT_FRACTION,
    grouping: Grouping = BY_LOOKS,
    alike: Collection[tuple[int, int]] = (),
) -> SplitPlan:
    """A validation split out of training pictures. Those that are validation already stay it; none becomes test."""
    free = [replace(item, place=Split.VALIDATION if item.place is Split.VALIDATION else None) for item in items]
    return assign_splits(free, seed=seed, fractions=Fractions(1 - fraction, fraction), grouping=grouping, alike=alike)


def assign_folds(
    items: Sequence[SplitItem],
    folds: int,
    *,
    seed: int = 0,
    grouping: Grouping = BY_LOOKS,
    alike: Collection[tuple[int, int]] = (),
) -> dict[int, int]:
    """image id → fold, 0..folds-1: every picture in exactly one, labels spread, groups whole, places ignored.

    Raises ValueError for fewer than two folds or fewer groups than folds.
    """
    groups: list[Group[int]] = [make_group(group, seed) for group in _whole_groups(items, grouping, alike)[0]]
    if not 2 <= folds <= len(groups):
        raise ValueError(f"{len(groups)} groups of pictures cannot make {folds} folds")
    groups.sort(key=lambda group: group.key)
    spread(groups, dict.fromkeys(range(folds), 1 / folds))
    return {item.image_id: group.place for group in groups for item in group.items if group.place is not None}


def _make_groups(
    items: Sequence[SplitItem], seed: int, grouping: Grouping, alike: Collection[tuple[int, int]]
) -> tuple[list[Group[Split]], int]:
    whole, too_alike = _whole_groups(items, grouping, alike)
    groups: list[Group[Split]] = [make_group(group, seed) for group in whole]
    return sorted(groups, key=lambda group: group.key), too_alike


def _whole_groups(
    items: Sequence[SplitItem], grouping: Grouping, alike: Collection[tuple[int, int]]
) -> tuple[list[list[SplitItem]], int]:
    ordered = sorted(items, key=lambda item: (item.content_hash, item.image_id))
    found = group_items(ordered, grouping, alike)
    return [[ordered[index] for index in group] for group in found.groups], found.too_alike


def _promises(members: Sequence[Group[Split]], fractions: Fractions) -> list[Split]:
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
    wanted -= Counter(group.place for group in members if group.place is not None)
    return [split for split in _ORDER for _ in range(wanted[split])]
