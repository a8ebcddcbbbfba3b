"""Tensors and a few facts in one safetensors file that notices when a byte of it changed.

safetensors itself checks lengths only: a flipped bit in a weight loads silently. So the facts carry a SHA-256 over
names, types, shapes and bytes of all tensors and over the facts themselves.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError

DIGEST = "vistazo_sha256"


def write_tensors(path: Path, tensors: Mapping[str, Tensor], facts: Mapping[str, str], *, sync: bool = True) -> str:
    """Write atomically: a temporary file, fsync, rename. Returns the digest.

    facts: strings beside the tensors.   sync: False leaves out the fsync (a torn file is noticed by its digest).
    Raises UserError('disk-write') if the disk is full or the folder cannot be written.
    """
    plain = {name: tensor.detach().to("cpu").contiguous().clone() for name, tensor in tensors.items()}
    digest = _digest(plain, facts)
    write_bytes(path, save(plain, metadata={**facts, DIGEST: digest}), sync=sync)
    return digest


def read_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Tensors (on the CPU) and facts of a file that write_tensors wrote.

    Raises UserError('checkpoint-missing' or 'checkpoint-damaged') if it is absent, torn, changed, or foreign.
    """
    if not path.is_file():
        raise UserError("checkpoint-missing", f"{path} is not there.", "Train again, or copy the run from a backup.")
    try:
        with safe_open(path, framework="pt") as file:
            facts = dict(file.metadata() or {})
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  (not a mapping)
    except (SafetensorError, ValueError, OSError) as error:
        raise _damaged(path, str(error)) from error
    digest = facts.pop(DIGEST, "")
    if digest != _digest(tensors, facts):
        raise _damaged(path, "its contents do not match its checksum")
    return tensors, facts


def write_bytes(path: Path, data: bytes, *, sync: bool = True) -> None:
    """write_atomic whose failure is a sentence. Raises UserError('disk-write')."""
    try:
        write_atomic(path, data, sync=sync)
    except OSError as error:
        raise UserError(
            "disk-write",
            f"{path} could not be written: {error.strerror or error}.",
            "Free some disk space or check the folder's permissions, then resume the run.",
        ) from error


def _digest(tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> str:
    running = hashlib.sha256(json.dumps(dict(sorted(facts.items()))).encode())
    for name in sorted(tensors):
        tensor = tensors[name]
        running.update(f"\n{name} {tensor.dtype} {tuple(tensor.shape)}\n".encode())
        running.update(tensor.contiguous().reshape(-1).view(torch.uint8).numpy().data)
    return running.hexdigest()


def _damaged(path: Path, reason: str) -> UserError:
    return UserError(
        "checkpoint-damaged", f"{path} is damaged: {reason}.", "Train again, or copy the run from a backup."
    )
