"""The sealed ONNX file: a model with its spec inside, that notices when a byte of it changed, and nothing outside it.

The seal is the file's last metadata entry: the SHA-256 of all bytes before it. Protocol buffers allow that (a message
may be continued by appending), so every ONNX reader opens the file, and checking needs no parsing of damaged bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import onnx

from ml_engine.domain.errors import UserError
from ml_engine.inference.damage import damaged, foreign, read_file
from ml_engine.training.model_spec import ModelSpec

PRODUCER = "vistazo"
SPEC_KEY = "vistazo_model"
SEAL_KEY = "vistazo_sha256"


def sealed(model: onnx.ModelProto) -> bytes:
    """The model's bytes with the seal after them."""
    model.producer_name = PRODUCER
    body = model.SerializeToString()
    return bytes(body) + _seal(hashlib.sha256(body).hexdigest())


def read_sealed(path: Path) -> tuple[ModelSpec, bytes]:
    """Spec and bytes of a file that `sealed` made.

    Raises UserError: 'model-unreadable', 'model-damaged' (the seal is broken), 'model-foreign' (no seal, or no spec),
    'model-unsafe' (it wants data from other files).
    """
    data = read_file(path)
    body, seal = data[:-_SEAL_BYTES], data[-_SEAL_BYTES:]
    if seal != _seal(hashlib.sha256(body).hexdigest()):
        ours = PRODUCER.encode() in data[:64] or SPEC_KEY.encode() in data
        raise damaged(path, "its contents do not match its seal") if ours else foreign(path)
    model = onnx.load_model_from_string(data)
    spec = next((entry.value for entry in model.metadata_props if entry.key == SPEC_KEY), None)
    if spec is None:
        raise foreign(path)
    if outside := next(_external_tensors(model), None):
        raise UserError(
            "model-unsafe",
            f"{path} wants to read the tensor {outside!r} from another file.",
            "Use only ONNX files that Vistazo exported: they hold all their tensors.",
        )
    return ModelSpec.from_json(spec.encode(), str(path)), data


def _seal(digest: str) -> bytes:
    entry = onnx.StringStringEntryProto(key=SEAL_KEY, value=digest)
    return bytes(onnx.ModelProto(metadata_props=[entry]).SerializeToString())


_SEAL_BYTES = len(_seal("0" * 64))


def _external_tensors(model: onnx.ModelProto) -> Iterator[str]:
    yield from _of_graph(model.graph)
    for function in model.functions:
        yield from _of_nodes(function.node)


def _of_graph(graph: onnx.GraphProto) -> Iterator[str]:
    sparse = [part for tensor in graph.sparse_initializer for part in (tensor.values, tensor.indices)]
    for tensor in [*graph.initializer, *sparse]:
        if _is_external(tensor):
            yield tensor.name
    yield from _of_nodes(graph.node)


def _of_nodes(nodes: list[onnx.NodeProto]) -> Iterator[str]:
    for node in nodes:
        for attribute in node.attribute:
            for tensor in [attribute.t, *attribute.tensors]:
                if _is_external(tensor):
                    yield tensor.name or node.name
            for graph in [attribute.g, *attribute.graphs]:
                yield from _of_graph(graph)


def _is_external(tensor: onnx.TensorProto) -> bool:
    return bool(tensor.data_location == onnx.TensorProto.EXTERNAL or len(tensor.external_data))
