"""Which parts of the user's own pictures excite a unit most: what it looks for, in pictures that one knows."""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import ExcitingPatch, ExcitingPatches, JobDone, JobStarted, Notice, PictureFailed
from ml_engine.domain.progress import ProgressMeter
from ml_engine.inference.preparation import PreparedPicture, prepare_picture
from ml_engine.insight.field_of_view import FieldOfView
from ml_engine.insight.layer_maps import find_layer, forward_to
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.warm import warm_networks
from ml_engine.jobs.insight_specs import PatchesJob
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.training.device import choose_device
from ml_engine.training.model import TrainedModel

BATCH = 8
MOST_PICTURES = 2000
MOST_PATCHES = 100


@dataclass(frozen=True, slots=True)
class Peak:
    """Where a unit answers a picture most. place: (row, column).   shape: of its map."""

    answer: float
    picture: PreparedPicture
    place: tuple[int, int]
    shape: tuple[int, int]


def find_patches(job: PatchesJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit one ExcitingPatches; a PictureFailed for each picture that cannot be read.

    Of more than MOST_PICTURES pictures evenly chosen ones are looked at. Raises UserError if network, layer or unit
    cannot be had, or no picture can be read; Cancelled.
    """
    started = time.monotonic()
    if not job.images or not 1 <= job.count <= MOST_PATCHES:
        raise UserError("no-pictures", "There are no pictures to look for patches in.", "Add some pictures first.")
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    place, warm = job.network, warm_networks()
    model = warm.open(place, choice.device, lambda words: emit(Notice("weights", words)), place.epoch).model
    paths = [Path(job.images[i]) for i in _evenly(len(job.images))]
    best: list[tuple[float, int, Peak]] = []
    looked = units = 0
    with ProgressMeter(emit, "pictures", len(paths)) as meter:
        for batch in _batches(paths, model, emit):
            if should_stop():
                raise Cancelled
            meter.advance(len(batch))
            readable = [picture for picture in batch if picture is not None]
            if not readable:
                continue
            pixels = torch.cat([as_pixels(picture.pixels, choice.device) for picture in readable])
            answers = layer_answers(model, pixels, job.layer)
            units = answers.shape[1]
            inside = torch.stack([places_inside(picture, *answers.shape[2:]) for picture in readable])
            for picture, peak in zip(readable, unit_peaks(answers, job.unit, inside), strict=True):
                found = Peak(peak[0], picture, peak[1], (answers.shape[2], answers.shape[3]))
                # The running number: equal answers are not compared by their pictures, and the earlier one stays.
                heapq.heappush(best, (found.answer, -looked, found))
                looked += 1
                if len(best) > job.count:
                    heapq.heappop(best)
    if not best:
        raise UserError("no-pictures", "None of the pictures can be read.", "Choose others.")
    emit(_patches(job, model, [entry[2] for entry in sorted(best, key=lambda e: e[:2], reverse=True)], looked, units))
    return JobDone(time.monotonic() - started)


def layer_answers(model: TrainedModel, pixels: Tensor, layer: str) -> Tensor:
    """(B, C, h, w); a layer that answers (B, D) has maps of one place. Raises UserError if there is no such layer."""
    module = find_layer(model, layer)
    with torch.no_grad():
        found = forward_to(lambda: model(pixels), module)
    return found if found.ndim == 4 else found.flatten(1)[:, :, None, None]


def places_inside(picture: PreparedPicture, height: int, width: int) -> Tensor:
    """(height, width): whether a place of a map stands over the picture, not over the grey that makes it square.

    All of them where none does.
    """
    view = picture.view
    x0, y0, x1, y1 = view.to_input(np.array([[0.0, 0.0, view.image_width, view.image_height]]))[0]
    down = (torch.arange(height) + 0.5) * (view.input_height / height)
    right = (torch.arange(width) + 0.5) * (view.input_width / width)
    inside = ((down > y0) & (down < y1))[:, None] & ((right > x0) & (right < x1))[None]
    return inside if bool(inside.any()) else torch.ones_like(inside)


def unit_peaks(answers: Tensor, unit: int, inside: Tensor) -> list[tuple[float, tuple[int, int]]]:
    """For each picture, the unit's largest answer and its (row, column). Raises UserError if there is no such unit.

    inside: (B, h, w), the places that count.
    """
    if not 0 <= unit < answers.shape[1]:
        raise UserError(
            "no-unit",
            f"The layer has {answers.shape[1]} channels, none of number {unit}.",
            f"Choose one from 0 to {answers.shape[1] - 1}.",
        )
    maps = answers[:, unit].cpu().masked_fill(~inside, -torch.inf)
    values, places = maps.flatten(1).max(dim=1)
    width = maps.shape[2]
    return [
        (value, (place // width, place % width)) for value, place in zip(values.tolist(), places.tolist(), strict=True)
    ]


def _patches(job: PatchesJob, model: TrainedModel, peaks: Sequence[Peak], looked: int, units: int) -> ExcitingPatches:
    view = FieldOfView(model, job.layer)
    return ExcitingPatches(
        layer=job.layer,
        unit=job.unit,
        units=units,
        field=view.largest(*peaks[0].shape),
        looked=looked,
        patches=tuple(_patch(peak, view) for peak in peaks),
        sees_all=view.sees_all,
    )


def _patch(peak: Peak, view: FieldOfView) -> ExcitingPatch:
    x0, y0, x1, y1 = view.field(*peak.place)
    pixels = peak.picture.pixels[y0:y1, x0:x1]
    box = peak.picture.view.to_image(np.array([[x0, y0, x1, y1]], dtype=np.float64))[0].tolist()
    return ExcitingPatch(
        image=str(peak.picture.path),
        answer=peak.answer,
        place=peak.place,
        xyxy=(box[0], box[1], box[2], box[3]),
        pixels=pack_array(np.ascontiguousarray(pixels)),
    )


def _batches(paths: Sequence[Path], model: TrainedModel, emit: Emit) -> Iterator[list[PreparedPicture | None]]:
    """None stands for a picture that cannot be read."""
    for start in range(0, len(paths), BATCH):
        rows: list[PreparedPicture | None] = []
        for path in paths[start : start + BATCH]:
            try:
                rows.append(prepare_picture(path, model.spec))
            except UserError as error:
                emit(PictureFailed(str(path), error.message))
                rows.append(None)
        yield rows


def _evenly(count: int) -> list[int]:
    found: list[int] = np.unique(np.linspace(0, count - 1, min(count, MOST_PICTURES)).round().astype(int)).tolist()
    return found
