"""What a pretrained network says of a picture before anybody trains it: its own 1,000 ImageNet labels."""

from __future__ import annotations

import time
from pathlib import Path

import torch

from ml_engine.domain.events import JobDone, JobStarted, LabelAnswer, Notice, TopAnswers
from ml_engine.inference.preparation import prepare_picture
from ml_engine.insight.answers import label_scores
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.subject import Subject
from ml_engine.insight.warm import warm_networks
from ml_engine.jobs.insight_specs import TopAnswersJob
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.networks.backbones import HALF
from ml_engine.training.device import choose_device


def show_top_answers(job: TopAnswersJob, emit: Emit, _should_stop: ShouldStop) -> JobDone:
    """Emit one TopAnswers. A run answers with the labels it was taught.

    Raises UserError if the network, its classifier or the picture cannot be had.
    """
    started = time.monotonic()
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    subject = warm_networks().subject(job.network, choice.device, lambda words: emit(Notice("weights", words)))
    model = subject.model
    picture = prepare_picture(Path(job.image), model.spec)
    with torch.no_grad():
        scores = label_scores(subject, model(as_pixels(picture.pixels, choice.device)))
    order = (-scores).argsort(kind="stable")[: max(1, job.count)].tolist()
    emit(
        TopAnswers(
            image=job.image,
            title=subject.title,
            labels=len(subject.names),
            preparation=preparation_words(subject),
            answers=tuple(LabelAnswer(subject.names[i], float(scores[i]), subject.wordnet(i)) for i in order),
        )
    )
    return JobDone(time.monotonic() - started)


def preparation_words(subject: Subject) -> str:
    """How a picture comes in, in a sentence."""
    spec = subject.model.spec
    side = spec.input_size
    how = {
        "crop": f"the middle of the picture, cut out at {side} × {side} pixels",
        "letterbox": f"the whole picture, fitted into {side} × {side} pixels",
        "stretch": f"the whole picture, stretched to {side} × {side} pixels",
    }[spec.fit]
    if spec.normalization == HALF:
        return f"{how}; values from −1 to 1"
    mean = ", ".join(f"{value:.3f}" for value in spec.normalization.mean)
    std = ", ".join(f"{value:.3f}" for value in spec.normalization.std)
    return f"{how}; values less the mean of ImageNet's colours ({mean}), divided by their deviation ({std})"
