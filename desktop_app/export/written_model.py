"""What an export of a model left in its folder: the certificate's numbers, the files, the lines of code to use it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ml_engine.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """name: in the folder.   size_bytes: on disk."""

    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class WrittenModel:
    """As in certificate.json. own_pictures: compared on the run's own pictures, not on made ones.

    differences: way of opening the file and its largest difference, as a share of the largest output.
    code: Python that uses the file.
    """

    folder: Path
    pictures: int
    own_pictures: bool
    answers: int
    max_difference: float
    tolerance: float
    differences: tuple[tuple[str, float], ...]
    files: tuple[WrittenFile, ...]
    code: str


class _Certificate(msgspec.Struct):
    pictures: int
    own_pictures: bool
    answers_compared: int
    max_difference: float
    tolerance: float
    differences: dict[str, dict[str, float]]


def read_written_model(folder: Path) -> WrittenModel:
    """Read an exported model's folder. Raises UserError."""
    try:
        certificate = msgspec.json.decode((folder / "certificate.json").read_bytes(), type=_Certificate)
        readme = (folder / "README.md").read_text("utf-8")
        files = [WrittenFile(path.name, path.stat().st_size) for path in sorted(folder.iterdir()) if path.is_file()]
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UserError(
            "export-unreadable", f"{folder} cannot be read any more: {error}.", "Export the model again."
        ) from error
    return WrittenModel(
        folder,
        certificate.pictures,
        certificate.own_pictures,
        certificate.answers_compared,
        certificate.max_difference,
        certificate.tolerance,
        tuple((way, max(outputs.values(), default=0.0)) for way, outputs in certificate.differences.items()),
        tuple(files),
        _code(readme),
    )


def _code(readme: str) -> str:
    found = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    return found.group(1).strip() if found else ""
