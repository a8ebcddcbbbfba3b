"""Is a cat still a cat when it is turned or shifted? What a network answers for a picture that is moved in its input.

Convolution answers a shifted picture with shifted maps, and pooling hides small shifts; turned pictures are others.
"""

from __future__ import annotations

import time
from pathlib import Path

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, JobStarted, Moved, Notice
from ml_engine.domain.progress import ProgressMeter
from ml_engine.insight.warm_subject import WarmSubject, warm_subjects
from ml_engine.jobs.insight_specs import Move, MoveJob
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.training.device import choose_device

SHOWN = 10
MOST_MOVES = 1000


def show_moved(job: MoveJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit one Moved for each move.

    Raises UserError if network, picture or label cannot be had, or a move is none; Cancelled.
    """
    started = time.monotonic()
    _check(job)
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    warm = warm_subjects().open(job.network, choice.device, lambda words: emit(Notice("weights", words)))
    path = Path(job.image)
    label = _followed(job, warm, path)
    with ProgressMeter(emit, "move", len(job.moves)) as meter:
        for move in job.moves:
            if should_stop():
                raise Cancelled
            emit(_moved(job, warm, path, move, label))
            meter.advance()
    return JobDone(time.monotonic() - started)


def _moved(job: MoveJob, warm: WarmSubject, path: Path, move: Move, label: int) -> Moved:
    answers, scores = warm.said(path, move)
    return Moved(
        image=job.image, degrees=move.degrees, across=move.across, down=move.down, label=warm.subject.names[label],
        score=float(scores[label]), answers=answers.labels[:SHOWN], boxes=answers.boxes, kind=warm.subject.kind,
        side=warm.subject.model.spec.input_size,
        pixels=pack_array(warm.pixels(path, move)) if job.with_pixels else None,
    )  # fmt: skip


def _followed(job: MoveJob, warm: WarmSubject, path: Path) -> int:
    """The label whose probability is followed, by its place among the network's."""
    names = warm.subject.names
    known = [names.index(name) for name in job.true_labels if name in names]
    if job.label:
        return warm.subject.label_index(job.label)
    return known[0] if known else int(warm.said(path, Move())[1].argmax())


def _check(job: MoveJob) -> None:
    if not 1 <= len(job.moves) <= MOST_MOVES:
        raise UserError("move", f"{len(job.moves)} moves cannot be shown.", f"Ask for 1 to {MOST_MOVES} of them.")
    for move in job.moves:
        if not (-360 <= move.degrees <= 360 and -1 <= move.across <= 1 and -1 <= move.down <= 1):
            raise UserError(
                "move",
                f"A picture cannot be turned by {move.degrees:g}° and shifted by {move.across:g} and {move.down:g}.",
                "Choose up to 360°, and shifts of −1 to 1 of the side.",
            )
