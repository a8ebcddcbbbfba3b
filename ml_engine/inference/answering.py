"""Pictures in, raw outputs out, on all cores: each takes a few pictures from their files through the network.

So decoding and computing together never take more threads than there are cores, and no core waits for another stage.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from ml_engine.domain.errors import UserError
from ml_engine.inference.predictor import AnswersFeatures, Predictor, RawOutputs
from ml_engine.inference.preparation import KnownPicture, PreparedPicture, find_or_prepare, prepare_picture
from ml_engine.networks.runtime import one_thread_each
from ml_engine.training.known_features import KnownFeatures
from ml_engine.training.model_spec import ModelSpec


@dataclass(frozen=True, slots=True)
class UnreadablePicture:
    """reason: a sentence that names the file."""

    path: Path
    reason: str


Picture = PreparedPicture | KnownPicture | UnreadablePicture


@dataclass(frozen=True, slots=True)
class AnsweredBatch:
    """pictures: in the order given.   outputs: of the readable ones among them, in that order; () if there are none."""

    pictures: list[Picture]
    outputs: RawOutputs

    @property
    def readable(self) -> list[PreparedPicture | KnownPicture]:
        return [picture for picture in self.pictures if not isinstance(picture, UnreadablePicture)]


def answered_batches(
    paths: Iterable[Path], predictor: Predictor, threads: int, known: KnownFeatures | None = None
) -> Generator[AnsweredBatch, None, None]:
    """Batches in the order of paths, the next ones already in work. Closing the generator ends its threads.

    known: features that the predictor's backbone gave before; a predictor that cannot use them ignores them.
    """
    known = known if isinstance(predictor, AnswersFeatures) else None
    names = iter(paths)
    waiting: deque[Future[AnsweredBatch]] = deque()
    with one_thread_each(), ThreadPoolExecutor(threads, thread_name_prefix="answer") as pool:
        try:
            while True:
                # Two batches a thread: enough that none waits, few enough that stopping takes a moment.
                while len(waiting) < 2 * threads and (batch := list(islice(names, predictor.batch))):
                    waiting.append(pool.submit(_answer if predictor.parallel else _prepare, batch, predictor, known))
                if not waiting:
                    return
                answered = waiting.popleft().result()
                yield answered if predictor.parallel else _computed(answered.pictures, predictor)
        finally:
            for future in waiting:
                future.cancel()


def _answer(paths: list[Path], predictor: Predictor, known: KnownFeatures | None) -> AnsweredBatch:
    return _computed(_prepare(paths, predictor, known).pictures, predictor)


def _prepare(paths: list[Path], predictor: Predictor, known: KnownFeatures | None) -> AnsweredBatch:
    return AnsweredBatch([_prepared(path, predictor.spec, known) for path in paths], ())


def _computed(pictures: list[Picture], predictor: Predictor) -> AnsweredBatch:
    answers: dict[int, RawOutputs] = {}
    decoded = [(place, item.pixels) for place, item in enumerate(pictures) if isinstance(item, PreparedPicture)]
    if decoded:
        answers |= _by_place([place for place, _ in decoded], predictor.predict(np.stack([row for _, row in decoded])))
    found = [(place, item.levels) for place, item in enumerate(pictures) if isinstance(item, KnownPicture)]
    if found and isinstance(predictor, AnswersFeatures):
        levels = tuple(np.stack(level) for level in zip(*(row for _, row in found), strict=True))
        answers |= _by_place([place for place, _ in found], predictor.predict_features(levels))
    rows = [answers[place] for place in sorted(answers)]
    return AnsweredBatch(pictures, tuple(np.stack(output) for output in zip(*rows, strict=True)))


def _by_place(places: Sequence[int], outputs: RawOutputs) -> dict[int, RawOutputs]:
    return {place: tuple(output[row] for output in outputs) for row, place in enumerate(places)}


def _prepared(path: Path, spec: ModelSpec, known: KnownFeatures | None) -> Picture:
    try:
        return prepare_picture(path, spec) if known is None else find_or_prepare(path, spec, known)
    except UserError as error:
        return UnreadablePicture(path, error.message)
