"""Pictures in, raw outputs out, on all cores: each takes a few pictures from their files through the network.

So decoding and computing together never take more threads than there are cores, and no core waits for another stage.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from ml_engine.domain.errors import UserError
from ml_engine.inference.predictor import Predictor, RawOutputs
from ml_engine.inference.preparation import PreparedPicture, prepare_picture
from ml_engine.networks.runtime import one_thread_each
from ml_engine.training.model_spec import ModelSpec


@dataclass(frozen=True, slots=True)
class UnreadablePicture:
    """reason: a sentence that names the file."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class AnsweredBatch:
    """pictures: in the order given.   outputs: of the prepared ones among them, in that order; () if there are none."""

    pictures: list[PreparedPicture | UnreadablePicture]
    outputs: RawOutputs

    @property
    def prepared(self) -> list[PreparedPicture]:
        return [picture for picture in self.pictures if isinstance(picture, PreparedPicture)]


def answered_batches(paths: Iterable[Path], predictor: Predictor, threads: int) -> Generator[AnsweredBatch, None, None]:
    """Batches in the order of paths, the next ones already in work. Closing the generator ends its threads."""
    names = iter(paths)
    waiting: deque[Future[AnsweredBatch]] = deque()
    with one_thread_each(), ThreadPoolExecutor(threads, thread_name_prefix="answer") as pool:
        try:
            while True:
                # Two batches a thread: enough that none waits, few enough that stopping takes a moment.
                while len(waiting) < 2 * threads and (batch := list(islice(names, predictor.batch))):
                    waiting.append(pool.submit(_answer if predictor.parallel else _prepare, batch, predictor))
                if not waiting:
                    return
                answered = waiting.popleft().result()
                yield answered if predictor.parallel else _computed(answered.pictures, predictor)
        finally:
            for future in waiting:
                future.cancel()


def _answer(paths: list[Path], predictor: Predictor) -> AnsweredBatch:
    return _computed(_prepare(paths, predictor).pictures, predictor)


def _prepare(paths: list[Path], predictor: Predictor) -> AnsweredBatch:
    return AnsweredBatch([_prepared(path, predictor.spec) for path in paths], ())


def _computed(pictures: list[PreparedPicture | UnreadablePicture], predictor: Predictor) -> AnsweredBatch:
    pixels = [picture.pixels for picture in pictures if isinstance(picture, PreparedPicture)]
    return AnsweredBatch(pictures, predictor.predict(np.stack(pixels)) if pixels else ())


def _prepared(path: Path, spec: ModelSpec) -> PreparedPicture | UnreadablePicture:
    try:
        return prepare_picture(path, spec)
    except UserError as error:
        return UnreadablePicture(path, error.message)
