"""A search's own small file, search.json: what was asked for, and every trial so far. No torch, no Optuna.

It is the truth of a search: one that was killed goes on from it, and the window draws it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.jobs.specs import TrainJob

SEARCH_FILE = "search.json"
BEST_FILE = "best.toml"
TrialResult = Literal["running", "done", "pruned", "failed"]
Chosen = bool | int | float | str


class Trial(msgspec.Struct):
    """One training. number: from 1.   run: its folder in runs/.   values: of the searched fields, a pair as 'A, B'.

    value: of the metric at its best epoch, None if it has none.   epochs: (epoch, value) as they were scored.
    'running': also one that was cut off, to be gone on with.   message: why it failed.
    """

    number: int
    run: str
    values: dict[str, Chosen]
    result: TrialResult = "running"
    value: float | None = None
    best_epoch: int = 0
    epochs: list[tuple[int, float]] = []
    seconds: float = 0.0
    message: str = ""


class SearchFile(msgspec.Struct):
    """ranges: TOML (training/search_ranges.py).   job: what all trials share; its run_dir is the search's own folder.

    trials: to be made; minutes: after which none is begun, 0 for no such limit.   keep_all: keep every checkpoint.
    rises: whether more of the metric is better.   importance: share of each field in how the trials differ, 0..1.
    """

    job: TrainJob
    ranges: str
    wanted: int
    minutes: float = 0.0
    seed: int = 0
    keep_all: bool = False
    metric: str = ""
    rises: bool = True
    trials: list[Trial] = []
    importance: dict[str, float] = {}

    @property
    def ended(self) -> list[Trial]:
        """Trials that are not to be gone on with."""
        return [trial for trial in self.trials if trial.result != "running"]

    @property
    def best(self) -> Trial | None:
        """Of the trials that were trained to their end; among equals the first."""
        done = [trial for trial in self.trials if trial.result == "done" and trial.value is not None]
        sign = 1 if self.rises else -1
        return max(done, key=lambda trial: sign * (trial.value or 0.0), default=None)

    @property
    def seconds(self) -> float:
        """Spent on trials so far."""
        return sum(trial.seconds for trial in self.trials)


def write_search(search_dir: Path, file: SearchFile) -> None:
    """Raises UserError('disk-write')."""
    try:
        write_atomic(search_dir / SEARCH_FILE, msgspec.json.format(msgspec.json.encode(file), indent=1))
    except OSError as error:
        raise UserError(
            "disk-write",
            f"{search_dir / SEARCH_FILE} could not be written: {error.strerror or error}.",
            "Free some disk space or check the folder's permissions, then resume the search.",
        ) from error


def read_search(search_dir: Path) -> SearchFile:
    """Raises UserError if it is no search's folder, or damaged."""
    path = search_dir / SEARCH_FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=SearchFile)
    except OSError as error:
        raise UserError(
            "no-search", f"{search_dir} is not the folder of a search.", "Searches lie in the project's folder runs/."
        ) from error
    except msgspec.MsgspecError as error:
        raise UserError("damaged-search", f"{path} is damaged: {error}.", "Search again.") from error


def find_searches(runs_dir: Path) -> list[Path]:
    """Folders of searches in runs/, newest first."""
    try:
        return sorted((path for path in runs_dir.iterdir() if (path / SEARCH_FILE).is_file()), reverse=True)
    except OSError:
        return []
