"""Which parts of the user's own pictures excite a unit most: what it looks for, in pictures that one knows.

Where a training has left the layer's answers in the cache, all pictures are read from there; others go through the
network, of many only some.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import ExcitingPatch, ExcitingPatches, JobDone, JobStarted, Notice, PictureFailed
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.progress import ProgressMeter
from ml_engine.images.fingerprint import content_hash
from ml_engine.images.reader import read_header
from ml_engine.inference.preparation import PreparedPicture, plain_view, prepare_picture
from ml_engine.insight.kept_answers import KeptAnswers, kept_answers
from ml_engine.insight.layer_maps import find_layer, forward_to
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.sight import Sight
from ml_engine.insight.warm import Opened, warm_networks
from ml_engine.jobs.insight_specs import PatchesJob
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.training.device import choose_device
from ml_engine.training.model import TrainedModel

BATCH = 8
MOST_PATCHES = 100


@dataclass(frozen=True, slots=True)
class Peak:
    """Where a unit answers a picture most. place: (row, column).   order: of the picture among all."""

    answer: float
    order: int
    path: Path
    place: tuple[int, int]


@dataclass(slots=True)
class Strongest:
    """The peaks that are kept while pictures go by. looked, kept: pictures, and of them those read from the cache.

    units: channels of the layer, 0 before the first picture.
    """

    unit: int
    most: int
    looked: int = 0
    kept: int = 0
    units: int = 0
    _best: list[tuple[float, int, Peak]] = field(default_factory=list)

    def look(self, answer: Tensor, view: ViewGeometry, path: Path, order: int, *, kept: bool) -> None:
        """A picture's maps (C, h, w). order: of equal peaks the picture that comes first stays."""
        self.units = len(answer)
        value, place = unit_peak(answer, self.unit, places_inside(view, *answer.shape[1:]))
        heapq.heappush(self._best, (value, -order, Peak(value, order, path, place)))
        if len(self._best) > self.most:
            heapq.heappop(self._best)
        self.looked += 1
        self.kept += kept

    @property
    def peaks(self) -> list[Peak]:
        """Strongest first."""
        return [peak for _, _, peak in sorted(self._best, key=lambda entry: entry[:2], reverse=True)]


def find_patches(job: PatchesJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit one ExcitingPatches; a PictureFailed for each picture that cannot be read.

    Raises UserError if network, layer or unit cannot be had, or no picture can be read; Cancelled.
    """
    started = time.monotonic()
    if not job.images or not 1 <= job.count <= MOST_PATCHES or job.passes < 1:
        raise UserError("no-pictures", "There are no pictures to look for patches in.", "Add some pictures first.")
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    place, warm = job.network, warm_networks()
    opened = warm.open(place, choice.device, lambda words: emit(Notice("weights", words)), place.epoch)
    strongest = Strongest(job.unit, job.count)
    kept = kept_answers(opened.model, job.layer, Path(job.cache_dir) / "features") if job.cache_dir else None
    with ProgressMeter(emit, "pictures", len(job.images)) as meter:

        def advance(count: int) -> None:
            meter.advance(count)
            if should_stop():
                raise Cancelled

        rest = list(range(len(job.images)))
        if kept is not None:
            rest = [order for order in rest if not _look_up(job, kept, opened.model, strongest, order, advance)]
        chosen = [rest[place] for place in _evenly(len(rest), job.passes)]
        advance(len(rest) - len(chosen))
        _look_through(job, opened, strongest, chosen, emit, advance)
    found = [patch for peak in strongest.peaks if (patch := _patch(peak, opened, job.layer, emit)) is not None]
    if not found:
        raise UserError("no-pictures", "None of the pictures can be read.", "Choose others.")
    emit(_patches(job, opened, strongest, found))
    return JobDone(time.monotonic() - started)


def layer_answers(opened: Opened, pixels: Tensor, layer: str) -> Tensor:
    """(B, C, h, w) on the CPU; a layer that answers (B, D) has maps of one place. Raises UserError if there is none."""
    module = find_layer(opened.model, layer)
    with torch.no_grad():
        found = forward_to(lambda: opened.model(pixels), module).cpu()
    if found.ndim == 4 and opened.trace.sights[opened.trace.values[layer]].axes == (1, 2):
        return found.permute(0, 3, 1, 2)
    return found if found.ndim == 4 else found.flatten(1)[:, :, None, None]


def places_inside(view: ViewGeometry, height: int, width: int) -> Tensor:
    """(height, width): whether a place of a map stands over the picture, not over the grey that makes it square.

    All of them where none does.
    """
    x0, y0, x1, y1 = view.to_input(np.array([[0.0, 0.0, view.image_width, view.image_height]]))[0]
    down = (torch.arange(height) + 0.5) * (view.input_height / height)
    right = (torch.arange(width) + 0.5) * (view.input_width / width)
    inside = ((down > y0) & (down < y1))[:, None] & ((right > x0) & (right < x1))[None]
    return inside if bool(inside.any()) else torch.ones_like(inside)


def unit_peak(answer: Tensor, unit: int, inside: Tensor) -> tuple[float, tuple[int, int]]:
    """The unit's largest answer to a picture and its (row, column). Raises UserError if there is no such unit.

    answer: (C, h, w).   inside: (h, w), the places that count.
    """
    if not 0 <= unit < len(answer):
        raise UserError(
            "no-unit",
            f"The layer has {len(answer)} channels, none of number {unit}.",
            f"Choose one from 0 to {len(answer) - 1}.",
        )
    found = answer[unit].masked_fill(~inside, -torch.inf)
    place = int(found.argmax())
    return float(found.flatten()[place]), divmod(place, found.shape[1])


def _look_up(
    job: PatchesJob, kept: KeptAnswers, model: TrainedModel, strongest: Strongest, order: int,
    advance: Callable[[int], None],
) -> bool:  # fmt: skip
    """Whether the picture's answers are in the cache; then they count."""
    path = Path(job.images[order])
    try:
        answer = kept.find((job.hashes[order] if job.hashes else "") or content_hash(path))
        header = None if answer is None else read_header(path)
    except UserError:  # it is said when the picture is to go through the network
        return False
    if answer is None or header is None:
        return False
    maps = answer if answer.ndim == 3 else answer.flatten()[:, None, None]
    strongest.look(maps, plain_view(header.width, header.height, model.spec), path, order, kept=True)
    advance(1)
    return True


def _look_through(
    job: PatchesJob, opened: Opened, strongest: Strongest, chosen: Sequence[int], emit: Emit,
    advance: Callable[[int], None],
) -> None:  # fmt: skip
    device = opened.model.mean.device
    for orders in (chosen[start : start + BATCH] for start in range(0, len(chosen), BATCH)):
        readable = list(_readable(job, opened.model, orders, emit))
        if readable:
            pixels = torch.cat([as_pixels(picture.pixels, device) for _, picture in readable])
            answers = layer_answers(opened, pixels, job.layer)
            for (order, picture), answer in zip(readable, answers, strict=True):
                strongest.look(answer, picture.view, picture.path, order, kept=False)
        advance(len(orders))


def _readable(
    job: PatchesJob, model: TrainedModel, orders: Sequence[int], emit: Emit
) -> Iterator[tuple[int, PreparedPicture]]:
    for order in orders:
        try:
            yield order, prepare_picture(Path(job.images[order]), model.spec)
        except UserError as error:
            emit(PictureFailed(job.images[order], error.message))


def _patches(
    job: PatchesJob, opened: Opened, strongest: Strongest, patches: Sequence[ExcitingPatch]
) -> ExcitingPatches:
    value, trace = opened.trace.values[job.layer], opened.trace
    reach = trace.reaches[value]
    return ExcitingPatches(
        layer=job.layer,
        unit=job.unit,
        units=strongest.units,
        field=(reach.rows.length, reach.columns.length),
        looked=strongest.looked,
        patches=tuple(patches),
        sees_all=trace.sights[value].sees_all(opened.model.spec.input_size),
        kept=strongest.kept,
        asked=len(job.images),
    )


def _patch(peak: Peak, opened: Opened, layer: str, emit: Emit) -> ExcitingPatch | None:
    """None for a picture that cannot be read (any more)."""
    spec, trace = opened.model.spec, opened.trace
    try:
        picture = prepare_picture(peak.path, spec)
    except UserError as error:
        emit(PictureFailed(str(peak.path), error.message))
        return None
    reach: Sight = trace.reaches[trace.values[layer]]
    x0, y0, x1, y1 = reach.box(*peak.place, spec.input_size)
    box = picture.view.to_image(np.array([[x0, y0, x1, y1]], dtype=np.float64))[0].tolist()
    return ExcitingPatch(
        image=str(peak.path),
        answer=peak.answer,
        place=peak.place,
        xyxy=(box[0], box[1], box[2], box[3]),
        pixels=pack_array(np.ascontiguousarray(picture.pixels[y0:y1, x0:x1])),
    )


def _evenly(count: int, most: int) -> list[int]:
    if not count:
        return []
    found: list[int] = np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int)).tolist()
    return found
