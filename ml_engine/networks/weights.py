"""Finding weights on this machine and reading them without trusting them.

A checkpoint from elsewhere is data, never code: safetensors, or PyTorch's format read with weights_only. PyTorch's
reader takes most flipped bits for numbers, so a file is checked (zip checksums, hashes) before it is believed.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.networks.catalogue import CATALOGUE, catalogue_entry

if TYPE_CHECKING:
    from torch import Tensor

Origin = Literal["named file", "project", "hub cache", "bundled", "download"]
_SUFFIXES = (".safetensors", ".pth", ".pt")
_BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "weights"
# What torch.load and safetensors raise on files that are not what they seem.
_BAD_FILE = (
    RuntimeError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, OSError, OverflowError,
    MemoryError, ImportError, AssertionError, pickle.UnpicklingError, zipfile.BadZipFile,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """A file with weights. sha256: of its bytes, hex; names the weights in caches and runs."""

    path: Path
    sha256: str
    origin: Origin


def weights_folder() -> Path:
    """The user's own folder for weights, where downloads go."""
    return Path(platformdirs.user_data_dir("vistazo", appauthor=False)) / "weights"


def find_weights(info: BackboneInfo, named: Path | None = None, folders: Sequence[Path] = ()) -> WeightsFile | None:
    """The first of weights_candidates(), None if there is none. Raises UserError if the named file is not there."""
    return next(weights_candidates(info, named, folders), None)


def weights_candidates(
    info: BackboneInfo, named: Path | None = None, folders: Sequence[Path] = ()
) -> Iterator[WeightsFile]:
    """Files that may hold this backbone's weights, in the order of trust; whether they fit, building shows.

    named: a file the user named; then it is the only candidate.   folders: the project's and the user's; after
    them come $VISTAZO_WEIGHTS, the user's own weights folder, torch's hub cache, what is bundled.
    """
    if named is not None:
        yield _weights_file(named, "named file")
        return
    searched: list[tuple[Path, Origin]] = [(folder, "project") for folder in folders]
    searched += [(Path(part), "project") for part in os.environ.get("VISTAZO_WEIGHTS", "").split(os.pathsep) if part]
    searched += [(weights_folder(), "download"), (hub_cache(), "hub cache"), (_BUNDLED, "bundled")]
    seen: set[Path] = set()
    for folder, origin in searched:
        for path in _matching(info, folder):
            if path not in seen:
                seen.add(path)
                yield _weights_file(path, origin)


def hub_cache() -> Path:
    """The folder that torch.hub downloads to, found without torch."""
    home = os.environ.get("TORCH_HOME")
    if not home:
        home = str(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "torch")
    return Path(home).expanduser() / "hub" / "checkpoints"


def _matching(info: BackboneInfo, folder: Path) -> list[Path]:
    """Files named as in the catalogue, then NAME-*.safetensors and NAME-*.pth."""
    published = [folder / entry.file for entry in CATALOGUE.get(info.weights_key, ())]
    try:
        others = sorted(path for path in folder.iterdir() if path.name.startswith(f"{info.name}-"))
    except OSError:  # no such folder, or not ours to read: then nothing is found in it
        return []
    ranked = [path for suffix in _SUFFIXES for path in others if path.suffix == suffix and path not in published]
    return [path for path in (*published, *ranked) if path.is_file()]


def _weights_file(path: Path, origin: Origin) -> WeightsFile:
    return WeightsFile(path, sha256_of(path), origin)


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file's bytes. Raises UserError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError(
            "weights-unreadable", f"The weights file {path} cannot be read: {error.strerror}.", "Choose another file."
        ) from error


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
