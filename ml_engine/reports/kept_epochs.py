"""Which epochs of a run can be looked at again, by the files in its folder epochs/; no torch.

A run may keep EPOCHS_BYTES of them. Where there are more, those in between go, so that what stays is spread evenly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ml_engine.domain.errors import UserError

EPOCHS_FOLDER = "epochs"
EPOCHS_BYTES = 20_000_000
_NAME = re.compile(r"(\d{4,})-(head|blocks)\.safetensors")


@dataclass(frozen=True, slots=True)
class KeptEpoch:
    """epoch: from 1, as in metrics.jsonl.   phase: 'head' or 'blocks'.   size_bytes: of its file."""

    epoch: int
    phase: str
    size_bytes: int
    path: Path


def kept_epochs(run_dir: Path) -> tuple[KeptEpoch, ...]:
    """In their order, () for a run that keeps none. Never raises: what cannot be read counts as not there."""
    try:
        found = [(path, _NAME.fullmatch(path.name)) for path in (run_dir / EPOCHS_FOLDER).iterdir()]
        kept = [KeptEpoch(int(name[1]), name[2], path.stat().st_size, path) for path, name in found if name]
    except OSError:
        return ()
    return tuple(sorted(kept, key=lambda one: one.epoch))


def find_epoch(run_dir: Path, epoch: int) -> KeptEpoch:
    """Raises UserError that says which ones there are."""
    kept = kept_epochs(run_dir)
    if found := next((one for one in kept if one.epoch == epoch), None):
        return found
    if not kept:
        raise UserError(
            "epoch-not-kept", f"{run_dir.name} keeps no epochs but its best one.", "Leave --epoch out for the best one."
        )
    numbers = ", ".join(str(one.epoch) for one in kept)
    raise UserError(
        "epoch-not-kept", f"Epoch {epoch} of {run_dir.name} is not kept.", f"Choose one of those that are: {numbers}."
    )


def epoch_path(run_dir: Path, epoch: int, phase: str) -> Path:
    """Where an epoch's weights lie, or would."""
    return run_dir / EPOCHS_FOLDER / f"{epoch:04d}-{phase}.safetensors"


def dropped_epochs(sizes: Mapping[int, int], best: int, budget: int = EPOCHS_BYTES) -> list[int]:
    """Epochs to remove so that the rest fits. sizes: bytes by epoch.   best: 0 for none yet.

    The first, the best and the last stay as long as two of them fit; the last stays always.
    """
    kept = dict(sorted(sizes.items()))
    dropped: list[int] = []
    while sum(kept.values()) > budget and len(kept) > 1:
        gone = _least_missed(list(kept), best)
        del kept[gone]
        dropped.append(gone)
    return dropped


def _least_missed(epochs: list[int], best: int) -> int:
    """The one between whose neighbours the gap stays smallest; where only first, best and last are left, the first."""
    between = [
        (after - before, epoch)
        for before, epoch, after in zip(epochs, epochs[1:], epochs[2:], strict=False)
        if epoch != best
    ]
    if between:
        return min(between)[1]
    return next((epoch for epoch in epochs[:-1] if epoch != best), epochs[0])
