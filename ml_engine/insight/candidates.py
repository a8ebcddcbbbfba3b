"""What a detector thinks of before non-max suppression: the boxes that the lab's demonstration goes through."""

from __future__ import annotations

import time
from pathlib import Path

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import AnswerBox, Candidates, JobDone, JobStarted, Notice
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.insight.answers import Outputs
from ml_engine.insight.subject import Subject
from ml_engine.insight.warm_subject import warm_subjects
from ml_engine.jobs.insight_specs import CandidatesJob, Move
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.tasks.catalogue import task_of
from ml_engine.tasks.task import SaysBoxes
from ml_engine.training.device import choose_device

LEAST, MOST = 0.001, 1000


def show_candidates(job: CandidatesJob, emit: Emit, _should_stop: ShouldStop) -> JobDone:
    """Emit one Candidates. Raises UserError if the network is no detector, or the picture cannot be read."""
    started = time.monotonic()
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    warm = warm_subjects().open(job.network, choice.device, lambda words: emit(Notice("weights", words)))
    if warm.subject.kind != "detect":
        raise UserError(
            "no-detector",
            f"{warm.subject.title} finds no boxes of its own.",
            "Choose a run that was trained to detect.",
        )
    path = Path(job.image)
    outputs = warm.outputs(warm.pixels(path, Move()))
    boxes = find_candidates(warm.subject, outputs, warm.view(path), max(job.least, LEAST))
    spec = warm.subject.model.spec
    emit(Candidates(job.image, tuple(boxes[: min(max(job.count, 1), MOST)]), len(boxes), spec.score, spec.iou))
    return JobDone(time.monotonic() - started)


def find_candidates(subject: Subject, outputs: Outputs, view: ViewGeometry, least: float) -> list[AnswerBox]:
    """Every box and label with a score of at least `least`, surest first.

    Not clipped to the picture: so the detector compares them.
    """
    task = task_of(subject.model.spec)
    if not isinstance(task, SaysBoxes):
        raise TypeError(f"the task {task.name} answers no boxes")
    all_boxes, all_scores = task.boxes_and_scores([output.float() for output in outputs])
    scores = all_scores[0].detach().cpu()
    places, labels = (scores >= least).nonzero(as_tuple=True)
    sure = scores[places, labels]
    order = sure.argsort(descending=True, stable=True)
    a, _, c, _, e, f = view.matrix  # an unmoved view turns nothing
    found = (all_boxes[0].detach().cpu()[places[order]].double().numpy() - (c, f, c, f)) / (a, e, a, e)
    rows = zip(found.tolist(), labels[order].tolist(), sure[order].tolist(), strict=True)
    return [
        AnswerBox(subject.names[label], score, (x0, y0, x1, y1))
        for (x0, y0, x1, y1), label, score in rows
        if x1 > x0 and y1 > y0
    ]
