"""Several processes that train one model: started by torchrun, on one machine or several, with a GPU each or a part of
the cores.

Every process reads the same run folder and takes its share of each batch and of the feature cache; the first one alone
(rank 0) writes and speaks. Gradients are summed, weighted by pictures, so that a batch means what it means in one.
"""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec
import torch
from torch import Tensor, distributed, nn

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Event, JobDone
from ml_engine.jobs.specs import TrainJob

T = TypeVar("T")
_FAILURE, _HEARD = "vistazo-failure", "vistazo-heard"
PATIENCE_S = 5.0  # that a failed process waits for rank 0 to say why


@dataclass(frozen=True, slots=True)
class Team:
    """rank: which of the processes this one is, 0 to size − 1.   Alone, all methods return at once.

    Those that talk to the others must be called by all of them, in the same order.
    """

    rank: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        """Whether this is the process that writes and speaks."""
        return self.rank == 0

    def share(self, items: Sequence[T]) -> Sequence[T]:
        """This process's part of a list; the parts differ in length by at most one."""
        return items[self.rank :: self.size]

    def any(self, flag: bool) -> bool:
        """Whether it is true in any of them."""
        return flag if self.size == 1 else any(self.gather(flag))

    def gather(self, value: T) -> list[T]:
        """Each one's value, in the order of ranks."""
        if self.size == 1:
            return [value]
        values: list[T] = [value] * self.size
        distributed.all_gather_object(values, value)
        return values

    def sum_gradients(self, parameters: Sequence[nn.Parameter]) -> None:
        """Each gradient becomes the sum of all processes' ones; one that has none counts as zeros."""
        if self.size == 1:
            return
        learning = [parameter for parameter in parameters if parameter.requires_grad]
        for parameter in learning:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
        self._sum([parameter.grad for parameter in learning if parameter.grad is not None])

    def average_buffers(self, network: nn.Module) -> None:
        """Batch-norm statistics, which each process has from its own share, become the mean of them."""
        if self.size > 1 and network.training:
            moving = [buffer for buffer in network.buffers() if buffer.is_floating_point()]
            self._sum(moving)
            for buffer in moving:
                buffer.div_(self.size)

    def wait(self) -> None:
        """Until all are here."""
        self.any(False)

    def _sum(self, tensors: Sequence[Tensor]) -> None:
        """In place, as one message."""
        if tensors:
            flat = torch.cat([tensor.reshape(-1) for tensor in tensors])
            distributed.all_reduce(flat)
            for tensor, part in zip(tensors, torch.split(flat, [tensor.numel() for tensor in tensors]), strict=True):
                tensor.copy_(part.view_as(tensor))


ALONE = Team()


def team() -> Team:
    """Those that train together with this process; ALONE where no team was joined."""
    if distributed.is_available() and distributed.is_initialized():
        return Team(distributed.get_rank(), distributed.get_world_size())
    return ALONE


def join_team(device: str) -> Team:
    """Meet the others that torchrun started, once a process.

    device: as in TrainJob; GPUs talk by NCCL, cores by gloo.
    """
    if "RANK" not in os.environ or team().size > 1:
        return team()
    from accelerate import PartialState

    PartialState(cpu=device == "cpu" or not torch.cuda.is_available())
    # A process that ends while its group still listens is aborted, and torchrun then ends all the others.
    atexit.register(_leave_team)
    return team()


def _leave_team() -> None:
    if distributed.is_initialized():
        distributed.destroy_process_group()


def share_job(job: TrainJob | None, device: str) -> TrainJob | None:
    """Rank 0's job, in all processes. job: None in the others, and in rank 0 where there is nothing to do."""
    return join_team(device).gather(job)[0]


class _Store(Protocol):
    """What is used of torch's store of names and values, which all processes see."""

    def check(self, keys: list[str]) -> bool: ...


class _Failure(msgspec.Struct):
    rank: int
    code: str
    message: str
    hint: str


def train_together(
    train: Callable[[TrainJob, Callable[[Event], None], Callable[[], bool]], JobDone],
    job: TrainJob,
    emit: Callable[[Event], None],
    should_stop: Callable[[], bool],
) -> JobDone:
    """Train in the team of this process; alone where there is none.

    A failure in any of them ends all, and rank 0 raises it. Raises what train raises.
    """
    own = join_team(job.device)
    if own.size == 1:
        return train(job, emit, should_stop)
    try:
        return train(job, emit if own.leads else _say_nothing, should_stop)
    except Cancelled:
        raise
    except Exception as error:
        cause = _first_failure(own, error)
        if cause is error:
            raise
        raise cause from error


def _first_failure(own: Team, error: Exception) -> Exception:
    """What went wrong first: here, or in another process, whose end breaks the talk with the others.

    Another process's failure comes as a UserError that names its rank.
    """
    store = distributed.distributed_c10d._get_default_store()
    try:
        # Only what breaks between processes has no words of its own.
        if isinstance(error, RuntimeError) and _wait_for(store, _FAILURE, PATIENCE_S):
            failure = msgspec.json.decode(store.get(_FAILURE), type=_Failure)
            if own.leads:
                store.set(_HEARD, "1")
            return UserError(failure.code, f"Process {failure.rank + 1}: {failure.message}", failure.hint)
        store.set(_FAILURE, msgspec.json.encode(_failure(own, error)).decode())
        distributed.destroy_process_group()  # wakes those who wait for this process
        if not own.leads:
            _wait_for(store, _HEARD, PATIENCE_S)
    except (RuntimeError, OSError):  # rank 0, which keeps the store, is gone
        return error
    return error


def _failure(own: Team, error: Exception) -> _Failure:
    if isinstance(error, UserError):
        return _Failure(own.rank, error.code, error.message, error.hint)
    return _Failure(own.rank, "bug", f"{type(error).__name__}: {error}", "")


def _wait_for(store: _Store, key: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not store.check([key]):
        if time.monotonic() >= end:
            return False
        time.sleep(0.05)
    return True


def _say_nothing(event: Event) -> None:
    """Rank 0 speaks for all."""
