"""The phases of a run: the head on frozen features, then the top blocks if asked for; or the whole network at once."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import torch
from torch import Tensor, nn

from ml_engine.domain.events import Notice
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.networks.build import Backbone
from ml_engine.networks.freeze import freeze
from ml_engine.tasks.task import StandardisesFeatures, Task
from ml_engine.training.auxiliary import whole_network
from ml_engine.training.batches import BatchSource, CachedBatches
from ml_engine.training.checkpoint import FitState, next_phase
from ml_engine.training.feature_cache import FeatureRequest, extract_features
from ml_engine.training.fit import Emit, Learner, Plan, Stage, fit, split_decay
from ml_engine.training.mixing import mixed_batches
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.networks import HeadNetwork, UpperNetwork, on_device, trained_names
from ml_engine.training.pictures import Pictures
from ml_engine.training.pixels import BoundaryBatches, PixelBatches, Viewing, usable_references
from ml_engine.training.recipe import Recipe
from ml_engine.training.run_folder import BACKBONE_PREFIX, HEAD_PREFIX, RunFolder
from ml_engine.training.samples import Samples
from ml_engine.training.scoring import Scored, Surroundings, none_readable, score_source, score_split, tell_failed

STATISTICS_BATCH = 1024


@dataclass(frozen=True, slots=True)
class RunSetup:
    """Everything chosen before a run begins. backbone: in eval mode, on the CPU."""

    spec: ModelSpec
    task: Task
    recipe: Recipe
    pictures: Pictures
    backbone: Backbone
    seed: int
    around: Surroundings

    @property
    def emit(self) -> Emit:
        return self.around.emit

    @property
    def whole(self) -> bool:
        """Whether the backbone has no pretrained weights and learns from the first step."""
        return self.backbone.info.trains_whole

    @property
    def trained_blocks(self) -> int:
        """Blocks that learn at some time, from the top."""
        available = len(self.backbone.blocks(self.task.features))
        return available if self.whole else min(self.recipe.second.blocks, available)

    @property
    def views(self) -> int:
        return 1 if self.recipe.augment.changes_nothing else self.recipe.views


class Phases:
    """Runs them. head: what learns, on the CPU before and after.

    computed_views, feature_seconds: frozen features that were not in the cache, and how long all of them took.
    """

    def __init__(self, setup: RunSetup, folder: RunFolder) -> None:
        self._setup = setup
        self._folder = folder
        torch.manual_seed(setup.seed)
        self.head: nn.Module = setup.task.build_head(setup.backbone.info, len(setup.spec.labels))
        self._pretrained = {key: value.clone() for key, value in setup.backbone.state_dict().items()}
        self._cached: dict[str, CachedBatches] = {}
        self.computed_views = 0
        self.feature_seconds = 0.0

    def run(self, state: FitState | None, resumed: Mapping[str, Tensor] | None) -> FitState:
        """Train from a state (None for the start); `resumed`: the tensors of last.ckpt. Raises UserError, Cancelled."""
        if self._setup.whole:
            return self._fit_whole(state or FitState("blocks"), resumed)
        state = state or FitState("head")
        self._open_features()
        if state.phase == "head":
            state = self._fit_head(state, resumed)
            resumed = None
            if self._setup.trained_blocks:
                state = next_phase(state, "blocks")
        if self._setup.trained_blocks:
            state = self._fit_blocks(state, resumed)
        return state

    def restore_pretrained(self) -> None:
        """The backbone as it was before the run, on the CPU."""
        self._setup.backbone.cpu().load_state_dict(self._pretrained)
        self.head.cpu()

    def score(self, model: TrainedModel, pictures: Sequence[SnapshotImage]) -> Scored:
        """Answers and metrics of the final model for one of the run's splits."""
        setup = self._setup
        if not model.spec.trained_blocks:
            split = "test" if pictures is setup.pictures.test else "validation"
            network = on_device(HeadNetwork(model.head), setup.around.machine.device)
            return score_source(network, self._cached[split], setup.task, model.spec, setup.around)
        return score_split(model, pictures, setup.task, setup.around)

    def _open_features(self) -> None:
        setup, pictures = self._setup, self._setup.pictures
        views = setup.views
        parts = {"train": pictures.train, "validation": pictures.validation, "test": pictures.test}
        requests = [
            FeatureRequest(picture.image, view)
            for name, part in parts.items()
            for picture in part
            for view in range(views if name == "train" else 1)
        ]
        spec, around = setup.spec, setup.around
        began = time.monotonic()
        features = extract_features(
            requests, backbone=setup.backbone, weights_hash=spec.weights_sha256, kind=spec.features,
            input_size=spec.input_size, fit=spec.fit, augment=setup.recipe.augment, seed=setup.seed,
            folder=around.cache_dir / "features", budget_bytes=around.budget_bytes, device=around.machine.device,
            threads=around.threads, emit=around.emit, should_stop=around.should_stop,
        )  # fmt: skip
        self.computed_views, self.feature_seconds = features.computed, time.monotonic() - began
        failed = {requests[index].image.path: reason for index, reason in features.failed.items()}
        tell_failed(failed, around.emit)
        start = 0
        for name, part in parts.items():
            count = views if name == "train" else 1
            starts = [start + place * count for place in range(len(part))]
            usable = [
                (picture, first)
                for picture, first in zip(part, starts, strict=True)
                if not any(first + view in features.failed for view in range(count))
            ]
            start += len(part) * count
            self._cached[name] = CachedBatches(
                features, [picture for picture, _ in usable], [first for _, first in usable], count, setup.task,
                self._label_index(),
            )  # fmt: skip
        if not (self._cached["train"].pictures and self._cached["validation"].pictures):
            raise none_readable()

    def _fit_head(self, state: FitState, resumed: Mapping[str, Tensor] | None) -> FitState:
        setup, recipe = self._setup, self._setup.recipe
        train = self._cached["train"]
        if isinstance(self.head, StandardisesFeatures):
            mean, deviation = _statistics(train, self.head)
            self.head.set_feature_statistics(mean, deviation)
        network = on_device(HeadNetwork(self.head), setup.around.machine.device)
        groups = split_decay(list(network.parameters()), recipe.rate, recipe.weight_decay)
        learner = Learner(network, groups, trained_names(network))
        later = recipe.second.epochs if setup.trained_blocks else 0
        epochs = _epochs(recipe, len(train.pictures))
        plan = self._plan("head", epochs, recipe.batch, recipe.ema, 1, epochs + later)
        source = mixed_batches(train, setup.task, recipe.mix, mirror=recipe.augment.flip)
        # A layer on vectors is too small to share out: on busy cores its threads would mostly wait for each other.
        with one_thread() if setup.task.features == "embedding" else contextlib.nullcontext():
            return self._fit(learner, source, self._cached["validation"], plan, state, resumed)

    def _fit_blocks(self, state: FitState, resumed: Mapping[str, Tensor] | None) -> FitState:
        setup, second = self._setup, self._setup.recipe.second
        backbone, device = setup.backbone.to(setup.around.machine.device), setup.around.machine.device
        self._load_best()
        freeze(backbone, setup.trained_blocks, setup.task.features)
        first = backbone.trainable_from
        setup.emit(Notice("second-phase", self._second_phase_sentence(first)))
        network = on_device(UpperNetwork(backbone, self.head, first, setup.task.features), device)
        head = [parameter for name, parameter in network.named_parameters() if name.startswith(HEAD_PREFIX)]
        blocks = [parameter for name, parameter in network.named_parameters() if name.startswith(BACKBONE_PREFIX)]
        groups = [
            *split_decay(head, second.rate, second.weight_decay),
            *split_decay(blocks, second.rate * second.block_rate, second.weight_decay),
        ]
        learner = Learner(network, groups, trained_names(network))
        done = sum(row.phase == "head" for row in state.rows)
        plan = self._plan("blocks", second.epochs, second.batch, second.ema, done + 1, done + second.epochs)
        train, validation = self._pixels(second.views, memory=False)
        try:
            return self._fit(
                learner,
                BoundaryBatches(train, backbone, first, setup.task, device),
                BoundaryBatches(validation, backbone, first, setup.task, device),
                plan, state, resumed,
            )  # fmt: skip
        finally:
            train.close()
            validation.close()
            tell_failed(_failures(train, validation), setup.emit)

    def _fit_whole(self, state: FitState, resumed: Mapping[str, Tensor] | None) -> FitState:
        setup, recipe = self._setup, self._setup.recipe
        freeze(setup.backbone, setup.trained_blocks, setup.task.features)
        network = on_device(whole_network(setup.spec, setup.backbone, self.head), setup.around.machine.device)
        groups = split_decay(list(network.parameters()), recipe.rate, recipe.weight_decay)
        learner = Learner(network, groups, trained_names(network))
        train, validation = self._pixels(recipe.second.views, memory=True)
        epochs = _epochs(recipe, len(train.pictures))
        plan = self._plan("blocks", epochs, recipe.batch, recipe.ema, 1, epochs)
        try:
            return self._fit(learner, train, validation, plan, state, resumed)
        finally:
            train.close()
            validation.close()
            tell_failed(_failures(train, validation), setup.emit)

    def _fit(
        self, learner: Learner, train: BatchSource, validation: BatchSource, plan: Plan, state: FitState,
        resumed: Mapping[str, Tensor] | None,
    ) -> FitState:  # fmt: skip
        setup, around = self._setup, self._setup.around
        torch.manual_seed(setup.seed)
        labels = [label.id for label in setup.spec.labels]
        stage = Stage(
            setup.task, labels, self._folder, around.machine, around.emit, around.should_stop,
            Samples(setup.task, setup.pictures.labels, validation.pictures),
        )  # fmt: skip
        return fit(learner, train, validation, plan, stage, state, resumed)

    def _plan(self, phase: str, epochs: int, batch: int, ema: float, first: int, total: int) -> Plan:
        recipe = self._setup.recipe
        return Plan(
            phase=phase, epochs=epochs, batch=batch, optimizer=recipe.optimizer, schedule=recipe.schedule, ema=ema,
            patience=recipe.patience, evaluate_every=recipe.evaluate_every, clip=recipe.clip, seed=self._setup.seed,
            first_epoch=first, total_epochs=total,
        )  # fmt: skip

    def _pixels(self, views: int, *, memory: bool) -> tuple[PixelBatches, PixelBatches]:
        """Training and validation pictures as pixels. Raises UserError if there are none of either."""
        setup = self._setup
        viewing = Viewing(setup.spec.input_size, setup.spec.fit, setup.recipe.augment, setup.seed, setup.around.threads)
        sources: list[PixelBatches] = []
        for part, count in ((setup.pictures.train, views), (setup.pictures.validation, 1)):
            usable, references, failed = usable_references(part, viewing)
            tell_failed({part[place].image.path: reason for place, reason in failed.items()}, setup.emit)
            if not usable:
                raise none_readable()
            room = {} if memory else {"memory_bytes": 0}
            sources.append(PixelBatches(usable, references, count, setup.task, self._label_index(), viewing, **room))
        return sources[0], sources[1]

    def _load_best(self) -> None:
        """The head as the first phase left it at its best."""
        tensors, _ = self._folder.read_best(lambda message: self._setup.emit(Notice("checkpoint-damaged", message)))
        self.head.load_state_dict(
            {key.removeprefix(HEAD_PREFIX): value for key, value in tensors.items() if key.startswith(HEAD_PREFIX)}
        )

    def _label_index(self) -> dict[UUID, int]:
        return {label.id: place for place, label in enumerate(self._setup.spec.labels)}

    def _second_phase_sentence(self, first: int) -> str:
        count, total = self._setup.trained_blocks, len(self._setup.backbone.blocks(self._setup.task.features))
        frozen = "none stays frozen" if first == 0 else f"the {first} below stay frozen"
        return f"Second phase: the top {count} of {total} blocks learn too, more slowly; {frozen}."


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute on this thread alone for a while."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _epochs(recipe: Recipe, pictures: int) -> int:
    batches = math.ceil(pictures / recipe.batch)
    if not recipe.steps:
        return max(recipe.epochs, math.ceil(recipe.least_steps / batches))
    return math.ceil(recipe.steps / batches)


def _statistics(source: CachedBatches, head: StandardisesFeatures) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of every channel over all cached views, (D,) each; a part at a time."""
    count, total, squares = 0, torch.zeros(()), torch.zeros(())
    for view in range(source.view_count):
        for start in range(0, len(source.pictures), STATISTICS_BATCH):
            places = list(range(start, min(start + STATISTICS_BATCH, len(source.pictures))))
            prepared = head.prepare(source.batch(places, [view] * len(places)).inputs[0]).double()
            count += len(places)
            total = total + prepared.sum(dim=0)
            squares = squares + prepared.square().sum(dim=0)
    mean = total / count
    return mean.float(), (squares / count - mean.square()).clamp_min(0).sqrt().float()


def _failures(*sources: PixelBatches) -> dict[Path, str]:
    return {source.pictures[place].image.path: reason for source in sources for place, reason in source.failed.items()}
