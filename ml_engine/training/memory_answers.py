"""What to do when memory runs out, in the course's order: a smaller batch, mixed precision, a smaller input, a smaller
network, more devices.

The loop halves its batch by itself and takes the same steps (step.Chunks). Where one picture is still too much, the
run begins anew with the next answer that this machine has; the last one is the user's to give.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import torch

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice
from ml_engine.jobs.outcome import is_out_of_memory
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.backbones import BACKBONES, BackboneInfo
from ml_engine.networks.weights import find_weights
from ml_engine.training.device import free_memory
from ml_engine.training.recipe import Recipe, recipe_toml

SMALLEST_INPUT = 96
SHRINK = 0.71  # half the pixels
SMALLER = 0.5  # a network with more than this share of the parameters would hardly help


@dataclass(frozen=True, slots=True)
class MemoryLack:
    """What was too much. info: of the network.   half_left: mixed precision is there and was not used.

    device: 'cuda:0', ….
    """

    recipe: Recipe
    input_size: int
    info: BackboneInfo
    half_left: bool
    device: str


@dataclass(frozen=True, slots=True)
class MemoryAnswer:
    """job: the same run with one thing changed.   notice: what and why."""

    job: TrainJob
    notice: Notice


class MemoryFull(Exception):  # noqa: N818  (how an attempt ends, handled where the next one begins)
    """Memory ran out although the batch was halved down to one picture."""

    def __init__(self, lack: MemoryLack) -> None:
        super().__init__(lack)
        self.lack = lack


def is_memory_full(error: BaseException) -> bool:
    """Whether an attempt ended for lack of memory, said in words or not."""
    return is_out_of_memory(error) or (isinstance(error, UserError) and error.code == "out-of-memory")


@contextlib.contextmanager
def memory_watched(lack: MemoryLack) -> Iterator[None]:
    """A lack of memory inside, in whatever words, becomes MemoryFull."""
    try:
        yield
        return
    except (RuntimeError, MemoryError, UserError) as error:
        if not is_memory_full(error):
            raise
        error.__traceback__ = None  # it would hold the tensors that filled the memory
    gc.collect()
    free_memory(torch.device(lack.device))
    raise MemoryFull(lack)


def next_answer(lack: MemoryLack, job: TrainJob) -> MemoryAnswer:
    """Raises UserError('out-of-memory') that names what is left where this machine has no answer more."""
    recipe = lack.recipe
    if lack.half_left:
        recipe = msgspec.structs.replace(recipe, mixed_precision="on")
        return _answer(job, recipe, f"Memory ran out on {lack.device}: the run begins anew with mixed precision.")
    smaller = smaller_input(lack.input_size)
    if smaller:
        recipe = msgspec.structs.replace(recipe, input_size=smaller)
        return _answer(
            job, recipe,
            f"Memory ran out on {lack.device}: the run begins anew with an input of {smaller} pixels instead of "
            f"{lack.input_size}.",
        )  # fmt: skip
    network = smaller_network(lack.info, job.weights_dirs)
    if network is not None:
        recipe = msgspec.structs.replace(recipe, input_size=0)
        changed = dataclasses.replace(job, backbone=network.name, weights="")
        return _answer(
            changed, recipe,
            f"Memory ran out on {lack.device}: the run begins anew with the smaller network {network.title} instead of "
            f"{lack.info.title}.",
        )  # fmt: skip
    raise UserError(
        "out-of-memory",
        f"The memory of {lack.device} is full, even with one picture at a time, {lack.input_size} pixels and "
        f"{lack.info.title}: no smaller network with weights is on this machine.",
        "What is left: a device with more memory or several of them, a smaller network, or closing other programs.",
    )


def smaller_input(size: int) -> int:
    """About half the pixels, a multiple of 32; 0 where that would show too little."""
    smaller = int(size * SHRINK) // 32 * 32
    return smaller if smaller >= SMALLEST_INPUT else 0


def smaller_network(info: BackboneInfo, weights_dirs: Sequence[str]) -> BackboneInfo | None:
    """The largest network of at most half the parameters that can be used here: pretrained, unless none was wanted."""
    fitting = [other for other in BACKBONES if other.parameters <= info.parameters * SMALLER and not other.fixed_input]
    for other in sorted(fitting, key=lambda row: -row.parameters):
        if other.trains_whole:
            if info.trains_whole:
                return other
        elif find_weights(other, None, [Path(folder) for folder in weights_dirs]) is not None:
            return other
    return None


def _answer(job: TrainJob, recipe: Recipe, message: str) -> MemoryAnswer:
    # The whole recipe goes into the job, so that a resumed run does not begin with what was too much.
    changed = dataclasses.replace(job, recipe=recipe_toml(recipe), input_size=0, epochs=0, unfreeze=0, resume=False)
    return MemoryAnswer(changed, Notice("memory-answer", message))
