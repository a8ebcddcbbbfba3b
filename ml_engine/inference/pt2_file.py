"""The exported PyTorch program: spec and tensors are read out of it, its code is never run.

torch.export.load unpickles and evaluates what the file says, so a .pt2 from elsewhere could do anything (see
docs/adr/0005-pt2-is-read-as-tensors.md). The archive keeps each weight as plain bytes with its shape in JSON beside it:
that is all we take, and our own network runs.
"""

from __future__ import annotations

import hashlib
import math
import zipfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from ml_engine.inference.damage import damaged, foreign, unreadable
from ml_engine.training.model_spec import ModelSpec

SPEC_MEMBER = "vistazo.json"
MODEL_PREFIX = "model."  # the exported graph has the model as its only part
_WEIGHTS = "data/weights/"
_CONFIG = f"{_WEIGHTS}model_weights_config.json"
_SPEC = f"extra/{SPEC_MEMBER}"
_LARGEST = 1 << 32  # bytes that one file's tensors may take
_DTYPES = {2: torch.uint8, 3: torch.int8, 4: torch.int32, 5: torch.int64, 7: torch.float32}
"""The numbers that torch's schema gives to the types our networks have."""


class Pt2Facts(msgspec.Struct, frozen=True):
    """What lies in the archive's extra file. model: ModelSpec.to_json.   tensors_sha256: tensors_digest."""

    model: msgspec.Raw
    tensors_sha256: str


class _Number(msgspec.Struct):
    as_int: int


class _Meta(msgspec.Struct):
    dtype: int
    sizes: list[_Number]
    strides: list[_Number]
    storage_offset: _Number


class _Payload(msgspec.Struct):
    path_name: str
    use_pickle: bool
    tensor_meta: _Meta | None


class _Config(msgspec.Struct):
    config: dict[str, _Payload]


def tensors_digest(tensors: Mapping[str, Tensor]) -> str:
    """SHA-256 over names, types, shapes and bytes, in the order of the names."""
    running = hashlib.sha256()
    for name in sorted(tensors):
        tensor = tensors[name].detach().cpu().contiguous()
        running.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}\n".encode())
        running.update(tensor.reshape(-1).view(torch.uint8).numpy().data)
    return running.hexdigest()


def read_pt2(path: Path) -> tuple[ModelSpec, dict[str, Tensor]]:
    """Spec and tensors. Raises UserError: 'model-unreadable', 'model-damaged', 'model-foreign'."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read_archive(archive, path)
    except OSError as error:
        raise unreadable(path, error) from error
    # zipfile raises NotImplementedError for unknown compression and RuntimeError for encryption.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, KeyError) as error:
        raise damaged(path, str(error).strip("'\"")) from error


def _read_archive(archive: zipfile.ZipFile, path: Path) -> tuple[ModelSpec, dict[str, Tensor]]:
    members = {name.partition("/")[2]: name for name in archive.namelist()}
    if _SPEC not in members:
        # The end of a torn archive may be that of an archive inside it.
        raise damaged(path, "its end is missing") if _SPEC.encode() in path.read_bytes() else foreign(path)
    sizes = [entry.file_size for entry in archive.infolist()]
    if sum(sizes) > _LARGEST or sum(sizes) > path.stat().st_size:
        raise damaged(path, "it unpacks to more than it holds")  # torch stores without compression
    if (broken := archive.testzip()) is not None:
        raise damaged(path, f"its part {broken} fails its checksum")
    try:
        facts = msgspec.json.decode(archive.read(members[_SPEC]), type=Pt2Facts)
        config = msgspec.json.decode(archive.read(members[_CONFIG]), type=_Config).config
    except msgspec.MsgspecError as error:
        raise damaged(path, str(error)) from error
    tensors = {
        name: _tensor(archive.read(members[_WEIGHTS + payload.path_name]), payload) for name, payload in config.items()
    }
    if tensors_digest(tensors) != facts.tensors_sha256:
        raise damaged(path, "its tensors do not match their checksum")
    model = {name.removeprefix(MODEL_PREFIX): tensor for name, tensor in tensors.items()}
    return ModelSpec.from_json(bytes(facts.model), str(path)), model


def _tensor(data: bytes, payload: _Payload) -> Tensor:
    """Raises ValueError if the description does not fit the bytes, or asks for a pickle."""
    meta = payload.tensor_meta
    if payload.use_pickle or meta is None:
        raise ValueError(f"{payload.path_name} is a pickle, which is never opened")
    if meta.dtype not in _DTYPES:
        raise ValueError(f"{payload.path_name} has the unknown type {meta.dtype}")
    dtype = _DTYPES[meta.dtype]
    sizes, strides = [n.as_int for n in meta.sizes], [n.as_int for n in meta.strides]
    offset = meta.storage_offset.as_int
    if len(sizes) != len(strides) or min([offset, *sizes, *strides], default=0) < 0:
        raise ValueError(f"{payload.path_name} has an impossible shape")
    if math.prod(sizes) == 0:
        return torch.zeros(sizes, dtype=dtype)
    reach = offset + 1 + sum((size - 1) * stride for size, stride in zip(sizes, strides, strict=True))
    if reach * dtype.itemsize > len(data) or math.prod(sizes) * dtype.itemsize > len(data):
        raise ValueError(f"{payload.path_name} is too short for its shape")
    whole = torch.frombuffer(bytearray(data), dtype=dtype)
    return whole.as_strided(sizes, strides, offset).contiguous()
