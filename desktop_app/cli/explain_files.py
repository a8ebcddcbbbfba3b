"""What `vistazo explain` writes: a picture a person can look at, and a file of the numbers behind it, for each answer.

Each function returns the row that is printed: the event's own words and numbers, and where the files are.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from desktop_app.cli.console import JsonValue
from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import (
    AnswerBox,
    Dreamed,
    ExcitingPatches,
    FeatureMaps,
    FilterPictures,
    HeatMap,
    LabelAnswer,
    Nudged,
    TopAnswers,
)
from ml_engine.images.draw import draw_boxes, draw_caption, save_png
from ml_engine.images.heat_picture import difference_picture, lay_over, side_by_side, wall
from ml_engine.images.lab_pictures import save_bytes
from ml_engine.images.reader import read_image
from ml_engine.images.upright import ByteImage

Row = dict[str, JsonValue]
TILE, FILTER_TILE = 160, 64
_MOST_ROWS = 10  # answers of a row
_PLAIN_NAME = str.maketrans(dict.fromkeys(' /\\:*?"<>|·,', "-"))


def file_name(*words: str) -> str:
    """Words as a name for a file on any system."""
    shown = ("".join(c if c.isprintable() else "-" for c in word) for word in words if word)
    return "-".join(word.translate(_PLAIN_NAME).strip("-.") for word in shown)


def heat_files(event: HeatMap, folder: Path, name: str, opacity: float) -> tuple[Row, ByteImage, list[Path]]:
    """The row, the picture with its heat, and the files: NAME.png, NAME.csv, NAME-check.png where it was checked."""
    values = unpack_array(event.values)
    picture = read_image(Path(event.image))
    shown = _boxed(lay_over(picture, values, event.view, opacity), event)
    files = [folder / f"{name}.png", folder / f"{name}.csv"]
    save_png(files[0], shown)
    save_bytes(files[1], matrix_csv(values))
    checks: list[JsonValue] = [{"upto": step.upto, "similarity": step.similarity} for step in event.checks]
    if event.checks:
        row = [shown, *(lay_over(picture, unpack_array(s.values), event.view, opacity) for s in event.checks)]
        words = ["as learnt", *(f"{step.similarity:.2f} · shuffled from {step.upto}" for step in event.checks)]
        files.append(folder / f"{name}-check.png")
        save_png(files[-1], side_by_side(row, words))
    found: Row = {
        "event": "HeatMap", "image": event.image, "method": event.method, "label": event.label, "score": event.score,
        "target": event.target, "layer": event.layer, "signed": event.signed, "shape": list(values.shape),
        "strongest": _strongest(event, values), "checks": checks, "error": event.error,
        "answers": _answers(event.answers), "boxes": _boxes(event.boxes),
        "box": _box(event.box) if event.box else None, "files": [str(path) for path in files],
    }  # fmt: skip
    return found, shown, files


def nudge_files(event: Nudged, folder: Path, name: str) -> tuple[Row, list[Path]]:
    """NAME-before.png, -after.png, -difference.png and all three side by side, with the answers below."""
    before, after = unpack_array(event.pixels), unpack_array(event.changed)
    difference = difference_picture(before, after)
    said = [_first_words(event.before, event.boxes_before), _first_words(event.after, event.boxes_after)]
    most = int(np.abs(after.astype(int) - before).max())
    pictures = {"before": before, "after": after, "difference": difference}
    files = [folder / f"{name}-{part}.png" for part in pictures]
    for path, picture in zip(files, pictures.values(), strict=True):
        save_png(path, picture)
    files.insert(0, folder / f"{name}.png")
    save_png(files[0], side_by_side(list(pictures.values()), [*said, f"the change, at most {most} of 255"]))
    row: Row = {
        "event": "Nudged", "image": event.image, "label": event.label, "strength": event.strength,
        "steps": event.steps, "fooled": event.fooled, "largest_change": most, "before": _answers(event.before),
        "after": _answers(event.after), "boxes_before": _boxes(event.boxes_before),
        "boxes_after": _boxes(event.boxes_after), "files": [str(path) for path in files],
    }  # fmt: skip
    return row, files


def dream_files(event: Dreamed, folder: Path, name: str) -> Row:
    path = folder / f"{name}.png"
    save_png(path, unpack_array(event.pixels))
    return {
        "event": "Dreamed", "image": event.image, "layer": event.layer, "unit": event.unit,
        "answer_before": event.answer_before, "answer_after": event.answer_after, "files": [str(path)],
    }  # fmt: skip


def filter_files(event: FilterPictures, folder: Path, name: str) -> Row:
    """A wall of all filters, and their numbers' sizes."""
    pixels = unpack_array(event.pixels)
    path = folder / f"{name}.png"
    columns = max(4, round(len(pixels) ** 0.5))
    save_png(path, wall(list(pixels), FILTER_TILE, columns))
    return {
        "event": "FilterPictures", "layer": event.layer, "kind": event.kind, "filters": len(pixels),
        "shape": list(pixels.shape[1:3]), "channels": event.channels, "largest": list(event.largest),
        "files": [str(path)],
    }  # fmt: skip


def patch_files(event: ExcitingPatches, folder: Path, name: str) -> Row:
    """A wall of the parts, strongest first."""
    tiles = [unpack_array(patch.pixels) for patch in event.patches if 0 not in patch.pixels.shape]
    path = folder / f"{name}.png"
    save_png(path, wall(tiles, TILE, 3, smooth=True))
    patches: list[JsonValue] = [
        {"image": one.image, "answer": one.answer, "place": list(one.place), "xyxy": list(one.xyxy)}
        for one in event.patches
    ]
    return {
        "event": "ExcitingPatches", "layer": event.layer, "unit": event.unit, "units": event.units,
        "field": list(event.field), "looked": event.looked, "kept": event.kept, "asked": event.asked,
        "sees_all": event.sees_all, "patches": patches, "files": [str(path)],
    }  # fmt: skip


def map_files(event: FeatureMaps, folder: Path, name: str) -> Row:
    """A wall of the maps, and a table of their least, greatest and mean numbers."""
    tiles = [np.repeat(tile[..., None], 3, axis=2) for tile in unpack_array(event.tiles)]
    files = [folder / f"{name}.png", folder / f"{name}.csv"]
    save_png(files[0], wall(tiles, TILE, max(4, round(len(tiles) ** 0.5))))
    table = zip(event.channels, event.minimum, event.maximum, event.mean, strict=True)
    save_bytes(files[1], _csv([["channel", "minimum", "maximum", "mean"], *([*row] for row in table)]))
    return {
        "event": "FeatureMaps", "image": event.image, "layer": event.layer, "kind": event.kind,
        "shape": list(event.shape), "channels": list(event.channels), "files": [str(path) for path in files],
    }  # fmt: skip


def top_files(event: TopAnswers, folder: Path | None, name: str) -> Row:
    """The picture with its answers below, where a folder was named."""
    row: Row = {
        "event": "TopAnswers", "image": event.image, "network": event.title, "labels": event.labels,
        "preparation": event.preparation, "answers": _answers(event.answers),
    }  # fmt: skip
    if folder is not None:
        path = folder / f"{name}.png"
        words = [(f"{one.label}  {one.wordnet}".strip(), one.score) for one in event.answers]
        save_png(path, draw_caption(read_image(Path(event.image), 640), words))
        row["files"] = [str(path)]
    return row


def save_row(path: Path, rows: Sequence[Row]) -> None:
    """All that was printed, as one file."""
    save_bytes(path, json.dumps(list(rows), indent=1).encode())


def make_folder(folder: Path) -> Path:
    """Raises UserError if it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "disk-write", f"The folder {folder} cannot be made: {error.strerror or error}.", "Name another one."
        ) from error
    return folder.absolute()


def matrix_csv(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> bytes:
    """Rows of numbers, as exact as they are."""
    return _csv([[f"{value:.9g}" for value in row] for row in values.tolist()])


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _boxed(shown: ByteImage, event: HeatMap) -> ByteImage:
    """With the box that was explained, or all boxes of the label."""
    boxes = [event.box] if event.box else [box for box in event.boxes if box.label == event.label]
    if not boxes:
        return shown
    scale = shown.shape[1] / event.view.image_width
    corners = np.array([box.xyxy for box in boxes], dtype=np.float64) * scale
    return draw_boxes(shown, corners, [box.label for box in boxes], scores=[box.score for box in boxes])


def _strongest(event: HeatMap, values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> list[JsonValue]:
    """x, y of the strongest place, pixels of the upright picture."""
    row, column = np.unravel_index(int(np.argmax(values)), values.shape)
    view = event.view
    x = (float(column) + 0.5) / values.shape[1] * view.input_width
    y = (float(row) + 0.5) / values.shape[0] * view.input_height
    box = view.to_image(np.array([[x, y, x, y]], dtype=np.float64))[0]
    return [float(box[0]), float(box[1])]


def _first_words(answers: Sequence[LabelAnswer], boxes: Sequence[AnswerBox]) -> str:
    if boxes:
        return f"{len(boxes)} found, surest {boxes[0].label} {boxes[0].score:.0%}"
    return f"{answers[0].label} {answers[0].score:.0%}" if answers else ""


def _answers(answers: Sequence[LabelAnswer]) -> list[JsonValue]:
    rows: list[JsonValue] = []
    for one in answers[:_MOST_ROWS]:
        row: Row = {"label": one.label, "score": one.score}
        rows.append({**row, "wordnet": one.wordnet} if one.wordnet else row)
    return rows


def _boxes(boxes: Sequence[AnswerBox]) -> list[JsonValue]:
    return [_box(box) for box in boxes[:_MOST_ROWS]]


def _box(box: AnswerBox) -> JsonValue:
    row = asdict(box)
    return {"label": row["label"], "score": row["score"], "xyxy": list(row["xyxy"])}
