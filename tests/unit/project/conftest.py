"""Pictures on disk and projects over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.store import Project
from ml_engine.domain.values import Annotation, AnnotationKind, Label

DrawPicture = Callable[..., Path]


def draw_picture(path: Path, seed: int = 0, size: tuple[int, int] = (40, 30)) -> Path:
    """A picture with structure of its own: pictures of different seeds do not look alike."""
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = np.random.default_rng(seed).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    Image.fromarray(blocks).resize(size, Image.Resampling.NEAREST).save(path)
    return path


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Six pictures in a folder."""
    for index in range(6):
        draw_picture(tmp_path / "pictures" / f"{index}.png", seed=index)
    return tmp_path / "pictures"


@pytest.fixture
def project(tmp_path: Path, pictures: Path) -> Iterator[Project]:
    """An open project over the six pictures."""
    with new_project(tmp_path / "project", [pictures]).project as opened:
        yield opened


@pytest.fixture
def cat(project: Project) -> Label:
    """A label, already in the project."""
    (label,) = new_labels((), ["cat"])
    project.apply(make_edit("New label", added=[label]))
    return label


def box(image_id: int, label: Label, x: float = 1.5) -> Annotation:
    return Annotation(new_id(), image_id, label.id, AnnotationKind.BOX, ((x, 2.25), (x + 10.1, 20.0)))
