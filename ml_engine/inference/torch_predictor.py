"""A TrainedModel that answers, from a run's folder or from the tensors inside an exported file."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.inference.predictor import ByteBatch, Place, RawOutputs, check_batch
from ml_engine.networks.build import build_backbone
from ml_engine.networks.runtime import FrozenRuntime
from ml_engine.tasks.catalogue import task_of
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec


class TorchPredictor:
    """Runs a TrainedModel in float32, channels last. Out of device memory it halves the batch and goes on."""

    def __init__(self, model: TrainedModel, place: Place) -> None:
        self.spec: ModelSpec = model.spec
        self.place = place
        self._device = torch.device(place.device)
        self.parallel = self._device.type == "cpu"
        self.batch = 4 if self.parallel else 32
        self._model = model.eval().to(self._device)
        self._model.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def predict(self, pixels: ByteBatch) -> RawOutputs:
        check_batch(pixels, self.spec.input_size)
        try:
            return self._predict(pixels)
        except torch.OutOfMemoryError:
            if len(pixels) == 1:
                raise
        half = len(pixels) // 2
        pairs = zip(self.predict(pixels[:half]), self.predict(pixels[half:]), strict=True)
        return tuple(np.concatenate(pair) for pair in pairs)

    @torch.inference_mode()
    def predict_features(self, levels: RawOutputs) -> RawOutputs:
        parts = tuple(torch.from_numpy(level).to(self._device) for level in levels)
        return tuple(output.float().cpu().numpy() for output in self._model.head_outputs(parts))

    @torch.inference_mode()
    def _predict(self, pixels: ByteBatch) -> RawOutputs:
        # (B, S, S, 3) bytes seen as (B, 3, S, S) are channels last already: no copy of the pixels is made.
        batch = torch.from_numpy(pixels).permute(0, 3, 1, 2).to(self._device).float()
        return tuple(output.float().cpu().numpy() for output in self._model(batch))


class FrozenPredictor:
    """The backbone by the fastest runtime of this machine (equal within its tolerance), the head by torch."""

    parallel = True

    def __init__(self, model: TrainedModel, runtime: FrozenRuntime) -> None:
        if not runtime.parallel:
            raise ValueError(f"{runtime.name} cannot be called by several threads")
        self.spec: ModelSpec = model.spec
        self.place = Place("cpu", runtime.name)
        self.batch = runtime.batch
        self._model = model
        self._runtime = runtime

    def predict(self, pixels: ByteBatch) -> RawOutputs:
        check_batch(pixels, self.spec.input_size)
        return self.predict_features(self._runtime.run(pixels))

    @torch.inference_mode()
    def predict_features(self, levels: RawOutputs) -> RawOutputs:
        parts = tuple(torch.from_numpy(level) for level in levels)
        return tuple(output.numpy() for output in self._model.head_outputs(parts))


def model_from_tensors(spec: ModelSpec, tensors: Mapping[str, Tensor], source: str) -> TrainedModel:
    """The model of a spec with all its tensors (backbone and head), in eval mode, none of them trainable.

    source: the file, for messages. Raises UserError if task, backbone or tensors do not fit this Vistazo.
    """
    backbone = build_backbone(spec.info, None)
    head = task_of(spec).build_head(spec.info, len(spec.labels))
    model = TrainedModel(spec, backbone, head)
    wanted = model.state_dict()
    wrong = [name for name in wanted if name not in tensors or tensors[name].shape != wanted[name].shape]
    wrong += [name for name in tensors if name not in wanted]
    if wrong:
        raise UserError(
            "model-damaged",
            f"{source} does not hold the tensors of a {spec.backbone} that solves {spec.task!r} ({wrong[0]}).",
            "Export the model again with this version of Vistazo.",
        )
    model.load_state_dict(dict(tensors))
    return model.eval().requires_grad_(False)
