"""Predictions drawn onto pictures: a PNG each, under names that meet no other file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import PicturePrediction
from ml_engine.images.draw import draw_boxes, draw_caption, save_png
from ml_engine.images.reader import read_image
from ml_engine.training.model_spec import LabelSpec

_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
_LONGEST = 180  # bytes of a name, of the 255 that file systems take: room for '-12.png' and for the temporary file


class DrawingNames:
    """Hands out one new path in a folder per picture. A file that is there already is never written over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[str] = set()

    def next_for(self, picture: Path) -> Path:
        """folder/NAME.png, or NAME-2.png, NAME-3.png … where that is taken, also by another use of capitals."""
        stem = _portable(picture.stem)
        number = 1
        while True:
            name = f"{stem}.png" if number == 1 else f"{stem}-{number}.png"
            path = self._folder / name
            if name.casefold() not in self._taken and not path.exists() and not path.is_symlink():
                self._taken.add(name.casefold())
                return path
            number += 1


def draw_prediction(answer: PicturePrediction, labels: Sequence[LabelSpec], path: Path) -> None:
    """Write the picture at its full size with its answer. Raises UserError if it cannot be read or written."""
    image = read_image(Path(answer.image))
    if answer.boxes is None:
        save_png(path, draw_caption(image, answer.top))
        return
    colors = {label.name: label.color for label in labels}
    corners = np.array([box.xyxy for box in answer.boxes], dtype=np.float64).reshape(-1, 4)
    names = [box.label for box in answer.boxes]
    scores = [box.score for box in answer.boxes]
    save_png(path, draw_boxes(image, corners, names, [colors[name] for name in names], scores))


def prepare_folder(folder: Path) -> None:
    """Make the folder for drawings. Raises UserError('draw-folder')."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(
            "draw-folder", f"The folder {folder} for drawings cannot be made: {reason}.", "Choose another folder."
        ) from error


def _portable(stem: str) -> str:
    """A file name that every system takes."""
    plain = stem.encode("utf-8", "replace").decode()
    name = "".join("_" if char in _FORBIDDEN or not char.isprintable() else char for char in plain)
    name = name.encode()[:_LONGEST].decode("utf-8", "ignore").strip(" .") or "picture"
    return f"{name}_" if name.split(".")[0].upper() in _RESERVED else name
