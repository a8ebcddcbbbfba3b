"""The exported safetensors file: all tensors of a model and its spec, in the one format that holds no code at all."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.inference.damage import damaged, foreign, read_file
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.tensor_file import read_tensors

SPEC_KEY = "vistazo_model"


def read_model(path: Path) -> tuple[ModelSpec, dict[str, Tensor]]:
    """Spec and tensors. Raises UserError: 'model-unreadable', 'model-damaged', 'model-foreign'."""
    read_file(path)
    try:
        tensors, facts = read_tensors(path)
    except UserError as error:
        raise damaged(path, error.message.removeprefix(f"{path} is damaged: ").rstrip(".")) from error
    if SPEC_KEY not in facts:
        raise foreign(path)
    return ModelSpec.from_json(facts[SPEC_KEY].encode(), str(path)), tensors
