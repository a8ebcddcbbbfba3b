"""How many pictures a second a network takes on this machine, as measured here; kept, never guessed. No torch."""

from __future__ import annotations

import math
import platform
from contextlib import suppress
from pathlib import Path

import msgspec
import platformdirs

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.events import SpeedMeasured


def read_measured(path: Path | None = None) -> dict[str, SpeedMeasured]:
    """What was measured on this machine last, by the network's name; {} before the first.

    Homes may be shared by machines: what another one measured is left out.
    """
    return {row.name: row for key, row in _read(path or measured_file()).items() if key == _key(row)}


def note_measured(row: SpeedMeasured, path: Path | None = None) -> None:
    """Keep it in place of what was measured before. A disk that takes nothing is no trouble."""
    place = path or measured_file()
    known = _read(place) | {_key(row): row}
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, msgspec.json.encode(known), sync=False)


def measured_file() -> Path:
    return platformdirs.user_cache_path("vistazo", appauthor=False) / "network_speeds.json"


def _key(row: SpeedMeasured) -> str:
    return f"{platform.node()} {row.name}"


def _read(path: Path) -> dict[str, SpeedMeasured]:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=dict[str, SpeedMeasured])
    except (OSError, msgspec.MsgspecError):
        return {}
    return {key: row for key, row in found.items() if 0 < row.pictures_per_second < math.inf}
