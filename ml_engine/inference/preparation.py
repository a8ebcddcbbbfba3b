"""Pictures as a network wants them, decoded by threads while the network computes the batch before."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import render_view, view_geometry
from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.images.reader import decode_picture, header_of, read_bytes
from ml_engine.images.upright import ByteImage
from ml_engine.training.model import ModelSpec


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """pixels: (S, S, 3) uint8 RGB.   view: from the upright picture to these pixels."""

    path: Path
    pixels: ByteImage
    view: ViewGeometry


@dataclass(frozen=True, slots=True)
class UnreadablePicture:
    """reason: a sentence that names the file."""

    path: Path
    reason: str


def prepare_picture(path: Path, spec: ModelSpec) -> PreparedPicture:
    """View 0 of a picture, exactly as in training. Raises UserError if it cannot be read."""
    data = read_bytes(path)
    header = header_of(data, path)
    # A reduced decode is enough as long as no side falls below what the view needs.
    image = decode_picture(data, path, min_side=spec.input_size)
    plain = AugmentRecipe()
    view = view_geometry(
        header.width, header.height, input_size=spec.input_size, fit=spec.fit, recipe=plain, seed=0, view=0, key=""
    )
    return PreparedPicture(path, render_view(image, view, recipe=plain, seed=0, view=0, key=""), view)


def prepared_batches(
    paths: Iterable[Path], spec: ModelSpec, *, batch: int, threads: int
) -> Generator[list[PreparedPicture | UnreadablePicture]]:
    """Batches in the order of paths, the next ones already being decoded. Closing the iterator ends the threads."""
    waiting = iter(paths)
    pool = ThreadPoolExecutor(threads, thread_name_prefix="decode")
    try:
        ahead: deque[Future[PreparedPicture | UnreadablePicture]] = deque(
            pool.submit(_prepare, path, spec) for path in islice(waiting, 2 * batch)
        )
        while ahead:
            answers = [ahead.popleft().result() for _ in range(min(batch, len(ahead)))]
            ahead.extend(pool.submit(_prepare, path, spec) for path in islice(waiting, len(answers)))
            yield answers
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare(path: Path, spec: ModelSpec) -> PreparedPicture | UnreadablePicture:
    try:
        return prepare_picture(path, spec)
    except UserError as error:
        return UnreadablePicture(path, error.message)
