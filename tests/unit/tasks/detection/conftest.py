"""What the detector's tests share: pictures with boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid5

import pytest
import torch

from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Split

Box = tuple[float, float, float, float]
MakePicture = Callable[..., SnapshotImage]
SPACE = UUID(int=7)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Tensors this small lose time to a second thread, and the tests run side by side."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def labels() -> list[UUID]:
    """Two labels, in the order of a model's outputs."""
    return [uuid5(SPACE, "cat"), uuid5(SPACE, "dog")]


@pytest.fixture
def label_index(labels: list[UUID]) -> dict[UUID, int]:
    return {label: position for position, label in enumerate(labels)}


@pytest.fixture
def picture(labels: list[UUID]) -> MakePicture:
    """picture((label index, box), …, size=(width, height), tag=label index, verified=…)"""

    def make(
        *boxes: tuple[int, Box],
        size: tuple[int | None, int | None] = (640, 480),
        tag: int | None = None,
        verified: bool = True,
    ) -> SnapshotImage:
        annotations = [
            Annotation(uuid5(SPACE, str(number)), 1, labels[label], AnnotationKind.BOX, ((x0, y0), (x1, y1)))
            for number, (label, (x0, y0, x1, y1)) in enumerate(boxes)
        ]
        if tag is not None:
            annotations.append(Annotation(uuid5(SPACE, "tag"), 1, labels[tag], AnnotationKind.TAG))
        width, height = size
        return SnapshotImage(ImageRef(1, Path("a.jpg"), width, height), Split.TRAIN, verified, tuple(annotations))

    return make
