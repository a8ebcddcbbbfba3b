"""Finding weights on this machine, in the order of trust; without torch. What reads them is weights_reader.py."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.networks.catalogue import CATALOGUE

Origin = Literal["named file", "project", "hub cache", "bundled", "download"]
_SUFFIXES = (".safetensors", ".pth", ".pt")
_TOP = Path(__file__).resolve().parents[2]
# Where resources/ travels: in a wheel and in a bundle beside the window's package, in a checkout on its own.
_BUNDLED = (_TOP / "desktop_app" / "_resources" / "weights", _TOP / "resources" / "weights")


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
    searched += [(weights_folder(), "download"), (hub_cache(), "hub cache")]
    searched += [(folder, "bundled") for folder in _BUNDLED]
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
