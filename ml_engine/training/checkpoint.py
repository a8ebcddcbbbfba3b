"""The whole state of a loop as tensors and facts, so that a resumed training ends in the very same weights."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from ml_engine.domain.errors import UserError
from ml_engine.reports.run_reader import MetricsRow


class FitState(msgspec.Struct):
    """Where a training is.

    phase: 'head' or 'blocks'.   epoch: passes of this phase that are over.   step: batches of the pass that is running.
    loss_sum: of that pass so far.   total_steps: over all phases.   best_epoch: 0 if none; epochs count over all
    phases.   best_value: its task.epoch_value.   since_best: epochs of this phase without a better one.
    right, seen: pictures of that pass that were answered rightly, and all (see step.Stepper).
    chunk: pictures that fit into memory at once, 0 for the whole batch.   finished: this phase is over.
    """

    phase: str
    epoch: int = 0
    step: int = 0
    loss_sum: float = 0.0
    total_steps: int = 0
    best_epoch: int = 0
    best_phase: str = ""
    best_value: float = 0.0
    since_best: int = 0
    chunk: int = 0
    finished: bool = False
    seconds: float = 0.0
    right: int = 0
    seen: int = 0
    rows: list[MetricsRow] = []


def next_phase(state: FitState, phase: str) -> FitState:
    """The state with which a phase begins after another."""
    return msgspec.structs.replace(
        state, phase=phase, epoch=0, step=0, loss_sum=0.0, since_best=0, chunk=0, right=0, seen=0, finished=False
    )


def pack(
    state: FitState, network: nn.Module, average: nn.Module, optimizer: Optimizer, names: frozenset[str]
) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Tensors and facts for run_folder.write_last. names: keys of the networks' state that training changes."""
    tensors = {f"network.{key}": value for key, value in network.state_dict().items() if key in names}
    if average is not network:
        tensors |= {f"average.{key}": value for key, value in average.state_dict().items() if key in names}
    tensors |= optimizer_tensors(optimizer)
    tensors["random.cpu"] = torch.get_rng_state()
    if torch.cuda.is_available():
        tensors |= {f"random.cuda.{index}": value for index, value in enumerate(torch.cuda.get_rng_state_all())}
    return tensors, {"state": msgspec.json.encode(state).decode()}


def read_state(facts: Mapping[str, str]) -> FitState:
    """The state among the facts. Raises UserError if there is none that can be read."""
    try:
        return msgspec.json.decode(facts["state"], type=FitState)
    except (KeyError, msgspec.MsgspecError) as error:
        raise UserError(
            "checkpoint-damaged", f"last.ckpt holds no training state: {error}.", "Start the training again."
        ) from error


def unpack(tensors: Mapping[str, Tensor], network: nn.Module, average: nn.Module, optimizer: Optimizer) -> None:
    """Put everything back. Raises UserError if the checkpoint is of another network or recipe."""
    try:
        _load(network, below(tensors, "network."))
        _load(average, below(tensors, "average."))
        restore_optimizer(optimizer, tensors)
    except (RuntimeError, ValueError, KeyError) as error:
        raise UserError(
            "checkpoint-mismatch",
            f"last.ckpt is of a training with another network or recipe ({error}).",
            "Resume with the settings it was started with, or start a new run.",
        ) from error
    torch.set_rng_state(tensors["random.cpu"])
    cuda = below(tensors, "random.cuda.")
    if torch.cuda.is_available() and len(cuda) == torch.cuda.device_count():
        torch.cuda.set_rng_state_all([cuda[str(index)] for index in range(len(cuda))])


def optimizer_tensors(optimizer: Optimizer) -> dict[str, Tensor]:
    """What an optimiser remembers of each parameter, by 'optimizer.INDEX.NAME'."""
    slots = optimizer.state_dict()["state"]
    return {
        f"optimizer.{index}.{key}": torch.as_tensor(value)
        for index, slot in slots.items()
        for key, value in slot.items()
    }


def restore_optimizer(optimizer: Optimizer, tensors: Mapping[str, Tensor]) -> None:
    """Put optimizer_tensors back, found among others. Raises ValueError if it has other parameters."""
    slots: dict[int, dict[str, Tensor]] = {}
    for key, value in below(tensors, "optimizer.").items():
        index, _, name = key.partition(".")
        slots.setdefault(int(index), {})[name] = value
    optimizer.load_state_dict({"state": slots, "param_groups": optimizer.state_dict()["param_groups"]})


def _load(network: nn.Module, state: Mapping[str, Tensor]) -> None:
    if unknown := network.load_state_dict(dict(state), strict=False).unexpected_keys:
        raise ValueError(f"it has no {unknown[0]}")


def below(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Those whose names begin with the prefix, by the rest of their names."""
    return {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}
