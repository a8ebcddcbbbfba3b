"""The split that a file or folder name tells: train2017, valid, instances_val.json."""

from __future__ import annotations

import re

from ml_engine.domain.values import Split

_WORDS = {
    "train": Split.TRAIN,
    "training": Split.TRAIN,
    "val": Split.VALIDATION,
    "valid": Split.VALIDATION,
    "validation": Split.VALIDATION,
    "test": Split.TEST,
    "testing": Split.TEST,
}
SPLIT_NAMES = {Split.TRAIN: "train", Split.VALIDATION: "val", Split.TEST: "test"}


def split_of_word(word: str) -> Split | None:
    """'train', 'Train2017', 'valid' … as a whole word; None for any other."""
    return _WORDS.get(re.sub(r"[\d\s_\-]+$", "", word).casefold())


def split_of_name(name: str) -> Split | None:
    """The split that exactly one of a file name's words tells ('instances_val2017'); None otherwise."""
    found = {split for word in re.split(r"[^A-Za-z]+", name) if (split := _WORDS.get(word.casefold()))}
    return found.pop() if len(found) == 1 else None


def split_of_folder(path: str) -> Split | None:
    """The split of the folder nearest to the file that is called after one; None if there is none."""
    for part in reversed(path.split("/")):
        if split := split_of_word(part):
            return split
    return None
