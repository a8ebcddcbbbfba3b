"""ONNX: one self-contained file that any ONNX runtime opens."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from ml_engine.export.destination import write_synced
from ml_engine.export.quiet import quiet
from ml_engine.export.readable import ReadableModel, example_pixels, output_names
from ml_engine.export.usage import onnx_usage
from ml_engine.inference.onnx_file import SPEC_KEY, sealed
from ml_engine.inference.predictor import ByteBatch, RawOutputs
from ml_engine.training.model import TrainedModel

INPUT = "pixels"


class OnnxExporter:
    name = "onnx"
    ending = ".onnx"
    needs = "onnxruntime"

    def write(self, model: TrainedModel, path: Path) -> None:
        names = output_names(model)
        batch = torch.export.Dim("batch", min=1)
        with quiet():
            program = torch.onnx.export(
                ReadableModel(model).eval(),
                (example_pixels(model),),
                dynamo=True,
                external_data=False,
                input_names=[INPUT],
                output_names=names,
                dynamic_shapes=({0: batch},),
                verbose=False,
            )
        if program is None:
            raise RuntimeError("torch.onnx.export returned no program")
        proto = program.model_proto
        _forget_traces(proto.graph)
        facts = {SPEC_KEY: model.spec.to_json().decode(), "labels": "\n".join(model.spec.label_names)}
        onnx.helper.set_model_props(proto, facts)
        proto.producer_version = model.spec.vistazo
        write_synced(path, sealed(proto))

    def run_plainly(self, path: Path, pixels: ByteBatch) -> RawOutputs:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        session = onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
        batch = np.ascontiguousarray(pixels.transpose(0, 3, 1, 2), dtype=np.float32)
        return tuple(session.run(None, {INPUT: batch}))

    def usage(self, model: TrainedModel, file: str) -> str:
        return onnx_usage(model.spec, file)


def _forget_traces(graph: onnx.GraphProto) -> None:
    """Remove what the exporter notes of our source files: paths of this machine have no place in a shared file."""
    del graph.metadata_props[:]
    for part in [*graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer]:
        del part.metadata_props[:]
        part.doc_string = ""
