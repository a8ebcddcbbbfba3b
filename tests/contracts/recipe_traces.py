"""What a tiny training does, seen from outside: everything that a field of its recipe could change, by name."""

from __future__ import annotations

import hashlib
import math
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from ml_engine.domain.events import EpochEnd, Progress, StepEnd
from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.jobs.specs import TrainJob
from ml_engine.training import fit as fit_module
from ml_engine.training import run as run_module
from ml_engine.training.average import MovingAverage
from ml_engine.training.device import DeviceChoice
from ml_engine.training.regularise import penalty
from ml_engine.training.run import train
from ml_engine.training.run_folder import RunFolder
from ml_engine.training.step import Stepper

COLORS = ((200, 60, 50), (60, 180, 70), (60, 70, 200))
LABELS = tuple(Label(uuid.UUID(int=place + 1), f"label {place}", "#336699", "", place) for place in range(3))
COUNTS = {Split.TRAIN: (7, 4, 2), Split.VALIDATION: (1, 1, 1)}


@dataclass
class Trace:
    """Aspects of a run by 'phase.aspect', or by 'aspect' for those of the whole run."""

    aspects: dict[str, object] = field(default_factory=dict)

    def changed(self, other: Trace) -> set[str]:
        names = self.aspects.keys() | other.aspects.keys()
        return {name for name in names if not same(self.aspects.get(name), other.aspects.get(name))}


def same(a: object, b: object) -> bool:
    return a == b


def make_pictures(folder: Path) -> Snapshot:
    """Noisy colours, 56 × 72 pixels, a tag each, and a box of the same label around the middle."""
    folder.mkdir()
    images = []
    for split, counts in COUNTS.items():
        for label, count in zip(LABELS, counts, strict=True):
            for _ in range(count):
                number = len(images)
                noise = np.random.default_rng(number).normal(0, 25, (56, 72, 3))
                noise[14:40, 20:52] += COLORS[LABELS.index(label)]
                path = folder / f"{number}.png"
                Image.fromarray(np.clip(noise + 60, 0, 255).astype(np.uint8)).save(path)
                notes = (
                    Annotation(uuid.UUID(int=900 + 2 * number), number, label.id, AnnotationKind.TAG),
                    Annotation(
                        uuid.UUID(int=901 + 2 * number), number, label.id, AnnotationKind.BOX,
                        ((20.0, 14.0), (52.0, 40.0)),
                    ),
                )  # fmt: skip
                images.append(SnapshotImage(ImageRef(number, path), split, True, notes))
    return Snapshot(LABELS, tuple(images))


def make_weights(path: Path) -> Path:
    """Random weights of a small network, so that there is something to freeze."""
    from ml_engine.compat.torchvision_ops import torchvision

    torch.manual_seed(0)
    save_file(torchvision.models.squeezenet1_1(weights=None).state_dict(), path)
    return path


class Tracer:
    """Trains recipes in a folder, with one feature cache for all of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._snapshot = make_pictures(folder / "pictures")
        self._weights = make_weights(folder / "squeezenet1_1-random.safetensors")
        self._known: dict[tuple[str, str], Trace] = {}
        self._count = 0

    def trace(self, task: str, recipe: str) -> Trace:
        key = (task, recipe)
        if key not in self._known:
            self._known[key] = self._train(task, recipe)
        return self._known[key]

    def _train(self, task: str, recipe: str) -> Trace:
        self._count += 1
        run = self._folder / "runs" / str(self._count)
        run.mkdir(parents=True)
        write_snapshot(run / "snapshot.jsonl", self._snapshot)
        job = TrainJob(
            str(run), str(self._folder / "cache"), task, backbone="squeezenet1_1", weights=str(self._weights),
            recipe=recipe, threads=1, device="cpu",
        )  # fmt: skip
        recorder = _Recorder()
        with pytest.MonkeyPatch.context() as patch:
            recorder.attach(patch)
            train(job, recorder.heard, lambda: False)
        spec = RunFolder(run).read_spec()
        trace = recorder.trace
        trace.aspects |= {"size": spec.input_size, "fit": spec.fit, "normalization": spec.normalization}
        return trace


class _Recorder:
    """Listens to a run's loops."""

    def __init__(self) -> None:
        self.trace = Trace()
        self.phase = ""

    def attach(self, patch: pytest.MonkeyPatch) -> None:
        recorder = self

        class Recording(Stepper):
            def __init__(self, network, optimizer, *rest) -> None:
                super().__init__(network, optimizer, *rest)
                recorder.begin(self, network, optimizer)

            def step(self, source, places, views, progress) -> float:
                recorder.before_step(source, places, views, self)
                loss = super().step(source, places, views, progress)
                recorder.after_step(self)
                return loss

        class Average(MovingAverage):
            def __init__(self, network, decay, names) -> None:
                super().__init__(network, decay, names)
                recorder.phase = "blocks" if any(name.startswith("backbone.") for name in names) else "head"
                recorder.note("average", decay)

        patch.setattr(fit_module, "Stepper", Recording)
        patch.setattr(fit_module, "MovingAverage", Average)
        # A processor that could train in half precision, so that there is something to switch on.
        choice = DeviceChoice(torch.device("cpu"), "asked for", torch.bfloat16)
        patch.setattr(run_module, "choose_device", lambda _: choice)

    def note(self, aspect: str, value: object) -> None:
        self.trace.aspects[f"{self.phase}.{aspect}"] = value

    def add(self, aspect: str, value: object) -> None:
        name = f"{self.phase}.{aspect}"
        self.trace.aspects[name] = (*self.trace.aspects.get(name, ()), value)

    def begin(self, stepper: Stepper, network: torch.nn.Module, optimizer: torch.optim.Optimizer) -> None:
        groups = optimizer.param_groups
        self.note("optimizer", type(optimizer).__name__)
        self.note("momentum", tuple(group.get("momentum") for group in groups))
        self.note("nesterov", tuple(group.get("nesterov") for group in groups))
        self.note("decay", tuple(group["weight_decay"] for group in groups))
        self.note("peaks", tuple(group["peak"] for group in groups))
        self.note("learns", tuple(name for name, value in network.named_parameters() if value.requires_grad))
        self.note("half", stepper._machine.half)
        head = network.head
        self.note("dropout", head.dropout if isinstance(head.dropout, float) else head.dropout.p)
        optimizer.register_step_pre_hook(lambda *_: self.add("gradients", self._gradient(optimizer)))

    def before_step(self, source, places, views, stepper: Stepper) -> None:
        batch = source.batch(places, views)
        self.add("places", tuple(places))
        self.add("views", tuple(views))
        self.add("inputs", tuple(digest(part) for part in batch.inputs))
        self.add("shapes", tuple(tuple(part.shape[1:]) for part in batch.inputs))
        self.add("blend", None if batch.blend is None else round(batch.blend.share, 12))
        self.add("penalty", float(penalty(stepper._parameters, stepper._restraint).detach()))

    def after_step(self, stepper: Stepper) -> None:
        matrices = [weight.detach() for weight in stepper._parameters if weight.ndim > 1]
        self.add("weights", tuple(digest(weight) for weight in matrices))
        self.add("longest row", max(float(weight.flatten(1).norm(dim=1).max()) for weight in matrices))

    def heard(self, event: object) -> None:
        match event:
            case StepEnd(_, loss, rate):
                self.add("losses", loss)
                self.add("rates", rate)
            case EpochEnd(epoch, _, _, metrics):
                self.add("scored", epoch if metrics else 0)
            case Progress("features", _, total):
                self.trace.aspects["cached"] = max(total, int(self.trace.aspects.get("cached", 0)))

    @staticmethod
    def _gradient(optimizer: torch.optim.Optimizer) -> float:
        gradients = [p.grad for group in optimizer.param_groups for p in group["params"] if p.grad is not None]
        return math.sqrt(sum(float(gradient.square().sum()) for gradient in gradients))


def digest(values: torch.Tensor) -> str:
    return hashlib.blake2b(values.detach().contiguous().numpy().tobytes(), digest_size=8).hexdigest()
