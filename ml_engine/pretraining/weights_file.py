"""The student's weights as they are shipped: half precision for the kernels, full precision for batch norm."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save

from ml_engine.networks.build import Backbone, weight_names
from ml_engine.networks.weights import sha256_of
from ml_engine.training.tensor_file import write_bytes

MOST_BYTES = 6_000_000


def write_student(student: Backbone, folder: Path) -> Path:
    """Write NAME-<first 8 digits of the file's SHA-256>.safetensors; returns its path.

    Raises ValueError if the file would be larger than 6 MB.
    """
    state = dict(zip(weight_names(student.info), student.state_dict().values(), strict=True))
    kept = {
        key: (value.half() if value.ndim == 4 else value).detach().cpu().contiguous()
        for key, value in state.items()
        if not key.endswith("num_batches_tracked")
    }
    if any(not bool(torch.isfinite(value).all()) for value in kept.values()):
        raise ValueError("a weight does not fit into half precision")
    data = save(kept, metadata={"format": "pt"})
    if len(data) > MOST_BYTES:
        raise ValueError(f"the file would have {len(data)} bytes, more than {MOST_BYTES}")
    folder.mkdir(parents=True, exist_ok=True)
    unnamed = folder / f"{student.info.name}.safetensors.new"
    write_bytes(unnamed, data)
    path = folder / f"{student.info.name}-{sha256_of(unnamed)[:8]}.safetensors"
    unnamed.replace(path)
    return path
