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
from ml_engine.inference.torch_predictor import TorchPredictor, model_from_tensors
from ml_engine.training.device import choose_device
from ml_engine.training.run_folder import load_model

WHAT_OPENS = "Name a run's folder, or a model that `vistazo export-model` wrote (.onnx, .pt2, .safetensors)."


def open_predictor(
    path: Path,
    *,
    threads: int,
    weights_dirs: Sequence[Path] = (),
    device: str = "auto",
    warn: Callable[[str], None] | None = None,
) -> Predictor:
    """Open a model, checked whole.

    threads: of ONNX Runtime (torch keeps its own number).   weights_dirs, warn: for a run, see load_model.
    device: for models that torch runs; an ONNX file is run on the CPU.   Raises UserError that names the file.
    """
    if not path.exists():
        raise UserError("no-model", f"There is no model at {path}.", WHAT_OPENS)
    if path.is_dir() and not (path / MANIFEST).exists():
        if not (path / "model.json").exists():
            raise UserError("no-model", f"{path} holds no model.", WHAT_OPENS)
        return TorchPredictor(load_model(path, weights_dirs, warn), _place(device))
    file = verified_model(path) if path.is_dir() else path
    match file.suffix.lower():
        case ".onnx":
            return OnnxPredictor(file, threads)
        case ".pt2":
            spec, tensors = read_pt2(file)
        case ".safetensors":
            spec, tensors = read_model(file)
        case _:
            raise UserError("no-model", f"{file} is no model that Vistazo knows.", WHAT_OPENS)
    return TorchPredictor(model_from_tensors(spec, tensors, str(file)), _place(device))


def _place(device: str) -> Place:
    choice = choose_device(device)
    return Place(str(choice.device), choice.reason)
