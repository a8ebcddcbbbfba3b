"""The job that answers for pictures: decode, compute and draw overlap, and one bad picture never ends it."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, JobStarted, Notice, PictureFailed, PicturePrediction
from ml_engine.domain.progress import ProgressMeter
from ml_engine.inference.answering import AnsweredBatch, UnreadablePicture, answered_batches
from ml_engine.inference.answers import as_event, decode_answers
from ml_engine.inference.drawing import DrawingNames, draw_prediction, prepare_folder
from ml_engine.inference.open import open_predictor
from ml_engine.inference.pictures import iterate_pictures
from ml_engine.inference.predictor import Predictor
from ml_engine.jobs.cores import available_cores
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import PredictJob
from ml_engine.training.known_features import KnownFeatures
from ml_engine.training.model_spec import LabelSpec, ModelSpec


def predict(job: PredictJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit a PicturePrediction or a PictureFailed for every picture, in the order given.

    JobDone.figures: pictures, failed, boxes.   Raises UserError if no model opens, no picture is named, none can be
    read, or a drawing cannot be written; Cancelled between two batches.
    """
    started = time.monotonic()
    if job.min_score is not None and not 0 <= job.min_score <= 1:
        raise UserError("min-score", f"The least score must be 0..1, not {job.min_score}.", "Try 0.5.")
    paths = list(iterate_pictures(Path(name) for name in job.images))
    if not paths:
        raise UserError("no-pictures", "There is no picture to answer for.", "Name picture files, or folders of them.")
    threads = job.threads or available_cores()
    predictor = open_predictor(
        Path(job.model),
        weights_dirs=[Path(folder) for folder in job.weights_dirs],
        device=job.device,
        warn=lambda sentence: emit(Notice("older-weights", sentence)),
        expected_pictures=len(paths),
        cores=threads,
        cache_dir=Path(job.cache_dir) if job.cache_dir else None,
        epoch=job.epoch,
    )
    emit(JobStarted(predictor.place.device, predictor.place.reason))
    drawings = Drawings(job.draw_dir, threads) if job.draw_dir else None
    try:
        batches = answered_batches(paths, predictor, threads, _known_features(job, predictor))
        figures = _answer_all(batches, len(paths), predictor.spec, job.min_score, drawings, emit, should_stop)
    finally:
        if drawings is not None:
            drawings.close()
    return JobDone(time.monotonic() - started, output=job.draw_dir, figures=figures)


def _known_features(job: PredictJob, predictor: Predictor) -> KnownFeatures | None:
    """What trainings left in the cache. Only for runs: the frozen weights of an exported file may be others by now."""
    spec, is_run = predictor.spec, (Path(job.model) / "best.safetensors").is_file()
    if not job.cache_dir or not is_run or spec.trained_blocks or not spec.weights_sha256:
        return None
    return KnownFeatures(Path(job.cache_dir) / "features", spec)


def _answer_all(
    batches: Generator[AnsweredBatch, None, None],
    count: int,
    spec: ModelSpec,
    min_score: float | None,
    drawings: Drawings | None,
    emit: Emit,
    should_stop: ShouldStop,
) -> dict[str, float]:
    reason, failed, boxes = "", 0, 0
    with ProgressMeter(emit, "predict", count) as meter, closing(batches):
        for batch in batches:
            if should_stop():
                raise Cancelled
            answers = _events(batch, spec, min_score)
            for answer in answers if drawings is None else drawings.draw(answers, spec.labels):
                emit(answer)
                if isinstance(answer, PictureFailed):
                    failed, reason = failed + 1, reason or answer.reason
                elif answer.boxes:
                    boxes += len(answer.boxes)
            meter.advance(len(batch.pictures))
    if failed == count:
        raise UserError("no-picture-read", f"None of the {failed} pictures could be read. {reason}", "Name others.")
    return {"pictures": float(count - failed), "failed": float(failed), "boxes": float(boxes)}


def _events(batch: AnsweredBatch, spec: ModelSpec, min_score: float | None) -> list[PicturePrediction | PictureFailed]:
    """An event per picture of the batch, in its order."""
    answers = iter(decode_answers(batch.outputs, [item.view for item in batch.readable], spec, min_score))
    return [
        PictureFailed(str(item.path), item.reason)
        if isinstance(item, UnreadablePicture)
        else as_event(str(item.path), next(answers), spec, min_score)
        for item in batch.pictures
    ]


class Drawings:
    """Draws a batch's answers on several threads. folder: is made if it is not there."""

    def __init__(self, folder: str, threads: int) -> None:
        prepare_folder(Path(folder))
        self._names = DrawingNames(Path(folder))
        self._pool = ThreadPoolExecutor((threads + 1) // 2, thread_name_prefix="draw")

    def draw(
        self, answers: Sequence[PicturePrediction | PictureFailed], labels: Sequence[LabelSpec]
    ) -> list[PicturePrediction | PictureFailed]:
        """The same answers, with the path of the drawing in those that have one. Raises UserError."""
        jobs = []
        drawn: list[PicturePrediction | PictureFailed] = []
        for answer in answers:
            if isinstance(answer, PictureFailed):
                drawn.append(answer)
                continue
            path = self._names.next_for(Path(answer.image))
            jobs.append(self._pool.submit(draw_prediction, answer, labels, path))
            drawn.append(dataclasses.replace(answer, drawn=str(path)))
        for job in jobs:
            job.result()
        return drawn

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
