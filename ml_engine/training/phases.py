"""The phases of a run: the head on frozen features, then the top blocks if asked for; or the whole network at once."""

from __future__ import annotations

import contextlib
import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ml_engine.domain.events import Notice
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.networks.freeze import freeze
from ml_engine.tasks.task import AnswersByMeans, StandardisesFeatures
from ml_engine.training.auxiliary import whole_network
from ml_engine.training.batches import BatchSource, CachedBatches
from ml_engine.training.checkpoint import FitState, next_phase
from ml_engine.training.epoch_keeper import EpochKeeper
from ml_engine.training.fit import Learner, Plan, Stage, fit
from ml_engine.training.mixing import blended_batches, mixed_batches
from ml_engine.training.model import TrainedModel
from ml_engine.training.multi_scale import several_sizes
from ml_engine.training.nearest_mean import label_means, tell_means
from ml_engine.training.networks import HeadNetwork, UpperNetwork, on_device, trained_names
from ml_engine.training.optimizers import ParameterGroup, split_decay
from ml_engine.training.pixels import MEMORY_BYTES, BoundaryBatches
from ml_engine.training.recipe import Recipe
from ml_engine.training.regularise import NO_RESTRAINT, Restraint
from ml_engine.training.run_folder import BACKBONE_PREFIX, HEAD_PREFIX, RunFolder
from ml_engine.training.run_setup import RunSetup
from ml_engine.training.samples import Samples
from ml_engine.training.scoring import Scored, score_source, score_split
from ml_engine.training.sources import Sources
from ml_engine.training.task_choices import check_blending, sampling_shares, set_dropout

STATISTICS_BATCH = 1024


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one phase learns, from what, and how."""

    learner: Learner
    train: BatchSource
    validation: BatchSource
    plan: Plan


class Phases:
    """Runs them. head: what learns, on the CPU before and after.   sources: where its pictures come from."""

    def __init__(self, setup: RunSetup, folder: RunFolder) -> None:
        self._setup = setup
        self._folder = folder
        torch.manual_seed(setup.seed)
        self.head: nn.Module = setup.task.build_head(setup.backbone.info, len(setup.spec.labels))
        set_dropout(self.head, setup.task, setup.recipe.dropout)
        check_blending(self.head, setup.recipe)
        self._pretrained = {key: value.clone() for key, value in setup.backbone.state_dict().items()}
        self.sources = Sources(setup)
        self._keeper = EpochKeeper(folder, setup.trained_blocks, setup.emit)

    def run(self, state: FitState | None, resumed: Mapping[str, Tensor] | None) -> FitState:
        """Train from a state (None for the start); `resumed`: the tensors of last.ckpt. Raises UserError, Cancelled."""
        self._keeper.forget_after(len(state.rows) if state else 0)
        if self._setup.whole:
            return self._fit_whole(state or FitState("blocks"), resumed)
        state = state or FitState("head")
        self.sources.open_features()
        if state.phase == "head":
            state = self._fit_head(state, resumed)
            resumed = None
            if self._setup.trained_blocks:
                state = next_phase(state, "blocks")
        if self._setup.trained_blocks:
            state = self._fit_blocks(state, resumed)
        return state

    @contextlib.contextmanager
    def first(self) -> Iterator[Prepared]:
        """The phase that the run would begin with, ready to learn but not begun."""
        if self._setup.whole:
            with self._prepare_whole() as prepared:
                yield prepared
        else:
            self.sources.open_features()
            prepared = self._prepare_head()
            with self._few_threads():
                yield prepared

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
            return score_source(network, self.sources.cached[split], setup.task, model.spec, setup.around)
        return score_split(model, pictures, setup.task, setup.around)

    def _prepare_head(self) -> Prepared:
        setup, recipe = self._setup, self._setup.recipe
        train = self.sources.cached["train"]
        if recipe.head == "nearest-mean" and isinstance(self.head, AnswersByMeans):
            return self._prepare_means(self.head, train)
        if isinstance(self.head, StandardisesFeatures):
            mean, deviation = _statistics(train, self.head)
            self.head.set_feature_statistics(mean, deviation)
        network = on_device(HeadNetwork(self.head), setup.around.machine.device)
        groups = split_decay(list(network.parameters()), recipe.rate, recipe.weight_decay)
        learner = Learner(network, groups, trained_names(network))
        later = recipe.second.epochs if setup.trained_blocks else 0
        epochs = _epochs(recipe, len(train.pictures))
        plan = self._plan("head", epochs, recipe.batch, recipe.ema, 1, epochs + later, train)
        source = several_sizes([train, *self.sources.other_sizes])
        source = mixed_batches(source, setup.task, recipe.mix, mirror=recipe.augment.effective.flip)
        source = blended_batches(source, recipe.mixup, recipe.cutmix)
        return Prepared(learner, source, self.sources.cached["validation"], plan)

    def _prepare_means(self, head: AnswersByMeans, train: CachedBatches) -> Prepared:
        """A head that is ready: one pass at a rate of 0, to be scored, kept and gone on with like any other."""
        setup = self._setup
        found = label_means(train, head, len(setup.spec.labels))
        tell_means(found, setup.emit)
        head.set_means(found.means, found.counts > 0, found.sharpness)
        network = on_device(HeadNetwork(self.head), setup.around.machine.device)
        learner = Learner(network, split_decay(list(network.parameters()), 0.0, 0.0), trained_names(network))
        plan = self._plan("head", 1, setup.recipe.batch, 0.0, 1, 1, train)
        plan = dataclasses.replace(plan, restraint=NO_RESTRAINT, shares=(), clip=0.0, evaluate_every=1)
        return Prepared(learner, train, self.sources.cached["validation"], plan)

    def _fit_head(self, state: FitState, resumed: Mapping[str, Tensor] | None) -> FitState:
        prepared = self._prepare_head()
        with self._few_threads():
            return self._fit(prepared, state, resumed)

    def _few_threads(self) -> contextlib.AbstractContextManager[None]:
        """A layer on vectors is too small to share out: on busy cores its threads would mostly wait for each other."""
        return one_thread() if self._setup.task.features == "embedding" else contextlib.nullcontext()

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
        with self.sources.pixels(second.views, memory=False) as (train, validation):
            plan = self._plan(
                "blocks", second.epochs, second.batch, second.ema, done + 1, done + second.epochs, train[0]
            )
            below = [
                BoundaryBatches(source, backbone, first, setup.task, device, MEMORY_BYTES // len(train))
                for source in train
            ]
            recipe = setup.recipe
            source = blended_batches(several_sizes(below), recipe.mixup, recipe.cutmix)
            shown = BoundaryBatches(validation, backbone, first, setup.task, device)
            return self._fit(Prepared(learner, source, shown, plan), state, resumed)

    def _fit_whole(self, state: FitState, resumed: Mapping[str, Tensor] | None) -> FitState:
        with self._prepare_whole() as prepared:
            return self._fit(prepared, state, resumed)

    @contextlib.contextmanager
    def _prepare_whole(self) -> Iterator[Prepared]:
        setup, recipe = self._setup, self._setup.recipe
        freeze(setup.backbone, setup.trained_blocks, setup.task.features)
        network = on_device(whole_network(setup.spec, setup.backbone, self.head), setup.around.machine.device)
        learner = Learner(network, self._whole_groups(network), trained_names(network))
        with self.sources.pixels(recipe.second.views, memory=True) as (train, validation):
            epochs = _epochs(recipe, len(train[0].pictures))
            plan = self._plan("blocks", epochs, recipe.batch, recipe.ema, 1, epochs, train[0])
            source = blended_batches(several_sizes(train), recipe.mixup, recipe.cutmix)
            yield Prepared(learner, source, validation, plan)

    def _whole_groups(self, network: TrainedModel) -> list[ParameterGroup]:
        """Pretrained blocks learn more slowly than the new head; where all is new, all at one rate."""
        recipe = self._setup.recipe
        if self._setup.backbone.info.trains_whole:
            return split_decay(list(network.parameters()), recipe.rate, recipe.weight_decay)
        blocks = list(network.backbone.parameters())
        known = {id(parameter) for parameter in blocks}
        new = [parameter for parameter in network.parameters() if id(parameter) not in known]
        return [
            *split_decay(new, recipe.rate, recipe.weight_decay),
            *split_decay(blocks, recipe.rate * recipe.second.block_rate, recipe.weight_decay),
        ]

    def _fit(self, prepared: Prepared, state: FitState, resumed: Mapping[str, Tensor] | None) -> FitState:
        setup, around = self._setup, self._setup.around
        torch.manual_seed(setup.seed)
        labels = [label.id for label in setup.spec.labels]
        stage = Stage(
            setup.task, labels, self._folder, around.machine, around.emit, around.should_stop,
            Samples(setup.task, setup.pictures.labels, prepared.validation.pictures), self._keeper,
        )  # fmt: skip
        return fit(prepared.learner, prepared.train, prepared.validation, prepared.plan, stage, state, resumed)

    def _plan(
        self, phase: str, epochs: int, batch: int, ema: float, first: int, total: int, train: BatchSource
    ) -> Plan:
        recipe, task = self._setup.recipe, self._setup.task
        shares = sampling_shares(train.pictures, task) if recipe.class_balance == "sampling" else ()
        return Plan(
            phase=phase, epochs=epochs, batch=batch, optimizer=recipe.optimizer, schedule=recipe.schedule, ema=ema,
            patience=recipe.patience, evaluate_every=recipe.evaluate_every, clip=recipe.clip, seed=self._setup.seed,
            first_epoch=first, total_epochs=total, momentum=recipe.momentum, nesterov=recipe.nesterov,
            warm_up=recipe.warm_up, step_epochs=recipe.step_epochs, step_factor=recipe.step_factor,
            restraint=Restraint(recipe.l1, recipe.l2, recipe.max_norm), shares=shares,
        )  # fmt: skip

    def _load_best(self) -> None:
        """The head as the first phase left it at its best."""
        tensors, _ = self._folder.read_best(lambda message: self._setup.emit(Notice("checkpoint-damaged", message)))
        self.head.load_state_dict(
            {key.removeprefix(HEAD_PREFIX): value for key, value in tensors.items() if key.startswith(HEAD_PREFIX)}
        )

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
