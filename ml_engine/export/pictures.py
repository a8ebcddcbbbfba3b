"""The pictures that an exported file is checked on: the run's own, or, where they are gone, some of our making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from ml_engine.domain.errors import UserError
from ml_engine.domain.snapshot import read_snapshot
from ml_engine.domain.values import Split
from ml_engine.inference.preparation import PreparedPicture, plain_pixels, plain_view, prepare_picture
from ml_engine.training.model_spec import ModelSpec

COUNT = 8
_MADE_SIDES = ((640, 480), (480, 640), (333, 517))


@dataclass(frozen=True, slots=True)
class CheckPictures:
    """own: they are the run's."""

    prepared: tuple[PreparedPicture, ...]
    own: bool


def check_pictures(snapshot_file: Path, spec: ModelSpec) -> CheckPictures:
    """Up to COUNT pictures: of the validation split first, then test, then training, those that can be read.

    Where none can be read, made ones. Raises UserError if the snapshot is damaged.
    """
    own = tuple(islice(_readable(snapshot_file, spec), COUNT))
    return CheckPictures(own, True) if own else CheckPictures(tuple(_made(spec)), False)


def _readable(snapshot_file: Path, spec: ModelSpec) -> Iterator[PreparedPicture]:
    if not snapshot_file.is_file():
        return
    snapshot = read_snapshot(snapshot_file)
    for split in (Split.VALIDATION, Split.TEST, Split.TRAIN):
        for item in snapshot.part(split):
            try:
                yield prepare_picture(item.image.path, spec)
            except UserError:
                continue


def _made(spec: ModelSpec) -> Iterator[PreparedPicture]:
    """Soft coloured waves: smooth like photographs, with every channel used over its whole range."""
    for index, (width, height) in enumerate(_MADE_SIDES):
        y, x = np.mgrid[0:height, 0:width] / 97.0
        waves = [np.sin(x * (1 + channel) + index) * np.cos(y * (3 - channel) - index) for channel in range(3)]
        image = np.ascontiguousarray(((np.stack(waves, axis=2) + 1) * 127.5).astype(np.uint8))
        view = plain_view(width, height, spec)
        yield PreparedPicture(Path(f"made-{index}"), plain_pixels(image, view), view)
