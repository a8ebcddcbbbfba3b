"""safetensors: all tensors and the spec, without a line of code in it; Vistazo's own network runs them."""

from __future__ import annotations

from pathlib import Path

from ml_engine.domain.errors import UserError
from ml_engine.export.usage import safetensors_usage
from ml_engine.inference.predictor import ByteBatch
from ml_engine.inference.safetensors_file import SPEC_KEY
from ml_engine.training.model import TrainedModel
from ml_engine.training.tensor_file import write_tensors


class SafetensorsExporter:
    name = "safetensors"
    ending = ".safetensors"
    needs = "vistazo"

    def write(self, model: TrainedModel, path: Path) -> None:
        facts = {SPEC_KEY: model.spec.to_json().decode(), "labels": "\n".join(model.spec.label_names)}
        try:
            write_tensors(path, model.state_dict(), facts)
        except UserError as error:
            # Its advice is about a run; the folder's own sentence fits an export.
            raise error.__cause__ if isinstance(error.__cause__, OSError) else error from None

    def run_plainly(self, path: Path, pixels: ByteBatch) -> None:  # noqa: ARG002  (no graph in the file)
        return None

    def usage(self, model: TrainedModel, file: str) -> str:
        return safetensors_usage(model.spec, file)
