"""The loop's whole state on disk, so that a pretraining may be stopped at any moment and goes on as if it had not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from torch import nn
from torch.optim import Optimizer

from ml_engine.domain.errors import UserError
from ml_engine.training.checkpoint import below, optimizer_tensors, restore_optimizer
from ml_engine.training.tensor_file import read_tensors, write_tensors


@dataclass(slots=True)
class Progress:
    """step: batches that are over.   seconds: of computing so far, all sittings together.   sittings: times begun."""

    step: int = 0
    seconds: float = 0.0
    sittings: int = 0


def save(path: Path, progress: Progress, digest: str, parts: Mapping[str, nn.Module], optimizer: Optimizer) -> None:
    """Write atomically. digest: of the recipe. Raises UserError('disk-write')."""
    tensors = {f"{name}.{key}": value for name, part in parts.items() for key, value in part.state_dict().items()}
    tensors |= optimizer_tensors(optimizer)
    facts = {
        "recipe": digest,
        "step": str(progress.step),
        "seconds": repr(progress.seconds),
        "sittings": str(progress.sittings),
    }
    write_tensors(path, tensors, facts)


def load(path: Path, digest: str, parts: Mapping[str, nn.Module], optimizer: Optimizer) -> Progress:
    """Put everything back where it was. Raises UserError for a damaged file or another recipe's."""
    tensors, facts = read_tensors(path)
    if facts.get("recipe") != digest:
        raise UserError(
            "pretraining-recipe",
            f"{path} was written with another recipe.",
            "Go on with the options it was begun with, or name another folder.",
        )
    for name, part in parts.items():
        part.load_state_dict(below(tensors, f"{name}."))
    restore_optimizer(optimizer, tensors)
    return Progress(int(facts["step"]), float(facts["seconds"]), int(facts["sittings"]))
