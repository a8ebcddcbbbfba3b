"""Run folders as training leaves them, without a training; and a worker that scores and answers at once.

Not a test module.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import (
    JobDone,
    JobStarted,
    PicturePrediction,
    PictureSample,
    PredictedBox,
    Progress,
    SamplePredictions,
    TruthBox,
)
from ml_engine.jobs.specs import EpochsJob, EvaluateJob, PredictJob
from ml_engine.reports.answers import (
    ANSWERS_FILE,
    SCORES_FILE,
    AnsweredBox,
    ErrorKind,
    LabelScores,
    PictureAnswer,
    Reliability,
    ScoreCurve,
    Scores,
    answers_bytes,
    read_answers,
    scores_bytes,
)
from ml_engine.reports.card import LabelFacts, ModelCard
from ml_engine.reports.kept_epochs import epoch_path, kept_epochs
from ml_engine.reports.model_card import card_json

RUNNER = "tests.gui.results_samples:run"
NAMES = ("coin", "key")
COLORS = ("#E5484D", "#30A46C")
FIGURES = {
    "ap_small": 0.25, "ap_medium": 0.5, "ap_large": 0.75, "ap50_11_points": 0.71, "ap50_all_points": 0.72,
    "ap50_voc": 0.73, "ar1": 0.4, "ar100": 0.8, "calibration_error": 0.125, "calibration_worst": 0.3,
}  # fmt: skip
BOX, FAR = (10.0, 10.0, 60.0, 60.0), (200.0, 100.0, 260.0, 160.0)


def write_run(
    runs: Path, name: str, images: dict[int, Path], *, wrong: Sequence[int] = (), scored: bool = True
) -> Path:
    """A detector that finds a coin in every picture but the `wrong` ones, where it sees a key somewhere else."""
    folder = runs / name
    folder.mkdir(parents=True)
    (folder / "job.json").write_text(json.dumps({"task": "detect", "backbone": "mobilenet_v2"}))
    model = {
        "task": "detect",
        "backbone": "mobilenet_v2",
        "score": 0.5,
        "labels": [{"name": label, "color": color} for label, color in zip(NAMES, COLORS, strict=True)],
    }
    (folder / "model.json").write_text(json.dumps(model))
    rows = [
        {"epoch": n, "train_loss": 1 / n, "metrics": {"ap50": n / 4, "loss": 1.2 / n}, "best": True} for n in (1, 2, 3)
    ]
    (folder / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "best.safetensors").write_bytes(b"weights")
    if scored:
        write_answers(folder, images, wrong)
    return folder


def keep_epochs(run_dir: Path, *epochs: int) -> None:
    """What a run keeps of its epochs; their weights are not looked at here."""
    for epoch in epochs:
        path = epoch_path(run_dir, epoch, "head")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"w" * 400_000)


def write_answers(folder: Path, images: dict[int, Path], wrong: Sequence[int]) -> None:
    """What scoring leaves."""
    answers = []
    for image_id, path in images.items():
        is_wrong = image_id in wrong
        found = AnsweredBox("key", 0.8, FAR, error="background") if is_wrong else AnsweredBox("coin", 0.9, BOX, 0)
        answers.append(
            PictureAnswer(
                image_id,
                str(path),
                "test",
                1.0 if is_wrong else 0.1,
                truth_boxes=(TruthBox("coin", BOX),),
                boxes=(found,),
                missed=(0,) if is_wrong else (),
            )
        )
    (folder / "model_card.json").write_bytes(card_json(make_card(folder.name, len(images), len(wrong))))
    right, count = len(images) - len(wrong), len(images)
    share = right / count
    labels = tuple(
        LabelScores("0" * 32, name, color, support, metrics, best)
        for name, color, support, metrics, best in (
            (NAMES[0], COLORS[0], count, {"ap50": share, "recall": share}, 0.42),
            (NAMES[1], COLORS[1], 0, {}, None),
        )
    )
    curve = (0.9, 0.8), (0.2, share), (1.0, share)
    scores = Scores(
        "detect", "test", 0.5, {"ap50": share, "precision": share, "recall": share, "f1": share, "mean_iou": 0.8},
        labels, (), True, (ScoreCurve("", *curve), ScoreCurve("coin", *curve)), FIGURES,
        (ErrorKind("missed", len(wrong), 0.2), ErrorKind("background", len(wrong), 0.05), ErrorKind("duplicate", 0, 0)),
        (Reliability(0.0, 0.5, 0, 0.0, 0.0), Reliability(0.5, 0.9, 2, 0.8, 0.5), Reliability(0.9, 1.0, 6, 0.9, 1.0)),
    )  # fmt: skip
    (folder / ANSWERS_FILE).write_bytes(answers_bytes(answers))
    (folder / SCORES_FILE).write_bytes(scores_bytes([scores], "test"))


def make_card(run: str, pictures: int, wrong: int) -> ModelCard:
    """Of a run that found the coin in all but the wrong pictures."""
    share = (pictures - wrong) / pictures
    return ModelCard(
        run=run, created="2026-01-01T10:00:00+00:00", task="detect",
        labels=tuple(LabelFacts(name, color, {}) for name, color in zip(NAMES, COLORS, strict=True)),
        pictures={"train": 20, "validation": 5, "test": pictures}, backbone="mobilenet_v2",
        backbone_title="MobileNet V2", weights_origin="project", weights_sha256="0" * 64, trained_blocks=0,
        parameters=10, trained_parameters=5, input_size=320, fit="letterbox", primary_metric="ap",
        metrics_split="test", metrics={"ap50": share, "precision": share, "recall": share},
        validation_metrics={}, score=0.5, iou=0.6, device="cpu", seconds=1.0, seed=0, versions={}, recipe="",
    )  # fmt: skip


def run(job, emit, should_stop):
    match job:
        case EvaluateJob():
            emit(JobStarted("cpu", "this worker has no other"))
            emit(Progress("score", 1, 2))
            folder = Path(job.run_dir)
            if (folder / "refuse").exists():
                raise UserError("weights-missing", "The weights are gone.", "Put them back.")
            write_answers(folder, {1: Path("/p/1.png")}, ())
            return JobDone(0.1, job.run_dir, "test", {"ap50": 1.0})
        case PredictJob():
            boxes = (PredictedBox("coin", 0.9, BOX), PredictedBox("key", 0.2, FAR))
            for image in job.images:
                emit(PicturePrediction(image, boxes=boxes))
            return JobDone(0.1)
        case EpochsJob():
            return show_epochs(job, emit)
        case _:
            return JobDone(0.0)


def show_epochs(job, emit):
    """A coin that it is surer of after every epoch, in the pictures that the run's answers are of."""
    answers = read_answers(Path(job.run_dir))[:6]
    if (Path(job.run_dir) / "refuse").exists():
        raise UserError("weights-missing", "The weights are gone.", "Put them back.")
    kept = sorted(kept_epochs(Path(job.run_dir)), key=lambda one: abs(one.epoch - job.epoch))
    for one in kept:
        box = PredictedBox("coin", one.epoch / 4, BOX)
        samples = tuple(
            PictureSample(answer.image_id, (), (TruthBox("coin", BOX),), PicturePrediction(answer.path, boxes=(box,)))
            for answer in answers
        )
        emit(SamplePredictions(one.epoch, samples))
    return JobDone(0.1)
