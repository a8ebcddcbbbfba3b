"""The pretraining itself: teacher and student side by side on the same views."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Progress as ProgressEvent
from ml_engine.domain.progress import ProgressMeter
from ml_engine.networks.backbones import BACKBONES, Normalization
from ml_engine.networks.build import Backbone, backbone_from_state, build_backbone
from ml_engine.networks.weights import WeightsFile
from ml_engine.networks.weights_reader import load_state
from ml_engine.pretraining import state
from ml_engine.pretraining.distillation import Distillation, Outputs, outputs
from ml_engine.pretraining.pictures import Source, parted
from ml_engine.pretraining.recipe import PretrainRecipe, rate_factor
from ml_engine.pretraining.state import Progress
from ml_engine.pretraining.views import ByteBatch, Views, one_view
from ml_engine.training.average import MovingAverage
from ml_engine.training.optimizers import split_decay

CHECKPOINT_S = 300.0
MEASURING_STEPS = 24  # batches that the teacher's spread is measured on
CHECK_EVERY = 500  # steps between two looks at the held-out pictures
CHECK_PICTURES = 192
CHECK_SIZE = 128
_CLASSIFIER = ("classifier.1.weight", "classifier.1.bias")


class Pretraining:
    """One pretraining in a folder: last.ckpt, log.jsonl, recipe.json, in the end student.safetensors.

    teacher: weights of the recipe's teacher.   steps: of the whole training; may be raised before the descent begins.
    """

    def __init__(
        self,
        folder: Path,
        sources: Sequence[Source],
        teacher: WeightsFile,
        recipe: PretrainRecipe,
        steps: int,
        device: torch.device,
    ) -> None:
        self.folder = folder
        self.recipe = recipe
        self.steps = steps
        self._device = device
        self._precision = fast_precision(device)
        both = [parted(source, recipe.held_out) for source in sources]
        self._views = Views([learnt for learnt, _ in both], recipe)
        self._check = [held for _, held in both if held.images]
        self.teacher, answers = _teacher(recipe.teacher, teacher, device)
        torch.manual_seed(recipe.seed)
        self.student = build_backbone(recipe.student, None)
        _start_well(self.student)
        self.student.to(device).to(memory_format=torch.channels_last).train()  # type: ignore[call-overload]
        own, wanted = ((*one.info.channels, one.info.embedding) for one in (self.student, self.teacher))
        self.distillation = Distillation(own, wanted, answers, recipe).to(device)
        learning = [*self.student.parameters(), *self.distillation.parameters()]
        groups = split_decay(learning, recipe.rate, recipe.decay)
        self._optimizer = torch.optim.AdamW(
            [{"params": group.parameters, "lr": group.rate, "weight_decay": group.weight_decay} for group in groups]
        )
        names = frozenset(self.student.state_dict())
        self._follower = MovingAverage(self.student, recipe.average, names)
        self.progress = Progress()

    @property
    def averaged(self) -> Backbone:
        """The moving average of the student: what is measured, and kept in the end."""
        return self._follower.network

    @property
    def checkpoint(self) -> Path:
        return self.folder / "last.ckpt"

    def run(self, say: Callable[[ProgressEvent], None], should_stop: Callable[[], bool]) -> bool:
        """Train from where the folder's checkpoint is. Returns whether it is finished; if not, call again."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._begin()
        began, saved = time.monotonic(), time.monotonic()
        before = self.progress.seconds
        meter = ProgressMeter(say, "pretrain", self.steps)
        meter.advance(self.progress.step)
        for pixels in self._views.batches(self.progress.step, self.steps):
            losses = self._step(pixels)
            self.progress.step += 1
            self.progress.seconds = before + time.monotonic() - began
            meter.advance()
            if self.progress.step % CHECK_EVERY == 0 or self.progress.step == self.steps:
                self._log(losses)
            if time.monotonic() - saved > CHECKPOINT_S:
                self._save()
                saved = time.monotonic()
            if should_stop():
                break
        self._save()
        meter.finish()
        return self.progress.step >= self.steps

    def finished_student(self, batches: int = 100) -> Backbone:
        """The averaged student, whose batch-norm statistics are those of the averaged weights, in eval mode."""
        student = self.averaged
        norms = [module for module in student.modules() if isinstance(module, nn.BatchNorm2d)]
        for norm in norms:
            norm.reset_running_stats()
            norm.momentum = None  # the plain mean over all batches
        student.train()
        with torch.no_grad():
            for pixels in self._views.batches(self.steps, self.steps + batches):
                outputs(student, self._input(pixels))
        return student.eval()

    def _begin(self) -> None:
        if self.checkpoint.exists():
            self.progress = state.load(self.checkpoint, self.recipe.digest(), self._parts(), self._optimizer)
        else:
            (self.folder / "recipe.json").write_text(json.dumps(asdict(self.recipe), indent=1) + "\n", "utf-8")
            taught = (self._teach(self._input(self._views.batch(-1 - step))) for step in range(MEASURING_STEPS))
            self.distillation.measure(taught)
        self.progress.sittings += 1

    def _step(self, pixels: ByteBatch) -> dict[str, Tensor]:
        factor = rate_factor(self.progress.step, self.steps, self.recipe)
        for group in self._optimizer.param_groups:
            group["lr"] = self.recipe.rate * factor
        x = self._input(pixels)
        taught = self._teach(x)
        with self._mixed_precision():
            learnt = outputs(self.student, x)
            losses = self.distillation(learnt, taught)
            total = self.distillation.total(losses)
        if not bool(torch.isfinite(total)):
            raise UserError(
                "pretraining-diverged", f"The loss is not a number after {self.progress.step} steps.", "Lower the rate."
            )
        self._optimizer.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.student.parameters(), 5.0)
        self._optimizer.step()
        self._follower.update(self.progress.step + 1)
        return {name: loss.detach() for name, loss in losses.items()}

    @torch.no_grad()
    def _teach(self, x: Tensor) -> Outputs:
        with self._mixed_precision():
            taught = outputs(self.teacher, x)
        return Outputs(tuple(map_.float() for map_ in taught.maps), taught.maps[-1].float().mean(dim=(2, 3)))

    @torch.no_grad()
    def check(self) -> dict[str, float]:
        """The averaged student's losses on held-out pictures as they are, centre crops of CHECK_SIZE pixels."""
        student = self.averaged
        student.eval()
        rows = []
        for source in self._check:
            pixels = [one_view(image, CHECK_SIZE, 0, 0, "") for image in source.images[:CHECK_PICTURES]]
            for first in range(0, len(pixels), self.recipe.batch):
                x = self._input(np.stack(pixels[first : first + self.recipe.batch]))
                with self._mixed_precision():
                    learnt = outputs(student, x)
                    losses = self.distillation(learnt, self._teach(x))
                rows.append((len(x), {name: float(loss) for name, loss in losses.items()}))
        total = sum(count for count, _ in rows)
        return {name: sum(count * losses[name] for count, losses in rows) / total for name in rows[0][1]}

    def _log(self, losses: dict[str, Tensor]) -> None:
        row = {
            "step": self.progress.step,
            "seconds": round(self.progress.seconds, 1),
            "learning": {name: round(float(loss), 4) for name, loss in losses.items()},
            "held out": {name: round(loss, 4) for name, loss in self.check().items()} if self._check else {},
        }
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")

    def _save(self) -> None:
        state.save(self.checkpoint, self.progress, self.recipe.digest(), self._parts(), self._optimizer)

    def _parts(self) -> dict[str, nn.Module]:
        return {"student": self.student, "average": self.averaged, "distillation": self.distillation}

    def _input(self, pixels: ByteBatch) -> Tensor:
        return normalized(torch.from_numpy(pixels).to(self._device), self.teacher.info.normalization)

    def _mixed_precision(self) -> torch.autocast:
        on = self._precision is not torch.float32
        return torch.autocast(self._device.type, self._precision if on else None, enabled=on)


def normalized(pixels: Tensor, numbers: Normalization) -> Tensor:
    """(B, S, S, 3) uint8 → (B, 3, S, S) float32, channels last in memory."""
    mean, std = (pixels.new_tensor(values, dtype=torch.float32) for values in (numbers.mean, numbers.std))
    return ((pixels.float() / 255 - mean) / std).permute(0, 3, 1, 2)


def fast_precision(device: torch.device) -> torch.dtype:
    """bfloat16 where the hardware multiplies it, else float32."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    has = device.type == "cpu" and (torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())
    return torch.bfloat16 if has else torch.float32


def _teacher(name: str, file: WeightsFile, device: torch.device) -> tuple[Backbone, tuple[Tensor, Tensor]]:
    weights = load_state(file, confirmed=True)
    missing = [key for key in _CLASSIFIER if key not in weights]
    if missing:
        raise UserError(
            "pretraining-teacher", f"{file.path} has no {missing[0]}.", "Name weights that have their classifier."
        )
    teacher = backbone_from_state(BACKBONES.get(name), weights, str(file.path)).requires_grad_(False)
    teacher.to(device).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return teacher, (weights[_CLASSIFIER[0]].float(), weights[_CLASSIFIER[1]].float())


def _start_well(student: Backbone) -> None:
    """He initialisation; the last batch norm of a residual branch starts at 0, so that a block starts as its input
    (Goyal et al., "Accurate, Large Minibatch SGD", 2017)."""
    for module in student.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        expand = getattr(module, "expand", None)
        if isinstance(expand, nn.Sequential) and isinstance(norm := expand[-1], nn.BatchNorm2d):
            nn.init.zeros_(norm.weight)
