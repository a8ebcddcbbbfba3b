"""What is asked of a training, and what is known of the one that runs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ml_engine.domain.events import (
    EpochEnd,
    Event,
    JobStarted,
    Notice,
    Progress,
    SamplePredictions,
    StepEnd,
)


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """As in TrainJob. task: '' to infer it.   split_from: '' for the project's own split, 'folders'.

    network: TOML of one's own layers instead of a backbone, '' for none.
    """

    task: str = ""
    backbone: str = ""
    weights: str = ""
    recipe: str = ""
    epochs: int = 0
    unfreeze: int = 0
    input_size: int = 0
    seed: int = 0
    split_from: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True)
class Training:
    """A training as far as it has come. Replaced, never changed.

    name: the run's folder, '' while its pictures are gathered.   phase: 'prepare', then what the job says it does.
    done, total: of the phase.   steps: (step, loss), thinned.   stop_asked: time.monotonic() of the first Stop, 0 for
    none.   patience_s: after which "Stop now" is offered.   samples: the last SamplePredictions event, if any.
    """

    options: TrainOptions
    started_at: float
    name: str = ""
    task: str = ""
    phase: str = "prepare"
    done: int = 0
    total: int = 0
    eta_s: float | None = None
    device: str = ""
    reason: str = ""
    epochs: tuple[EpochEnd, ...] = ()
    steps: tuple[tuple[int, float], ...] = ()
    notices: tuple[Notice, ...] = ()
    samples: SamplePredictions | None = None
    stop_asked: float = 0.0
    patience_s: float = 0.0
    forced: bool = False
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def is_stopping(self) -> bool:
        return self.stop_asked > 0

    @property
    def best(self) -> EpochEnd | None:
        """The best epoch so far."""
        return next((epoch for epoch in reversed(self.epochs) if epoch.best), None)

    def after(self, event: Event) -> Training:
        """The training with what the event tells."""
        match event:
            case JobStarted():
                return replace(self, device=event.device, reason=event.reason)
            case Progress():
                return replace(self, phase=event.phase, done=event.done, total=event.total, eta_s=event.eta_s)
            case StepEnd():
                return replace(self, steps=_thinned((*self.steps, (event.step, event.loss))))
            case EpochEnd():
                # A run that goes on may repeat what came after its last checkpoint.
                before = tuple(epoch for epoch in self.epochs if epoch.epoch < event.epoch)
                return replace(self, epochs=(*before, event))
            case Notice():
                return replace(self, notices=(*self.notices, event))
            case SamplePredictions():
                return replace(self, samples=event)
            case _:
                return self


_STEPS_KEPT = 2_000


def _thinned(steps: tuple[tuple[int, float], ...]) -> tuple[tuple[int, float], ...]:
    """Every second step once there are too many for a curve."""
    return steps if len(steps) <= _STEPS_KEPT else steps[::2]
