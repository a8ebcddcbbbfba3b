"""PyTorch's own program file (.pt2): the traced graph with its weights, for torch programs without our code."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import torch

from ml_engine.export.destination import write_synced
from ml_engine.export.quiet import quiet
from ml_engine.export.readable import ReadableModel, example_pixels
from ml_engine.export.usage import pt2_usage
from ml_engine.inference.predictor import ByteBatch, RawOutputs
from ml_engine.inference.pt2_file import MODEL_PREFIX, SPEC_MEMBER, Pt2Facts, tensors_digest
from ml_engine.training.model import TrainedModel


class TorchExporter:
    name = "pt2"
    ending = ".pt2"
    needs = "torch"

    def write(self, model: TrainedModel, path: Path) -> None:
        tensors = {MODEL_PREFIX + name: tensor for name, tensor in model.state_dict().items()}
        facts = Pt2Facts(msgspec.Raw(model.spec.to_json()), tensors_digest(tensors))
        extra = {SPEC_MEMBER: msgspec.json.encode(facts).decode(), "labels.txt": "\n".join(model.spec.label_names)}
        buffer = io.BytesIO()
        batch = torch.export.Dim("batch", min=1)
        with quiet():
            program = torch.export.export(
                ReadableModel(model).eval(), (example_pixels(model),), dynamic_shapes=({0: batch},)
            )
            _forget_traces(program)
            torch.export.save(program, buffer, extra_files=extra)
        write_synced(path, buffer.getvalue())

    def run_plainly(self, path: Path, pixels: ByteBatch) -> RawOutputs:
        # torch.export.load unpickles: never call it on a file that was not written here a moment ago.
        with quiet(), torch.inference_mode():
            network = torch.export.load(path).module()
            outputs = network(torch.from_numpy(pixels).permute(0, 3, 1, 2).float().contiguous())
        return tuple(output.float().numpy() for output in outputs)

    def usage(self, model: TrainedModel, file: str) -> str:
        return pt2_usage(model.spec, file)


def _forget_traces(program: torch.export.ExportedProgram) -> None:
    """Remove stack traces and the example's pixels: paths of this machine have no place in a shared file."""
    for node in program.graph.nodes:
        for key in ("stack_trace", "nn_module_stack", "source_fn_stack", "torch_fn", "from_node"):
            node.meta.pop(key, None)
