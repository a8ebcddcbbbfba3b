"""What pixels become before a network sees them, and what each choice risks.

Pretrained weights expect what they were trained with: any other choice is an experiment, and the run says so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, Notice
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.images.reader import read_image
from ml_engine.networks.backbones import IMAGENET, BackboneInfo, Normalization
from ml_engine.networks.build import Backbone
from ml_engine.training.recipe import Scaling

UNIT = Normalization((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
SYMMETRIC = Normalization((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
MEASURED_PICTURES = 300
MEASURED_SIDE = 64  # pixels of the short side: means and deviations hardly depend on it
SMALLEST_DEVIATION = 1 / 255


def choose_normalization(
    wanted: Scaling, info: BackboneInfo, train: Sequence[SnapshotImage], emit: Callable[[Event], None]
) -> Normalization:
    """The numbers of the recipe's choice; says them where they are not the network's own.

    train: training pictures, which 'dataset' measures: up to MEASURED_PICTURES, evenly spread. Raises UserError if none
    of them can be read.
    """
    match wanted:
        case "network":
            return info.normalization
        case "dataset":
            chosen = data_set_normalization(train)
        case "imagenet" | "unit" | "symmetric":
            chosen = {"imagenet": IMAGENET, "unit": UNIT, "symmetric": SYMMETRIC}[wanted]
    if chosen != info.normalization:
        mean, std = (", ".join(f"{value:.3f}" for value in row) for row in (chosen.mean, chosen.std))
        emit(Notice("normalization", f"Pixels are normalised with mean {mean} and deviation {std}."))
        if not info.trains_whole:
            message = f"{info.title} was trained with other numbers: what stays frozen may answer worse."
            emit(Notice("normalization-foreign", message))
    return chosen


def data_set_normalization(pictures: Sequence[SnapshotImage]) -> Normalization:
    """Mean and standard deviation of every channel, 0..1, each picture counting the same."""
    step = max(1, -(-len(pictures) // MEASURED_PICTURES))
    moments = []
    for picture in pictures[::step]:
        try:
            pixels = read_image(picture.image.path, MEASURED_SIDE).reshape(-1, 3) / 255
        except UserError:
            continue  # said when the pictures are opened for training
        moments.append((pixels.mean(axis=0), np.square(pixels).mean(axis=0)))
    if not moments:
        raise UserError(
            "no-readable-pictures",
            "None of the training pictures can be read, so their mean is not known.",
            "Check that the pictures' folder is where the project expects it.",
        )
    mean, squares = (np.mean(rows, axis=0) for rows in zip(*moments, strict=True))
    deviation = np.sqrt(np.maximum(squares - mean**2, SMALLEST_DEVIATION**2))
    red, green, blue = (float(value) for value in mean)
    of_red, of_green, of_blue = (float(value) for value in deviation)
    return Normalization((red, green, blue), (of_red, of_green, of_blue))


def set_normalization(backbone: Backbone, normalization: Normalization) -> None:
    """From now on whatever reads this backbone's pixels normalises them so."""
    if backbone.info.normalization != normalization:
        backbone.info = dataclasses.replace(backbone.info, normalization=normalization)
