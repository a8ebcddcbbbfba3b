"""An exported ONNX file that answers through ONNX Runtime, on the CPU."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime

from ml_engine.inference.damage import damaged
from ml_engine.inference.onnx_file import read_sealed
from ml_engine.inference.predictor import ByteBatch, Place, RawOutputs, check_batch
from ml_engine.training.model_spec import ModelSpec

RAW_PREFIX = "raw_"
_RUNTIME_ERRORS = (
    onnxruntime.capi.onnxruntime_pybind11_state.Fail,
    onnxruntime.capi.onnxruntime_pybind11_state.InvalidGraph,
    onnxruntime.capi.onnxruntime_pybind11_state.InvalidProtobuf,
    onnxruntime.capi.onnxruntime_pybind11_state.InvalidArgument,
    onnxruntime.capi.onnxruntime_pybind11_state.NotImplemented,
)


class OnnxPredictor:
    """Reads the file whole and keeps nothing of it open.

    Raises UserError as read_sealed does, and 'model-damaged' if the runtime refuses the graph.
    """

    batch = 4  # larger ones fall out of the processor's cache
    parallel = True

    def __init__(self, path: Path) -> None:
        self.spec: ModelSpec
        self.spec, data = read_sealed(path)
        self.place = Place("cpu", "ONNX Runtime")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4  # failures come as exceptions; its warnings are about its own optimiser
        try:
            # From bytes, not from the path: then there is no folder in which it could look for further files.
            self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except _RUNTIME_ERRORS as error:
            raise damaged(path, f"ONNX Runtime refuses it ({error})") from error
        self._input = self._session.get_inputs()[0].name
        names = [output.name for output in self._session.get_outputs()]
        self._raw = [name for name in names if name.startswith(RAW_PREFIX)]
        if not self._raw:
            raise damaged(path, "it has no raw outputs")

    def predict(self, pixels: ByteBatch) -> RawOutputs:
        check_batch(pixels, self.spec.input_size)
        batch = np.ascontiguousarray(pixels.transpose(0, 3, 1, 2), dtype=np.float32)
        return tuple(self._session.run(self._raw, {self._input: batch}))
