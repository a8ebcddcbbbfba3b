"""Commands about this machine: doctor and backbones."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

import click
import platformdirs

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.jobs import JobRunner
from ml_engine.domain.events import BackboneListed, Event, JobDone, JobStarted, Notice, SpeedMeasured, TerminalEvent
from ml_engine.jobs.specs import BackbonesJob, DoctorJob, MeasureJob
from ml_engine.networks.available import listed_backbones
from ml_engine.networks.measured import read_measured


@vistazo.command()
@click.pass_obj
def doctor(session: Session) -> None:
    """Say what this machine has: device and why, versions, weights, disk space, and what is wrong."""
    for code, fact in _facts():
        session.console.event(Notice(code, fact if session.as_json else f"{code}: {fact}"))
    with JobRunner(session) as runner:
        ended = runner.run(DoctorJob(), shown=None if session.as_json else _named)
        if isinstance(ended, JobDone):
            ended = _list(session, runner, BackbonesJob(), here_only=True)
    finish(ended)


@vistazo.command()
@click.option(
    "--download", metavar="NAME", default="", help="Fetch this backbone's weights from their publisher first."
)
@click.option(
    "--measure",
    metavar="NAME",
    multiple=True,
    help="Measure pictures a second on this machine, and keep it; may be repeated. 'here': all whose weights are here.",
)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="For --measure. 0: all cores.")
@click.pass_obj
def backbones(session: Session, download: str, measure: tuple[str, ...], threads: int) -> None:
    """List the backbones, and where their weights are."""
    with JobRunner(session) as runner:
        if measure:
            ended = runner.run(MeasureJob(_names(measure), threads=threads), shown=None if session.as_json else _speed)
            if not isinstance(ended, JobDone):
                finish(ended)
        ended = _list(session, runner, BackbonesJob(download=download))
    finish(ended)


def _names(measure: tuple[str, ...]) -> tuple[str, ...]:
    if "here" not in measure:
        return tuple(dict.fromkeys(measure))
    here = (row.name for row in listed_backbones() if row.weights)
    return tuple(dict.fromkeys([*(name for name in measure if name != "here"), *here]))


def _speed(event: Event) -> Event | None:
    """A line for each network that was measured; how its job began and ended is of no interest."""
    if isinstance(event, SpeedMeasured):
        speed = f"{event.pictures_per_second:.1f} pictures a second at {event.input_size} pixels"
        return Notice("measured", f"{event.name}: {speed} ({event.runtime}).")
    return None if isinstance(event, JobStarted | JobDone) else event


def _list(session: Session, runner: JobRunner, job: BackbonesJob, *, here_only: bool = False) -> TerminalEvent:
    """here_only: in people's table only those that could be used now with weights."""
    listed: list[BackboneListed] = []

    def keep(event: Event) -> None:
        if isinstance(event, BackboneListed):
            listed.append(event)

    ended = runner.run(job, keep)
    shown = [row for row in listed if row.weights or not here_only]
    speeds = read_measured()
    if not session.as_json and listed:
        session.console.table(
            "",
            ["name", "year", "parameters", "features", "input", "pictures/s", "weights"],
            [
                [b.name, str(b.year), f"{b.parameters:,}", str(b.embedding), str(b.input_size),
                 f"{speeds[b.name].pictures_per_second:.1f}" if b.name in speeds else "", _weights(b)]
                for b in shown
            ],
        )  # fmt: skip
        if len(shown) < len(listed):
            session.console.say(
                f"{len(listed) - len(shown)} more networks, without weights here: see vistazo backbones."
            )
    return ended


def _named(event: Event) -> Event | None:
    """The worker's facts with their names before them; how its job began and ended is of no interest."""
    if isinstance(event, Notice):
        return Notice(event.code, f"{event.code}: {event.message}")
    return None if isinstance(event, JobStarted | JobDone) else event


def _weights(row: BackboneListed) -> str:
    if row.weights:
        return f"{row.origin}: {row.weights}"
    if row.url:
        return f"not here; {row.download_bytes / 1e6:.0f} MB to download"
    return "none: trains whole" if row.trains_whole else "not here; name a file with --weights"


def _facts() -> Iterator[tuple[str, str]]:
    """(code, sentence) of what can be known without the worker."""
    yield "vistazo", version("vistazo")
    yield "python", f"{platform.python_version()} at {sys.executable}"
    yield "system", platform.platform()
    yield "opencv", _opencv()
    yield "cache", _space(Path(platformdirs.user_cache_dir("vistazo", appauthor=False)))
    yield "folder", _space(Path.cwd())


def _opencv() -> str:
    """cv2 may come from one distribution only: two overwrite each other's files."""
    given = sorted(set(packages_distributions().get("cv2", [])))
    if given == ["opencv-python-headless"]:
        return f"opencv-python-headless {version(given[0])}"
    others = [name for name in given if name != "opencv-python-headless"]
    return (
        f"cv2 comes from {', '.join(given) or 'nowhere'}. Run: python -m pip uninstall -y {' '.join(others)} && "
        "python -m pip install --force-reinstall opencv-python-headless"
    )


def _space(folder: Path) -> str:
    place = next((parent for parent in (folder, *folder.parents) if parent.exists()), Path.cwd())
    return f"{shutil.disk_usage(place).free / 1e9:.1f} GB free at {folder}"
