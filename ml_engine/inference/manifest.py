"""manifest.json of an exported model's folder: which file is the model, and the SHA-256 of every file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath

import msgspec

from ml_engine.domain.errors import UserError
from ml_engine.inference.damage import damaged, read_file, unreadable

MANIFEST = "manifest.json"
VERSION = 1


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """format: 'onnx', 'pt2', 'safetensors'.   model: name of the model's file.   files: name → SHA-256."""

    vistazo_export: int = VERSION
    format: str
    model: str
    files: dict[str, str]


def make_manifest(folder: Path, format_name: str, model: str) -> bytes:
    """The manifest of the files that lie in folder now, hidden ones left out, as JSON."""
    files = {path.name: file_sha256(path) for path in sorted(folder.iterdir()) if not path.name.startswith(".")}
    manifest = Manifest(format=format_name, model=model, files=files)
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def verified_model(folder: Path) -> Path:
    """The model's file in an exported folder, after every listed file was found whole.

    Raises UserError: 'model-damaged', 'newer-model', 'model-unreadable'.
    """
    place = folder / MANIFEST
    data = read_file(place)
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.MsgspecError as error:
        raise damaged(place, str(error)) from error
    if manifest.vistazo_export > VERSION:
        raise UserError("newer-model", f"{folder} was exported by a newer Vistazo.", "Update Vistazo.")
    for name in [manifest.model, *manifest.files]:
        if name not in manifest.files or PurePosixPath(name).name != name or os.path.basename(name) != name:  # noqa: PTH119
            raise damaged(place, f"it names the file {name!r}")
    for name, wanted in manifest.files.items():
        try:
            found = file_sha256(folder / name)
        except OSError as error:
            raise unreadable(folder / name, error) from error
        if found != wanted:
            raise damaged(folder / name, "it changed after the export")
    return folder / manifest.model


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
