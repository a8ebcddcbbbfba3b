"""One optimiser step: forward, loss, backward, update, in as many pieces as memory asks for.

When memory runs out the batch goes through in halves whose gradients add up, so that the step and its learning rate
mean the same as before.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from ml_engine.domain.errors import UserError
from ml_engine.jobs.outcome import is_out_of_memory
from ml_engine.tasks.task import CountsRight, ImageTargets, SeesTargets, Task
from ml_engine.training.batches import Batch, BatchSource, to_device
from ml_engine.training.device import free_memory
from ml_engine.training.regularise import NO_RESTRAINT, Restraint, limit_rows, penalty
from ml_engine.training.together import team


class LossNotFinite(Exception):  # noqa: N818  (how a training ends, handled by the loop)
    """The loss or its gradient became NaN or infinite; the weights are those of the step before."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where to compute. half: type for autocast, None for float32."""

    device: torch.device
    half: torch.dtype | None = None

    def forward(self, network: nn.Module, batch: Batch, targets: Sequence[ImageTargets] | None = None) -> list[Tensor]:
        """Raw outputs in float32. targets: for a head that learns from regions near the answers (SeesTargets)."""
        mixed = contextlib.nullcontext() if self.half is None else torch.autocast(self.device.type, dtype=self.half)
        with mixed:
            outputs = network(*batch.inputs) if targets is None else network(*batch.inputs, targets=targets)
        return [output.float() for output in outputs]


class Chunks:
    """How many pictures go through the network at once. size: 0 for the whole batch; halved when memory runs out."""

    def __init__(self, size: int, device: torch.device, said: Callable[[int, int], None]) -> None:
        self.size = size
        self._device = device
        self._said = said

    def parts(self, count: int) -> list[tuple[int, int]]:
        size = self.size or max(count, 1)
        return [(start, min(start + size, count)) for start in range(0, count, size)]

    def halve(self, count: int, error: BaseException) -> None:
        """After an exception that says that memory is full. Raises it if it says something else, UserError at 1."""
        if not is_out_of_memory(error):
            raise error
        before = min(self.size or count, count)
        if before <= 1:
            raise UserError(
                "out-of-memory",
                f"The memory of {self._device} is full, even with one picture at a time.",
                "Choose a smaller input size or backbone, or close other programs.",
            ) from error
        self.size = before // 2
        self._said(before, self.size)
        free_memory(self._device)


class Stepper:
    """Takes steps. clip: largest gradient norm, 0 for no limit.   restraint: of the weights that learn.

    right, seen: pictures of the last step that were answered rightly, and all of them; 0 and 0 where that has no
    meaning: boxes, several labels, blended pictures.
    """

    def __init__(
        self, network: nn.Module, optimizer: Optimizer, task: Task, machine: Machine, chunks: Chunks, clip: float,
        restraint: Restraint = NO_RESTRAINT,
    ) -> None:  # fmt: skip
        self._network = network
        self._optimizer = optimizer
        self._task = task
        self._machine = machine
        self._chunks = chunks
        self._clip = clip or math.inf
        self._restraint = restraint
        self._sees_targets = isinstance(getattr(network, "head", None), SeesTargets)
        self._counter = task if isinstance(task, CountsRight) and not task.several_per_picture else None
        self.right, self.seen = 0, 0
        self._team = team()
        self._parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]

    def step(self, source: BatchSource, places: Sequence[int], views: Sequence[int], progress: float) -> float:
        """Learn from one batch; returns its loss. progress: 0..1 of the training.

        Raises LossNotFinite before anything is changed, UserError if one picture is too much for the memory.
        """
        while True:
            try:
                loss = self._gradients(source, places, views, progress)
                break
            except (RuntimeError, MemoryError) as error:
                trouble = error
            # Outside the except block: the traceback would hold the tensors that filled the memory.
            self._optimizer.zero_grad(set_to_none=True)
            self._chunks.halve(len(places), trouble.with_traceback(None) if is_out_of_memory(trouble) else trouble)
        loss = self._put_together(loss)
        norm = torch.nn.utils.clip_grad_norm_(self._parameters, self._clip)
        if not math.isfinite(loss) or not bool(torch.isfinite(norm)):
            self._optimizer.zero_grad(set_to_none=True)
            raise LossNotFinite
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        limit_rows(self._parameters, self._restraint.max_norm)
        return loss

    def _gradients(self, source: BatchSource, places: Sequence[int], views: Sequence[int], progress: float) -> float:
        total, self.right, self.seen = 0.0, 0, 0
        own, shown = self._team.share(places), self._team.share(views)
        for start, stop in self._chunks.parts(len(own)):
            batch = to_device(source.batch(own[start:stop], shown[start:stop]), self._machine.device)
            outputs = self._machine.forward(self._network, batch, batch.targets if self._sees_targets else None)
            loss = self._loss(outputs, batch, progress) * ((stop - start) / len(places))
            torch.autograd.backward(loss)
            total += float(loss.detach())
            if self._counter is not None and batch.blend is None:
                self.right += self._counter.count_right(outputs, batch.targets)
                self.seen += stop - start
        if self._restraint.penalises:
            extra = penalty(self._parameters, self._restraint) / self._team.size
            torch.autograd.backward(extra)
            total += float(extra.detach())
        return total

    def _put_together(self, loss: float) -> float:
        """The team's gradients, counts and loss, the same in all processes. loss: of this one's share."""
        if self._team.size == 1:
            return loss
        self._team.sum_gradients(self._parameters)
        self._team.average_buffers(self._network)
        parts = self._team.gather((loss, self.right, self.seen))
        self.right, self.seen = sum(right for _, right, _ in parts), sum(seen for _, _, seen in parts)
        return sum(part for part, _, _ in parts)

    def _loss(self, outputs: Sequence[Tensor], batch: Batch, progress: float) -> Tensor:
        loss = self._task.loss(outputs, batch.targets, progress)
        if batch.blend is None:
            return loss
        other = self._task.loss(outputs, batch.blend.targets, progress)
        return batch.blend.share * loss + (1 - batch.blend.share) * other


def answers(
    network: nn.Module,
    source: BatchSource,
    machine: Machine,
    chunks: Chunks,
    batch_size: int,
    use: Callable[[Batch, list[Tensor]], None],
    should_stop: Callable[[], bool],
) -> bool:
    """Call use(batch, outputs) for every picture's view 0, in order; outputs on the CPU.

    The network is put into eval mode and answers in float32, as it will once it is exported. Returns False if
    should_stop() ended it early.
    """
    network.eval()
    exact = replace(machine, half=None)
    start, count = 0, len(source.pictures)
    while start < count:
        if should_stop():
            return False
        stop = min(count, start + min(chunks.size or batch_size, batch_size))
        places = list(range(start, stop))
        try:
            with torch.inference_mode():
                batch = source.batch(places, [0] * len(places))
                outputs = [out.cpu() for out in exact.forward(network, to_device(batch, machine.device))]
        except (RuntimeError, MemoryError) as error:
            trouble = error
        else:
            use(batch, outputs)
            start = stop
            continue
        chunks.halve(len(places), trouble.with_traceback(None) if is_out_of_memory(trouble) else trouble)
    return True
