"""The loop: every task, frozen or unfrozen, learns here.

It reads should_stop() at every batch, keeps the best weights by the validation score, and saves so often that a kill
costs seconds and so seldom that saving costs no more than a twentieth of the time.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from torch import Tensor, nn

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import EpochEnd, Event, Notice, StepEnd
from ml_engine.domain.predictions import Prediction
from ml_engine.domain.progress import ProgressMeter
from ml_engine.reports.run_reader import MetricsRow
from ml_engine.tasks.task import HasFigures, Task
from ml_engine.training.average import MovingAverage
from ml_engine.training.batches import Batch, BatchSource, PartOfBatches, plan_epoch
from ml_engine.training.checkpoint import FitState, pack, unpack
from ml_engine.training.epoch_keeper import EpochKeeper, Rounded, same_answers
from ml_engine.training.optimizers import OptimizerChoice, OptimizerName, ParameterGroup, make_optimizer
from ml_engine.training.regularise import NO_RESTRAINT, Restraint
from ml_engine.training.run_folder import RunFolder
from ml_engine.training.samples import Samples
from ml_engine.training.schedule import Schedule, rate_factor
from ml_engine.training.step import Chunks, LossNotFinite, Machine, Stepper, answers
from ml_engine.training.together import team

Emit = Callable[[Event], None]
ShouldStop = Callable[[], bool]
SCORING_BATCH = 64
LOOK_PICTURES = 32


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of one phase. phase: 'head' or 'blocks'.   steps: at most so many, 0 for all of the epochs.

    first_epoch, total_epochs: for the count that the user sees.   look_after_s: if nothing was scored so long after the
    start, a few pictures are (at the end of a pass: half so long).   shares: see plan_epoch.   The rest as in Recipe.
    """

    phase: str
    epochs: int
    batch: int
    optimizer: OptimizerName
    schedule: Schedule
    ema: float
    patience: int
    evaluate_every: int
    clip: float
    seed: int
    first_epoch: int
    total_epochs: int
    save_every_s: float = 2.0
    look_after_s: float = 1.5
    momentum: float = 0.9
    nesterov: bool = True
    warm_up: float = 0.0
    step_epochs: int = 10
    step_factor: float = 0.1
    restraint: Restraint = NO_RESTRAINT
    shares: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Learner:
    """What learns. network: called with a batch's inputs.   groups: parameters with their peak rate and decay.

    names: keys of network.state_dict() that training changes: what a checkpoint holds.
    """

    network: nn.Module
    groups: Sequence[ParameterGroup]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything around the loop: where to write, whom to tell, when to stop.

    samples: None for no sample events.   keeper: None to keep no epoch but the best.
    """

    task: Task
    labels: Sequence[UUID]
    folder: RunFolder
    machine: Machine
    emit: Emit
    should_stop: ShouldStop
    samples: Samples | None = None
    keeper: EpochKeeper | None = None


def fit(
    learner: Learner,
    train: BatchSource,
    validation: BatchSource,
    plan: Plan,
    stage: Stage,
    state: FitState,
    resumed: Mapping[str, Tensor] | None = None,
) -> FitState:
    """Train one phase to its end, from `state` (and the tensors of last.ckpt that belong to it).

    The best weights are in best.safetensors afterwards. Raises Cancelled (saved, can be resumed), UserError if the
    loss is not finite before any epoch was scored, or one picture is too much for the memory.
    """
    if state.finished:
        return state
    loop = _Loop(learner, train, validation, plan, stage, state)
    if resumed is not None:
        loop.restore(resumed)
    loop.run()
    team().wait()  # the best weights are on disk now, and all may read them
    return loop.state


class _Loop:
    def __init__(
        self,
        learner: Learner,
        train: BatchSource,
        validation: BatchSource,
        plan: Plan,
        stage: Stage,
        state: FitState,
    ) -> None:
        self.state = state
        self._learner = learner
        self._train = train
        self._validation = validation
        self._plan = plan
        self._stage = stage
        self._steps_per_epoch = len(plan_epoch(len(train.pictures), train.view_count, plan.batch, (0,)).batches)
        self._optimizer = make_optimizer(OptimizerChoice(plan.optimizer, plan.momentum, plan.nesterov), learner.groups)
        self._average = MovingAverage(learner.network, plan.ema, learner.names)
        self._chunks = Chunks(state.chunk, stage.machine.device, self._say_halved)
        self._stepper = Stepper(
            learner.network, self._optimizer, stage.task, stage.machine, self._chunks, plan.clip, plan.restraint
        )
        self._unsaved_best: dict[str, Tensor] | None = None
        self._last_save = time.monotonic()
        self._save_cost_s = 0.0
        self._began = time.monotonic()
        self._has_looked = state.total_steps > 0

    def restore(self, tensors: Mapping[str, Tensor]) -> None:
        unpack(tensors, self._learner.network, self._average.network, self._optimizer)

    def run(self) -> None:
        plan, state = self._plan, self.state
        meter = ProgressMeter(self._stage.emit, "train", plan.epochs * self._steps_per_epoch)
        meter.advance(state.epoch * self._steps_per_epoch + state.step)
        try:
            while state.epoch < plan.epochs and not self._is_patience_over():
                self._pass(meter)
        except LossNotFinite:
            self._end_not_finite()
        except Cancelled:
            self._save()
            raise
        state.finished = True
        self._save()
        meter.finish()

    def _pass(self, meter: ProgressMeter) -> None:
        plan, state = self._plan, self.state
        began, before = time.monotonic(), state.seconds
        epoch = plan_epoch(
            len(self._train.pictures), self._train.view_count, plan.batch,
            (plan.seed, _phase_number(plan.phase), state.epoch), plan.shares,
        )  # fmt: skip
        rate = 0.0
        self._learner.network.train()
        for places, views in epoch.batches[state.step :]:
            if team().any(self._stage.should_stop()):
                raise Cancelled
            rate = self._set_rate()
            done = (state.epoch * self._steps_per_epoch + state.step) / (plan.epochs * self._steps_per_epoch)
            loss = self._stepper.step(self._train, places, views, done)
            state.step += 1
            state.total_steps += 1
            state.loss_sum += loss
            state.right += self._stepper.right
            state.seen += self._stepper.seen
            state.chunk = self._chunks.size
            state.seconds = before + time.monotonic() - began
            self._average.update(state.epoch * self._steps_per_epoch + state.step)
            self._stage.emit(StepEnd(state.total_steps, loss, rate))
            meter.advance()
            self._save_if_due()
            self._look_if_due(before + time.monotonic() - began)
        self._close_epoch(rate, began, before)

    def _close_epoch(self, rate: float, began: float, before: float) -> None:
        plan, state = self._plan, self.state
        last = state.epoch + 1 == plan.epochs
        scored = last or (state.epoch + 1) % plan.evaluate_every == 0
        # Scored before the state moves on: a stop in between repeats the scoring, not the pass.
        source = self._validation if scored else self._part_to_look_at(plan.look_after_s / 2)
        predictions = self._predict(source) if source else []
        shown = self._metrics(source, predictions) if source else {}
        metrics = shown if scored else {}
        figures = self._figures(source, predictions) if source and scored else {}
        number = plan.first_epoch + state.epoch
        best = scored and self._is_better(metrics)
        train_loss = state.loss_sum / max(1, state.step)
        train_metrics = {"accuracy": state.right / state.seen} if state.seen else {}
        state.seconds = before + time.monotonic() - began
        state.epoch, state.step, state.loss_sum, state.right, state.seen = state.epoch + 1, 0, 0.0, 0, 0
        state.since_best = 0 if best else state.since_best + 1
        if best:
            state.best_epoch, state.best_phase = number, plan.phase
            state.best_value = self._stage.task.epoch_value(metrics)
            self._unsaved_best = self._trained_weights()
        row = MetricsRow(number, plan.phase, train_loss, rate, metrics, best, state.seconds, train_metrics, figures)
        state.seconds = 0.0
        state.rows.append(row)
        self._keep_epoch(number, predictions if scored else ())
        self._stage.folder.write_metrics(state.rows)
        self._stage.emit(EpochEnd(number, plan.total_epochs, train_loss, shown, best, row.seconds, train_metrics))
        if source:
            self._say_samples(number, source, predictions)
        self._has_looked |= source is not None
        self._save_if_due()

    def _keep_epoch(self, number: int, predictions: Sequence[Prediction]) -> None:
        """Before the metrics say that it is over. predictions: for all of validation, () where it was not scored."""
        stage = self._stage
        if stage.keeper is None:
            return
        weights = self._trained_weights()
        half = stage.keeper.wants_half(weights, self._plan.total_epochs) and self._stays_same(weights)
        score = (
            stage.samples.threshold(self._validation.pictures, predictions) if stage.samples and predictions else None
        )
        stage.keeper.keep(number, self._plan.phase, weights, half=half, best=self.state.best_epoch, score=score)

    def _stays_same(self, weights: Mapping[str, Tensor]) -> bool:
        """Whether the samples are answered the same with half the digits."""
        samples, stage = self._stage.samples, self._stage
        if samples is None:
            return False
        part = PartOfBatches(self._validation, samples.places)
        # Not stopped in between: the epoch is over, and only its metrics are still to be written.
        exact, rounded = (
            predict_all(network, part, stage.task, stage.machine, self._chunks, _never)
            for network in (self._average.network, Rounded(self._average.network, weights))
        )
        return same_answers(exact, rounded)

    def _look_if_due(self, seconds: float) -> None:
        """Within a long first pass: say once how it goes. Changes nothing in the training."""
        state, plan = self.state, self._plan
        if state.epoch or state.step == self._steps_per_epoch:
            return
        if source := self._part_to_look_at(plan.look_after_s):
            self._has_looked = True
            predictions = self._predict(source)
            self._learner.network.train()
            metrics = self._metrics(source, predictions)
            loss = state.loss_sum / state.step
            self._stage.emit(EpochEnd(0, plan.total_epochs, loss, metrics, False, seconds))
            self._say_samples(0, source, predictions)

    def _part_to_look_at(self, after_s: float) -> BatchSource | None:
        """The samples and other validation pictures, evenly spread, if nothing was scored after so many seconds."""
        if self._has_looked or time.monotonic() - self._began < after_s:
            return None
        count, samples = len(self._validation.pictures), self._stage.samples
        spread = range(0, count, math.ceil(count / LOOK_PICTURES))
        return PartOfBatches(self._validation, sorted({*(samples.places if samples else ()), *spread}))

    def _predict(self, source: BatchSource) -> list[Prediction]:
        stage = self._stage
        # In a team all stop at the same step, or some would wait for the others for ever.
        should_stop = stage.should_stop if team().size == 1 else _never
        return predict_all(self._average.network, source, stage.task, stage.machine, self._chunks, should_stop)

    def _metrics(self, source: BatchSource, predictions: Sequence[Prediction]) -> dict[str, float]:
        return self._stage.task.score(predictions, source.pictures, self._stage.labels)

    def _figures(self, source: BatchSource, predictions: Sequence[Prediction]) -> dict[str, float]:
        task = self._stage.task
        return task.figures(predictions, source.pictures, self._stage.labels) if isinstance(task, HasFigures) else {}

    def _say_samples(self, epoch: int, source: BatchSource, predictions: Sequence[Prediction]) -> None:
        stage = self._stage
        if stage.samples is not None:
            stage.emit(stage.samples.event(epoch, source.pictures, predictions))

    def _is_better(self, metrics: Mapping[str, float]) -> bool:
        """Among equals the first stays."""
        return not self.state.best_epoch or self._stage.task.epoch_value(metrics) > self.state.best_value

    def _is_patience_over(self) -> bool:
        return bool(self._plan.patience) and self.state.since_best >= self._plan.patience and self.state.step == 0

    def _set_rate(self) -> float:
        plan, state = self._plan, self.state
        step = state.epoch * self._steps_per_epoch + state.step
        factor = rate_factor(
            plan.schedule, step, plan.epochs * self._steps_per_epoch, warm_up=plan.warm_up,
            drop_every=plan.step_epochs * self._steps_per_epoch, drop_factor=plan.step_factor,
        )  # fmt: skip
        for group in self._optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        return float(self._optimizer.param_groups[0]["lr"])

    def _trained_weights(self) -> dict[str, Tensor]:
        state = self._average.network.state_dict()
        return {name: state[name].detach().to("cpu", copy=True) for name in sorted(self._learner.names)}

    def _end_not_finite(self) -> None:
        state = self.state
        place = f"in epoch {self._plan.first_epoch + state.epoch} (step {state.total_steps + 1})"
        if not state.best_epoch:
            raise UserError(
                "loss-not-finite",
                f"The loss stopped being a number {place}, before any epoch was scored.",
                "Use a lower rate in the recipe, or look for broken pictures.",
            )
        message = f"The loss stopped being a number {place}. The training ends; epoch {state.best_epoch} is kept."
        self._stage.emit(Notice("loss-not-finite", message))

    def _say_halved(self, before: int, after: int) -> None:
        message = f"Memory ran out with {before} pictures at a time: from now on {after} at a time, same steps."
        self._stage.emit(Notice("batch-halved", message))

    def _save_if_due(self) -> None:
        waited = time.monotonic() - self._last_save
        if waited >= max(self._plan.save_every_s, 20 * self._save_cost_s):
            self._save()

    def _save(self) -> None:
        """best.safetensors first: last.ckpt never speaks of a best that is not on disk."""
        began = time.monotonic()
        state = self.state
        if self._unsaved_best is not None:
            facts = {"epoch": str(state.best_epoch), "phase": state.best_phase, "value": repr(state.best_value)}
            self._stage.folder.write_best(self._unsaved_best, facts)
            self._unsaved_best = None
        names = self._learner.names
        self._stage.folder.write_last(
            *pack(state, self._learner.network, self._average.network, self._optimizer, names)
        )
        self._last_save = time.monotonic()
        self._save_cost_s = self._last_save - began


def predict_all(
    network: nn.Module,
    source: BatchSource,
    task: Task,
    machine: Machine,
    chunks: Chunks,
    should_stop: ShouldStop,
) -> list[Prediction]:
    """Answers for all pictures of a source, weak ones included (task.scoring). Raises Cancelled."""
    predictions: list[Prediction] = []

    def use(batch: Batch, outputs: list[Tensor]) -> None:
        predictions.extend(task.decode(outputs, batch.views, task.scoring))

    if not answers(network, source, machine, chunks, SCORING_BATCH, use, should_stop):
        raise Cancelled
    return predictions


def _never() -> bool:
    return False


def _phase_number(phase: str) -> int:
    return {"head": 1, "blocks": 2}[phase]
