"""The networks as the gallery shows them, and which of them a person is looking for. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ml_engine.domain.events import BackboneListed, SpeedMeasured
from ml_engine.networks.available import listed_backbones
from ml_engine.networks.measured import read_measured

State = Literal["here", "download", "missing", "none"]
FLOAT32 = 4  # bytes of a parameter
SIZES: dict[str, tuple[int, int]] = {
    "small": (0, 5_000_000),
    "middle": (5_000_000, 30_000_000),
    "large": (30_000_000, 1 << 62),
}


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """size_bytes: of the file that is here or can be fetched, else of its parameters in float32.

    is_estimated: whether that is only what its parameters come to.   speed: as measured here, None before.
    """

    listed: BackboneListed
    size_bytes: int
    is_estimated: bool
    speed: SpeedMeasured | None

    @property
    def state(self) -> State:
        """'here'; 'download': can be fetched; 'missing': from a file alone; 'none': it needs no weights."""
        if self.listed.weights:
            return "here"
        if self.listed.trains_whole:
            return "none"
        return "download" if self.listed.url else "missing"


@dataclass(frozen=True, slots=True)
class Wanted:
    """words: all must occur.   family, state, size: '' for any; state 'usable' is 'here' or 'none'.   task: '' or

    'detect', for those that can find places.
    """

    words: tuple[str, ...] = ()
    family: str = ""
    state: str = ""
    size: str = ""
    task: str = ""

    @property
    def is_anything(self) -> bool:
        """Whether nothing is asked for."""
        return self == Wanted()


def read_rows(weights_dirs: Iterable[str]) -> tuple[NetworkRow, ...]:
    """All networks of the registry. Reads the weights' files: for a thread of the background."""
    speeds = read_measured()
    return tuple(network_row(listed, speeds.get(listed.name)) for listed in listed_backbones(tuple(weights_dirs)))


def network_row(listed: BackboneListed, speed: SpeedMeasured | None) -> NetworkRow:
    known = _file_bytes(listed.weights) or listed.download_bytes
    return NetworkRow(listed, known or FLOAT32 * listed.parameters, not known, speed)


def is_wanted(row: NetworkRow, wanted: Wanted, text: str) -> bool:
    """Whether a network is among those looked for. text: all that is said of it, in the window's language."""
    low, high = SIZES.get(wanted.size, (0, 1 << 62))
    states = ("here", "none") if wanted.state == "usable" else (wanted.state or row.state,)
    return (
        all(word in text for word in wanted.words)
        and wanted.family in ("", row.listed.family)
        and row.state in states
        and low <= row.listed.whole_parameters < high
        and (wanted.task != "detect" or row.listed.has_pyramid)
    )


def _file_bytes(path: str) -> int:
    try:
        return Path(path).stat().st_size if path else 0
    except OSError:
        return 0
