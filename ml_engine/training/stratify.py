"""Spreads groups of pictures over parts so that each part has its share of every label."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ml_engine.training.grouping import SplitItem

P = TypeVar("P", bound=Hashable)
NO_LABEL: Hashable = ("no label",)


@dataclass(slots=True)
class Group(Generic[P]):
    """Pictures that stay together. labels: how often each occurs.   key: its place in a shuffled order."""

    items: list[SplitItem]
    labels: Counter[Hashable]
    key: bytes
    place: P | None = None


def make_group(items: list[SplitItem], seed: int) -> Group[P]:
    """A group without a place. The order of the items does not matter."""
    labels: Counter[Hashable] = Counter(label for item in items for label in item.labels)
    bare = sum(not item.labels for item in items)
    if bare:
        labels[NO_LABEL] = bare
    first = min(item.content_hash for item in items)
    return Group(items, labels, hashlib.blake2b(f"{seed}:{first}".encode(), digest_size=16).digest())


def spread(
    groups: Sequence[Group[P]],
    shares: Mapping[P, float],
    promises: Callable[[Sequence[Group[P]]], list[P]] = lambda _: [],
) -> None:
    """Give every group without one a place, label after label, the rarest first, pictures without a label last.

    shares: place → 0..1, together 1.   promises: places that a rare label must reach first, in their order.
    Within a label the large groups go first, and each goes where the fewest of the label's pictures are for that
    place's share, half of its own counted (Webster's rule for seats): single pictures stay within one of their share.
    Source of the order: Sechidis, Tsoumakas, Vlahavas, "On the Stratification of Multi-Label Data" (2011).
    """
    wanted = {place: share for place, share in shares.items() if share > 0}
    having: dict[Hashable, list[Group[P]]] = {}
    for group in sorted(groups, key=lambda group: (-len(group.items), group.key)):
        for label in group.labels:
            having.setdefault(label, []).append(group)
    pictures = {place: sum(len(group.items) for group in groups if group.place == place) for place in shares}
    for label in sorted(having, key=lambda label: (label == NO_LABEL, len(having[label]))):
        members = having[label]
        if label == NO_LABEL:
            have = dict(pictures)
        else:
            have = {place: sum(g.labels[label] for g in members if g.place == place) for place in shares}
        promised = promises(members) if label != NO_LABEL else []
        for group in members:
            if group.place is not None:
                continue
            size = len(group.items) if label == NO_LABEL else group.labels[label]
            place = promised.pop(0) if promised else _neediest(wanted, have, pictures, size)
            group.place = place
            have[place] += size
            pictures[place] += len(group.items)


def _neediest(wanted: Mapping[P, float], have: Mapping[P, int], pictures: Mapping[P, int], size: int) -> P:
    return min(wanted, key=lambda place: ((have[place] + size / 2) / wanted[place], pictures[place] / wanted[place]))
