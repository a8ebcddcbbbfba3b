"""A worker that explains, nudges and dreams at once, on top of inside_jobs. Not a test module."""

from __future__ import annotations

import time

import numpy as np

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import (
    AnswerBox,
    Candidates,
    CheckStep,
    Dreamed,
    ExcitingPatch,
    ExcitingPatches,
    FilterPictures,
    HeatMap,
    JobDone,
    LabelAnswer,
    Moved,
    Nudged,
    Progress,
    TopAnswers,
)
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.jobs.specs import (
    CandidatesJob,
    DreamJob,
    FiltersJob,
    HeatMapJob,
    MoveJob,
    NudgeJob,
    PatchesJob,
    TopAnswersJob,
)
from tests.gui import inside_jobs

RUNNER = "tests.gui.why_jobs:run"
VIEW = ViewGeometry((0.1, 0.0, 0.0, 0.0, 0.1, 0.0), 64, 64, 640, 480)
ANSWERS = (LabelAnswer("fox", 0.7), LabelAnswer("cat", 0.2), LabelAnswer("palace", 0.1, "n03877845"))
CANDIDATES = (
    AnswerBox("fox", 0.9, (10, 10, 60, 60)), AnswerBox("fox", 0.8, (12, 10, 62, 60)),
    AnswerBox("cat", 0.7, (5, 5, 9, 9)),
    AnswerBox("fox", 0.3, (100, 10, 160, 60)), AnswerBox("fox", 0.2, (11, 11, 60, 60)),
)  # fmt: skip
SLOW_STEPS = 40  # a dream of so many steps runs until it is stopped


def run(job, emit, should_stop):
    match job:
        case HeatMapJob():
            emit(heat(job))
        case NudgeJob():
            emit(nudged(job))
        case MoveJob():
            for move in job.moves:
                emit(moved(job, move))
        case CandidatesJob():
            emit(Candidates(job.image, CANDIDATES, 7, 0.4, 0.5))
        case DreamJob():
            dream(job, emit, should_stop)
        case FiltersJob():
            pixels = np.full((4, 3, 3, 3), 127, np.uint8)
            emit(FilterPictures("backbone.0.conv", "Conv2d", 3, pack_array(pixels), (0.5, 0.25, 0.1, 0.2)))
        case PatchesJob():
            emit(patches(job))
        case TopAnswersJob():
            if "bundled" in job.network.backbone:
                raise UserError("no-top", "It was never taught labels of its own.", "Choose another network.")
            emit(TopAnswers(job.image, "Fake net", 1000, "the whole picture", ANSWERS))
        case _:
            return inside_jobs.run(job, emit, should_stop)
    return JobDone(0.1)


def heat(job):
    values = np.zeros((4, 4), np.float32)
    values[1, 1] = 1.0
    known = {answer.label: answer.score for answer in ANSWERS}
    label = job.label or "fox"
    boxes = (AnswerBox("fox", 0.7, (10, 10, 60, 60)), AnswerBox("fox", 0.4, (100, 10, 160, 60)))
    checks = tuple(
        CheckStep(name, likeness, pack_array(values))
        for name, likeness in (("head", 0.6), ("backbone.0", 0.1))[: job.checks]
    )
    return HeatMap(
        job.image, job.method or "grad-cam", label, known[label], "the logit", job.layer or "backbone.1", job.signed,
        pack_array(values), VIEW, ANSWERS, boxes, boxes[job.box] if job.box >= 0 else None, checks,
    )  # fmt: skip


def nudged(job):
    pixels = np.full((64, 64, 3), 100, np.uint8)
    fooled = job.strength >= 4
    after = (LabelAnswer(job.towards or "cat", 0.9), *ANSWERS[:1]) if fooled else ANSWERS
    return Nudged(
        job.image, "fox", job.strength, job.steps, pack_array(pixels), pack_array(pixels + 1), VIEW, ANSWERS, after,
        fooled,
    )  # fmt: skip


def moved(job, move):
    """A fox up to 30 degrees, then a cat, however far it is shifted; surer of it the less it is moved."""
    fox = round(0.9 - abs(move.degrees) / 100 - abs(move.across) / 10, 4)
    answers = sorted((LabelAnswer("fox", fox), LabelAnswer("cat", 0.55), LabelAnswer("palace", 0.01)),
                     key=lambda one: -one.score)  # fmt: skip
    label = job.label or next((name for name in job.true_labels if name in ("fox", "cat", "palace")), "fox")
    score = {one.label: one.score for one in answers}[label]
    pixels = pack_array(np.full((64, 64, 3), 90, np.uint8)) if job.with_pixels else None
    return Moved(
        job.image, move.degrees, move.across, move.down, label, score, tuple(answers), (), "classify", 64, pixels
    )


def dream(job, emit, should_stop):
    for octave in range(1, job.octaves + 1):
        while job.steps == SLOW_STEPS and octave == 2:
            if should_stop():
                raise Cancelled
            emit(Progress("dream", 1, 2))
            time.sleep(0.02)
        pixels = np.full((32, 48, 3), 60 * octave, np.uint8)
        emit(Dreamed(job.image, job.layer, job.unit, octave, job.octaves, pack_array(pixels), 0.1, 0.1 * octave))


def patches(job):
    pixels = pack_array(np.full((8, 8, 3), 90, np.uint8))
    found = tuple(ExcitingPatch(image, 2.0, (0, 0), (0.0, 0.0, 8.0, 8.0), pixels) for image in job.images[:3])
    return ExcitingPatches(job.layer, job.unit, 100, (8, 8), len(job.images), found)
