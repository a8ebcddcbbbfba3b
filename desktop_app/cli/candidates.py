"""A detector's boxes before suppression, for the commands of the lab."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.cli.app import Session, finish
from desktop_app.cli.explain_command import network_place
from desktop_app.cli.jobs import JobRunner
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Candidates, Event, JobFailed
from ml_engine.jobs.insight_specs import CandidatesJob

LEAST, MOST = 0.05, 1000


def candidates_of(session: Session, run_dir: Path, image: Path, label: str) -> Candidates:
    """Of one label, '' for that of the surest box. Raises UserError as the job fails, or there is no such label."""
    place = network_place(str(run_dir), None, 0, 0)
    kept: list[Candidates] = []

    def keep(event: Event) -> None:
        if isinstance(event, Candidates):
            kept.append(event)

    with JobRunner(session) as runner:
        finish(runner.run(CandidatesJob(str(image.absolute()), place, LEAST, MOST), keep, shown=_shown))
    (found,) = kept
    names = dict.fromkeys(box.label for box in found.boxes)
    if label and label not in names:
        raise UserError(
            "no-box", f"The network thinks of no box of {label!r} here.", f"It thinks of: {', '.join(names) or 'none'}"
        )
    wanted = label or next(iter(names), "")
    return replace(found, boxes=tuple(box for box in found.boxes if box.label == wanted))


def _shown(event: Event) -> Event | None:
    return event if isinstance(event, JobFailed) else None
