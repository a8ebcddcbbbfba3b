"""An adversarial nudge: a change of every pixel too small to be seen, after which the network answers otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, JobStarted, Notice, Nudged
from ml_engine.domain.progress import ProgressMeter
from ml_engine.inference.preparation import prepare_picture
from ml_engine.insight.answers import Answers, Outputs, Target, Value, choose_target, read_answers
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.subject import Subject
from ml_engine.insight.warm import warm_networks
from ml_engine.jobs.insight_specs import NudgeJob
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.training.device import choose_device

LARGEST_STRENGTH = 64.0
MOST_STEPS = 200


def nudge(job: NudgeJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit one Nudged. The changed picture is of whole grey levels: saved and read again it answers the same.

    Raises UserError if network, picture, label or strength cannot be had; Cancelled.
    """
    started = time.monotonic()
    if not 0 < job.strength <= LARGEST_STRENGTH or not 1 <= job.steps <= MOST_STEPS:
        raise UserError(
            "strength",
            f"A nudge of {job.strength:g} grey levels in {job.steps} steps cannot be made.",
            f"Choose a strength up to {LARGEST_STRENGTH:g} and 1 to {MOST_STEPS} steps.",
        )
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    subject = warm_networks().subject(job.network, choice.device, lambda words: emit(Notice("weights", words)))
    model = subject.model
    picture = prepare_picture(Path(job.image), model.spec)
    pixels = as_pixels(picture.pixels, choice.device)
    with torch.no_grad():
        outputs = model(pixels)
    before = read_answers(subject, outputs, picture.view)
    target = choose_target(subject, outputs, picture.view, job.label)
    value = _rising(subject, target, job.towards)
    with ProgressMeter(emit, "nudge", job.steps) as meter:

        def advance() -> None:
            meter.advance()
            if should_stop():
                raise Cancelled

        changed = nudged(model, pixels, value, job.strength, job.steps, advance)
    with torch.no_grad():
        after = read_answers(subject, model(changed), picture.view)
    emit(
        Nudged(
            image=job.image, label=subject.names[target.label], strength=job.strength, steps=job.steps,
            pixels=pack_array(picture.pixels),
            changed=pack_array(changed[0].permute(1, 2, 0).to(torch.uint8).cpu().contiguous().numpy()),
            view=picture.view, before=before.labels, after=after.labels,
            fooled=is_fooled(subject, before, after, target), boxes_before=before.boxes, boxes_after=after.boxes,
        )
    )  # fmt: skip
    return JobDone(time.monotonic() - started)


def nudged(
    model: torch.nn.Module, pixels: Tensor, value: Value, strength: float, steps: int,
    advance: Callable[[], None] = lambda: None,
) -> Tensor:  # fmt: skip
    """The picture (1, 3, S, S), whole numbers 0..255, no pixel changed by more than `strength`, with a higher value.

    One step changes each number by the strength, in the direction in which the value rises (Goodfellow et al.,
    "Explaining and Harnessing Adversarial Examples", 2015); more go there little by little, looking again before each
    (Kurakin et al., "Adversarial examples in the physical world", 2017).
    """
    low, high = (pixels - strength).clamp(0, 255).ceil(), (pixels + strength).clamp(0, 255).floor()
    # Steps together reach a little farther than the strength: the way is not straight.
    size = strength if steps == 1 else max(1.25 * strength / steps, 1e-3)
    changed = pixels.clone()
    for _ in range(steps):
        moved = changed.clone().requires_grad_()
        with torch.enable_grad():
            number = value(model(moved)).sum()
        (gradient,) = torch.autograd.grad(number, moved)
        changed = torch.minimum(torch.maximum(changed + size * gradient.sign(), low), high)
        advance()
    return torch.minimum(torch.maximum(changed.round(), low), high)


def is_fooled(subject: Subject, before: Answers, after: Answers, target: Target) -> bool:
    """Whether the answer is another one: the best label, or of a detector how many boxes of the label there are."""
    name = subject.names[target.label]
    if subject.kind == "detect":
        return _count(before, name) != _count(after, name)
    return before.labels[0].label != after.labels[0].label


def _count(answers: Answers, name: str) -> int:
    return sum(box.label == name for box in answers.boxes)


def _rising(subject: Subject, target: Target, towards: str) -> Value:
    """What a nudge raises: away from the target, or from it towards another label."""
    if not towards:
        return away_from(subject, target)
    other = subject.label_index(towards)
    if other == target.label:
        raise UserError("no-label", f"The network answers {towards!r} already.", "Choose another label.")
    if subject.kind in ("classify", "several"):
        return lambda out: out[0][:, other] - out[0][:, target.label]
    raise UserError(
        "no-label", "A network that finds places is nudged away from its answers only.", "Leave the other label out."
    )


def away_from(subject: Subject, target: Target) -> Value:
    """Of a classifier the log of the other labels' share: it keeps a slope where the answer is sure."""
    if subject.kind == "classify" and len(subject.names) > 1:

        def others(outputs: Outputs) -> Tensor:
            logits = outputs[0]
            rest = torch.cat([logits[:, : target.label], logits[:, target.label + 1 :]], dim=1)
            return rest.logsumexp(dim=1) - logits[:, target.label]

        return others
    return lambda outputs: -target.value(outputs)
