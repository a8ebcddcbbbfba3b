"""Open whatever can answer: a run's folder, an exported folder, or an exported file on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ml_engine.domain.errors import UserError
from ml_engine.inference.manifest import MANIFEST, verified_model
from ml_engine.inference.onnx_predictor import OnnxPredictor
from ml_engine.inference.predictor import Place, Predictor
from ml_engine.inference.pt2_file import read_pt2
from ml_engine.inference.safetensors_file import read_model
from ml_engine.inference.torch_predictor import FrozenPredictor, TorchPredictor, model_from_tensors
from ml_engine.networks.runtime import open_runtime
from ml_engine.training.device import choose_device
from ml_engine.training.model import TrainedModel
from ml_engine.training.run_folder import load_model

MANY = 32  # pictures from which the faster runtime has made up for the second that opening it takes
WHAT_OPENS = "Name a run's folder, or a model that `vistazo export-model` wrote (.onnx, .pt2, .safetensors)."


def open_predictor(
    path: Path,
    *,
    weights_dirs: Sequence[Path] = (),
    device: str = "auto",
    warn: Callable[[str], None] | None = None,
    expected_pictures: int = 0,
    cores: int = 0,
    cache_dir: Path | None = None,
    epoch: int = 0,
) -> Predictor:
    """Open a model, checked whole.

    weights_dirs, warn: for a run, see load_model.   device: for models that torch runs; ONNX files run on the CPU.
    expected_pictures: from MANY on a CPU runs the backbone by ONNX Runtime, equal within 1e-3, else by plain torch.
    cores: that the job will use, 0 for all.   cache_dir: for exported graphs, None for the user's own cache.
    epoch: of a run, a kept one; 0 for its best.
    Raises UserError that names the file.
    """
    if not path.exists():
        raise UserError("no-model", f"There is no model at {path}.", WHAT_OPENS)
    if path.is_dir() and not (path / MANIFEST).exists():
        if not (path / "model.json").exists():
            raise UserError("no-model", f"{path} holds no model.", WHAT_OPENS)
        model = load_model(path, weights_dirs, warn, epoch=epoch)
        return _of_model(model, device, expected_pictures, cores, cache_dir)
    if epoch:
        raise UserError("epoch-not-kept", f"{path} is an exported model: it has no epochs.", "Name a run's folder.")
    file = verified_model(path) if path.is_dir() else path
    match file.suffix.lower():
        case ".onnx":
            return OnnxPredictor(file)
        case ".pt2":
            spec, tensors = read_pt2(file)
        case ".safetensors":
            spec, tensors = read_model(file)
        case _:
            raise UserError("no-model", f"{file} is no model that Vistazo knows.", WHAT_OPENS)
    model = model_from_tensors(spec, tensors, str(file))
    return _of_model(model, device, expected_pictures, cores, cache_dir)


def _of_model(
    model: TrainedModel, device: str, expected_pictures: int, cores: int, cache_dir: Path | None
) -> Predictor:
    choice = choose_device(device)
    if choice.device.type != "cpu" or expected_pictures < MANY:
        return TorchPredictor(model, Place(str(choice.device), choice.reason))
    spec = model.spec
    runtime = open_runtime(
        model.backbone, spec.features, spec.input_size, choice.device, expected_pictures, cache_dir, cores=cores
    )
    return FrozenPredictor(model, runtime)
