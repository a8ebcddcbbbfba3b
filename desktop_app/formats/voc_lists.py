"""The text files beside VOC's XML: image sets (the split) and lists of labels (their order)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop_app.formats.file_input import read_lines
from desktop_app.formats.label_list import clean_name
from desktop_app.formats.paths import without_ending
from desktop_app.formats.splits import SPLIT_NAMES
from ml_engine.domain.values import Split

LABELS_FILE = "labels.txt"
_LABEL_FILES = (LABELS_FILE, "labelmap.txt", "class_names.txt", "classes.txt")
# Written by some tools among the labels; never the name of a thing.
_NOT_THINGS = frozenset({"__ignore__", "_background_", "background", "ignored"})


def read_image_sets(base: Path) -> dict[str, Split]:
    """Picture path without ending → split, from ImageSets/Main/{train,val,test,trainval}.txt; {} without them.

    base: the source's folder, or the Annotations folder inside of it. A picture in two lists goes to test before
    validation before training, so that nothing that is tested is learnt; trainval counts as training.
    """
    sets: dict[str, Split] = {}
    for name, split in (("trainval", Split.TRAIN), *((name, split) for split, name in SPLIT_NAMES.items())):
        for folder in (base, base.parent):
            path = folder / "ImageSets" / "Main" / f"{name}.txt"
            if path.is_file():
                for line in read_lines(path):
                    if line.strip():
                        sets[line.strip("\r")] = sets[without_ending(line.strip())] = split
                break
    return sets


def declared_labels(base: Path, used: Iterable[str]) -> list[str]:
    """The labels that a list beside the annotations declares, in its order; [] without one.

    A list that knows none of the used labels is another file of that name.
    """
    used = set(used)
    for folder in (base, base.parent):
        for name in _LABEL_FILES:
            path = folder / name
            if not path.is_file():
                continue
            lines = [line for line in read_lines(path) if not (name == "labelmap.txt" and line.startswith("#"))]
            if name == "labelmap.txt":
                lines = [line.rsplit(":", 3)[0] for line in lines]  # name:colour:parts:actions
            names = [label for line in lines if (label := clean_name(line))]
            if not used or used & set(names):
                return [label for label in names if label in used or label not in _NOT_THINGS]
    return []
