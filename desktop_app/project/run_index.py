"""The runs of a project, found by looking into runs/: the folders are the truth, the table is their index."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, delete, insert

from desktop_app.project.folder import ProjectFolder
from desktop_app.project.schema import runs
from desktop_app.project.store import Project
from ml_engine.jobs.run_state import RunState, run_status

S = TypeVar("S", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run. state: see ml_engine.jobs.run_state.   message: why it failed, ''.

    changed: when its newest file was written, UTC.   metrics: of the model card.   method: of detection, '' for the
    usual one or a task without.   network: the name of a network of one's own layers, '' for any other.
    """

    name: str
    task: str
    backbone: str
    state: RunState
    changed: datetime
    metrics: dict[str, float] = field(default_factory=dict)
    message: str = ""
    method: str = ""
    network: str = ""

    @property
    def network_name(self) -> str:
        """What it is built on: the name that its layers were given, else the backbone."""
        return self.network or self.backbone


class _Job(msgspec.Struct):
    task: str = ""
    backbone: str = ""
    recipe: str = ""
    method: str = ""
    network: str = ""


class _Layers(msgspec.Struct):
    name: str = ""


class _Card(msgspec.Struct):
    task: str = ""
    backbone: str = ""
    metrics: dict[str, float | None] = {}  # null: not a number


class _CardFile(msgspec.Struct):
    card: _Card = msgspec.field(default_factory=_Card)


def find_runs(folder: ProjectFolder) -> list[RunRow]:
    """All runs that have begun, newest first. A folder without job.json is none; damaged files make empty fields."""
    found = []
    if folder.runs.is_dir():
        runs = [_run(path) for path in folder.runs.iterdir() if (path / "job.json").is_file()]
        found = [run for run in runs if run.state != "queued"]
    return sorted(found, key=lambda run: (run.changed, run.name), reverse=True)


def refresh_runs(project: Project) -> list[RunRow]:
    """find_runs, and the table brought in step if the project is open for writing."""
    found = find_runs(project.folder)

    def work(connection: Connection) -> None:
        connection.execute(delete(runs))
        if found:
            connection.execute(insert(runs), [_columns(run) for run in found])

    if not project.read_only:
        project.transact(work)
    return found


def new_run_folder(folder: ProjectFolder, stem: str) -> Path:
    """Make a new folder in runs/ whose name sorts by time: '20260131-154500-detect'. Returns it."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for attempt in range(1, 1000):
        path = folder.runs / (f"{stamp}-{stem}" if attempt == 1 else f"{stamp}-{stem}-{attempt}")
        try:
            path.mkdir(parents=True)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"a thousand runs called {stamp}-{stem}")


def _run(path: Path) -> RunRow:
    job = _read(path / "job.json", _Job)
    card = _read(path / "model_card.json", _CardFile).card
    status = run_status(path)
    newest = max((file.stat().st_mtime_ns for file in path.iterdir() if file.is_file()), default=0)
    return RunRow(
        name=path.name,
        task=job.task or card.task,
        backbone=job.backbone or card.backbone,
        state=status.state,
        changed=datetime.fromtimestamp(newest / 1e9, UTC),
        metrics={name: value for name, value in card.metrics.items() if value is not None},
        message=status.message,
        method=_method(job) if job.task == "detect" else "",
        network=_network(job.network),
    )


def _network(layers: str) -> str:
    """The name in a layer recipe's TOML text, '' without."""
    try:
        read = msgspec.json.decode if layers.lstrip().startswith("{") else msgspec.toml.decode
        return read(layers, type=_Layers).name
    except msgspec.DecodeError:
        return ""


def _method(job: _Job) -> str:
    if job.method or "method" not in job.recipe:
        return job.method
    # Recipes import the augmentation, which a list of runs need not wait for.
    from ml_engine.training.recipe import named_method

    return named_method(job.recipe)


def _read(file: Path, kind: type[S]) -> S:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return kind()


def _columns(run: RunRow) -> dict[str, object]:
    return {
        "name": run.name,
        "task": run.task,
        "backbone": run.backbone,
        "state": run.state,
        "changed_ns": int(run.changed.timestamp() * 1e9),
        "metrics": json.dumps(run.metrics),
    }
