"""Reading weights without trusting them.

A checkpoint from elsewhere is data, never code: safetensors, or PyTorch's format read with weights_only. PyTorch's
reader takes most flipped bits for numbers, so a file is checked (zip checksums, hashes) before it is believed.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ml_engine.domain.errors import UserError
from ml_engine.networks import bundled
from ml_engine.networks.catalogue import catalogue_entry
from ml_engine.networks.weights import WeightsFile

if TYPE_CHECKING:
    from torch import Tensor

# What torch.load and safetensors raise on files that are not what they seem.
_BAD_FILE = (
    RuntimeError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, OSError, OverflowError,
    MemoryError, ImportError, AssertionError, pickle.UnpicklingError, zipfile.BadZipFile,
)  # fmt: skip


def load_state(file: WeightsFile, confirmed: bool = False) -> dict[str, Tensor]:
    """The tensors of a weights file, on the CPU, by name.

    confirmed: the user named this file and said to read it. Only then, or where the catalogue's hash matches, is a file
    of PyTorch's legacy format read: it has no checksums of its own.
    Raises UserError that names the file and the next step.
    """
    data = _checked_bytes(file)
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _tensors(_read_zip(data, file.path), file.path)
    if data[8:9] == b"{":
        return _tensors(_read_safetensors(data, file.path), file.path)
    if data[:1] != b"\x80":
        raise _damaged(file.path, "it is not a PyTorch or safetensors file")
    entry = catalogue_entry(file.path.name)
    if entry is None and not confirmed:
        raise UserError(
            "weights-unconfirmed",
            f"{file.path} is in PyTorch's old format, which cannot tell whether it is damaged.",
            "Name this file yourself (--weights FILE) if you know where it comes from, or use a safetensors file.",
        )
    return _tensors(_read_torch(data, file.path), file.path)


def _checked_bytes(file: WeightsFile) -> bytes:
    """The bytes, read once so that what was hashed is what is parsed."""
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise UserError(
            "weights-unreadable",
            f"The weights file {file.path} cannot be read: {error.strerror}.",
            "Choose another file.",
        ) from error
    digest = hashlib.sha256(data).hexdigest()
    entry = catalogue_entry(file.path.name)
    if entry is not None and not digest.startswith(entry.hash_prefix):
        raise _damaged(file.path, "its bytes do not match the hash in its name")
    if file.path.name == bundled.FILE and digest != bundled.SHA256:
        raise UserError(
            "weights-damaged",
            f"The weights file {file.path} is not the one that came with Vistazo: its bytes have changed.",
            "Install Vistazo again, or choose another backbone.",
        )
    if digest != file.sha256:
        raise _damaged(file.path, "it changed since it was found")
    return data


def _read_zip(data: bytes, path: Path) -> object:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # PyTorch stores without compression: anything packed is a bomb or not PyTorch's.
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
                raise _damaged(path, "it is a packed archive, not a PyTorch file")
            broken = archive.testzip()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path, "its archive is broken") from error
    if broken is not None:
        raise _damaged(path, f"the checksum of its part {broken} is wrong")
    return _read_torch(data, path)


def _read_torch(data: bytes, path: Path) -> object:
    import torch

    try:
        with warnings.catch_warnings():
            # Old files hold typed storages; reading them warns about PyTorch's own plans.
            warnings.simplefilter("ignore")
            return torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    except _BAD_FILE:
        # `from None`: torch's refusal explains how to switch the check off.
        raise _damaged(path, "it holds more than weights, or is not whole") from None


def _read_safetensors(data: bytes, path: Path) -> object:
    import safetensors
    from safetensors.torch import load

    try:
        return load(data)
    except (safetensors.SafetensorError, *_BAD_FILE):
        raise _damaged(path, "it is not a whole safetensors file") from None


def _tensors(loaded: object, path: Path) -> dict[str, Tensor]:
    """The state dict, also where a training script wrapped it ('state_dict', 'model', 'module.')."""
    import torch

    for key in ("state_dict", "model"):
        if isinstance(loaded, Mapping) and isinstance(loaded.get(key), Mapping):
            loaded = loaded[key]
    if not isinstance(loaded, Mapping) or not loaded:
        raise _damaged(path, "it holds no named weights")
    state: dict[str, Tensor] = {}
    for key, value in loaded.items():
        if not isinstance(key, str) or not isinstance(value, torch.Tensor):
            raise _damaged(path, "it holds other things than weights")
        if value.is_floating_point() and not bool(torch.isfinite(value).all()):
            raise _damaged(path, f"{key} holds numbers that are not finite")
        state[key.removeprefix("module.")] = value
    return state


def _damaged(path: Path, reason: str) -> UserError:
    entry = catalogue_entry(path.name)
    step = "Delete it and download it again" if entry else "Get the file again from where it came"
    return UserError(
        "weights-damaged", f"The weights file {path} cannot be used: {reason}.", f"{step}, or choose another."
    )
