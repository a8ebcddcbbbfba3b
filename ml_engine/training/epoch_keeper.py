"""What was learnt after each epoch, kept beside the best, so that a person can go back and see how it became so.

They cost the training next to nothing: what is frozen is not in them, and half the digits are left out where the
answers stay the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, Notice
from ml_engine.domain.geometry import box_iou
from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.reports.kept_epochs import (
    EPOCHS_BYTES,
    dropped_epochs,
    epoch_path,
    kept_epochs,
)
from ml_engine.training.run_folder import AUXILIARY_PREFIX, RunFolder
from ml_engine.training.tensor_file import write_tensors

SAME_SCORE = 1e-3
SAME_PLACE = 0.99  # overlap of a box with itself after the rounding: a thousandth of its side
SHOWN_SCORE = 0.05  # of a detector's many weak boxes, which come and go, nobody sees any


class EpochKeeper:
    """Of one run. blocks: of the backbone that learn in the phase 'blocks'.   budget: bytes."""

    def __init__(
        self, folder: RunFolder, blocks: int, emit: Callable[[Event], None], budget: int = EPOCHS_BYTES
    ) -> None:
        self._run_dir = folder.path
        self._blocks = blocks
        self._emit = emit
        self._budget = budget
        self._has_told = False

    def wants_half(self, weights: Mapping[str, Tensor], epochs: int) -> bool:
        """Whether so many epochs of these weights would not fit with all their digits."""
        return epochs * _size(_without_helpers(weights)) > self._budget

    def keep(
        self, epoch: int, phase: str, weights: Mapping[str, Tensor], *, half: bool, best: int, score: float | None
    ) -> None:
        """Write what was learnt. best: the best epoch so far, 0 for none.   score: threshold to show answers from.

        Where a file cannot be written the training goes on, and says so once.
        """
        kept = _without_helpers(weights)
        if half:
            kept = {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in kept.items()}
        size = _size(kept)
        if size > self._budget:
            self._tell(f"An epoch of this network takes {size / 1e6:.0f} MB: only the best one is kept.")
            return
        sizes = {one.epoch: one.size_bytes for one in kept_epochs(self._run_dir) if one.epoch != epoch}
        self._drop(dropped_epochs({**sizes, epoch: size}, best, self._budget))
        blocks = self._blocks if phase == "blocks" else 0
        facts = {"epoch": str(epoch), "phase": phase, "blocks": str(blocks)}
        if score is not None:
            facts["score"] = repr(score)
        path = epoch_path(self._run_dir, epoch, phase)
        try:
            path.parent.mkdir(exist_ok=True)
            # A file that a power cut tears is noticed by its digest and costs one epoch: no fsync.
            write_tensors(path, kept, facts, sync=False)
        except OSError as error:
            self._tell(f"{path.parent} cannot be written: {error.strerror}. Only the best epoch is kept.")
        except UserError as error:
            self._tell(f"{error.message} Only the best epoch is kept.")

    def forget_after(self, epoch: int) -> None:
        """Remove later ones: a run that goes on from there makes them anew."""
        self._drop([one.epoch for one in kept_epochs(self._run_dir) if one.epoch > epoch])

    def _drop(self, epochs: Sequence[int]) -> None:
        for one in kept_epochs(self._run_dir):
            if one.epoch in epochs:
                one.path.unlink(missing_ok=True)

    def _tell(self, message: str) -> None:
        if not self._has_told:
            self._has_told = True
            self._emit(Notice("epochs-not-kept", message))


class Rounded(nn.Module):
    """A network as it will be when it is read back with half the digits. It shares all that is not rounded."""

    def __init__(self, network: nn.Module, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.network = network
        device = next(network.parameters()).device
        self._weights = {
            name: tensor.half().float().to(device) if tensor.is_floating_point() else tensor.to(device)
            for name, tensor in weights.items()
        }

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        with torch.no_grad():
            outputs: tuple[Tensor, ...] = functional_call(self.network, self._weights, inputs)
        return outputs


def same_answers(before: Sequence[Prediction], after: Sequence[Prediction]) -> bool:
    """Whether every label and every box that could be seen kept its score within SAME_SCORE, and its place."""
    return all(_same(one, other) for one, other in zip(before, after, strict=True))


def _same(before: Prediction, after: Prediction) -> bool:
    scores = {label.index: label.score for label in after.labels}
    if any(abs(label.score - scores.get(label.index, 0.0)) > SAME_SCORE for label in before.labels):
        return False
    pairs = ((before.boxes, after.boxes), (after.boxes, before.boxes))
    return all(_is_among(box, others) for boxes, others in pairs for box in boxes if box.score >= SHOWN_SCORE)


def _is_among(box: ScoredBox, others: Sequence[ScoredBox]) -> bool:
    near = [other for other in others if other.index == box.index and abs(other.score - box.score) <= SAME_SCORE]
    return any(_overlap(box, other) >= SAME_PLACE for other in near)


def _overlap(a: ScoredBox, b: ScoredBox) -> float:
    return float(box_iou(np.array([a.xyxy], dtype=np.float64), np.array([b.xyxy], dtype=np.float64))[0, 0])


def _without_helpers(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor for name, tensor in weights.items() if not name.startswith(AUXILIARY_PREFIX)}


def _size(tensors: Mapping[str, Tensor]) -> int:
    """Bytes of the file: the numbers, and about a hundred a tensor for its name and place."""
    return sum(tensor.numel() * tensor.element_size() + 110 for tensor in tensors.values()) + 400
