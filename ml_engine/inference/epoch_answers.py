"""How a run answered for its pinned pictures after each epoch that it kept: the past, looked at again.

All epochs in one job: what is frozen is computed once for all of them, so an epoch costs a few milliseconds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from uuid import UUID

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, JobStarted, Notice
from ml_engine.domain.progress import ProgressMeter
from ml_engine.domain.snapshot import read_snapshot
from ml_engine.jobs.cores import available_cores
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import EpochsJob
from ml_engine.reports.kept_epochs import KeptEpoch, find_epoch, kept_epochs
from ml_engine.tasks.catalogue import task_of
from ml_engine.training.batches import BatchSource, CachedBatches
from ml_engine.training.device import choose_device
from ml_engine.training.networks import HeadNetwork, on_device
from ml_engine.training.pictures import choose_pictures
from ml_engine.training.pixels import PixelBatches, Viewing, usable_references
from ml_engine.training.run_folder import RunFolder, load_model, load_trained
from ml_engine.training.samples import Samples, choose_samples
from ml_engine.training.scoring import Surroundings, none_readable, score_source, split_features
from ml_engine.training.step import Machine

MEMORY_BYTES = 64_000_000


def show_epochs(job: EpochsJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Say a SamplePredictions for every kept epoch, those next to job.epoch first.

    JobDone.figures: epochs, and seconds of the slowest after the first.
    Raises UserError if the run keeps none, or is damaged; Cancelled.
    """
    started = time.monotonic()
    run_dir = Path(job.run_dir)
    kept = kept_epochs(run_dir)
    if not kept:
        find_epoch(run_dir, job.epoch or 1)
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    threads = job.threads or available_cores()
    around = Surroundings(Path(job.cache_dir), Machine(choice.device), threads, 0, emit, should_stop)
    shown = sorted(kept, key=lambda one: abs(one.epoch - job.epoch)) if job.epoch else kept
    seconds: list[float] = []
    past = _Past(run_dir, [Path(place) for place in job.weights_dirs], kept[0], around)
    with closing(past), ProgressMeter(emit, "epochs", len(shown)) as meter:
        for one in shown:
            if should_stop():
                raise Cancelled
            began = time.monotonic()
            try:
                past.show(one)
            except UserError as error:
                # The training that is going on may have dropped it in between.
                if one.path.is_file():
                    emit(Notice("epoch-damaged", error.message))
            seconds.append(time.monotonic() - began)
            meter.advance()
    figures = {"epochs": float(len(shown)), "slowest_s": max(seconds[1:], default=0.0)}
    return JobDone(time.monotonic() - started, run=job.run_dir, split="validation", figures=figures)


class _Past:
    """A run's network, whose weights go from epoch to epoch, and the pictures that it answers for.

    first: the earliest epoch. Where any epoch left the network frozen, that one did.
    """

    def __init__(self, run_dir: Path, dirs: Sequence[Path], first: KeptEpoch, around: Surroundings) -> None:
        self._folder = RunFolder(run_dir)
        self._around = around
        self._model = load_model(run_dir, dirs, epoch=first.epoch)
        self._frozen = {name: tensor.clone() for name, tensor in self._model.backbone.state_dict().items()}
        snapshot = read_snapshot(self._folder.snapshot_file)
        self._task = task_of(self._model.spec)
        pictures = choose_pictures(snapshot, self._task)
        places = choose_samples(pictures.validation, self._task)
        self._pinned = [pictures.validation[place] for place in places]
        self._labels = pictures.labels
        self._sources: dict[str, BatchSource] = {}

    def show(self, kept: KeptEpoch) -> None:
        """Raises UserError if its file is gone or damaged, or no picture can be read; Cancelled."""
        path, tensors, facts = self._folder.read_epoch(kept.epoch)
        model, device = self._model.cpu(), self._around.machine.device
        model.backbone.load_state_dict(self._frozen)
        load_trained(model, tensors, path)
        source = self._source(kept.phase)
        network = on_device(HeadNetwork(model.head) if kept.phase == "head" else model, device)
        scored = score_source(network, source, self._task, model.spec, self._around)
        score = float(facts.get("score", model.spec.score))
        samples = Samples(self._task, self._labels, source.pictures)
        self._around.emit(samples.event(kept.epoch, source.pictures, scored.predictions, score))

    def close(self) -> None:
        for source in self._sources.values():
            if isinstance(source, PixelBatches):
                source.close()

    def _source(self, phase: str) -> BatchSource:
        """Frozen features for the head, pixels for a network that learns: read once for all epochs."""
        if phase not in self._sources:
            self._sources[phase] = self._features() if phase == "head" else self._pixels()
            if not self._sources[phase].pictures:
                raise none_readable()
        return self._sources[phase]

    def _features(self) -> CachedBatches:
        features = split_features(self._model, self._pinned, self._around)
        usable = [place for place in range(len(self._pinned)) if place not in features.failed]
        return CachedBatches(
            features, [self._pinned[place] for place in usable], usable, 1, self._task, self._label_index
        )

    def _pixels(self) -> PixelBatches:
        spec = self._model.spec
        viewing = Viewing(spec.input_size, spec.fit, AugmentRecipe.none(), 0, self._around.threads)
        usable, references, _ = usable_references(self._pinned, viewing)
        return PixelBatches(usable, references, 1, self._task, self._label_index, viewing, MEMORY_BYTES)

    @property
    def _label_index(self) -> dict[UUID, int]:
        return {label.id: place for place, label in enumerate(self._model.spec.labels)}
