"""Numbers and places in words."""

from __future__ import annotations

from uuid import UUID

import pytest

pytest.importorskip("PySide6.QtCore", exc_type=ImportError)

from desktop_app.labels.words import place, score, uses
from desktop_app.project.query import LabelCount
from ml_engine.domain.values import Annotation, AnnotationKind

ID = UUID(int=1)


def test_a_place_is_the_top_left_corner_and_the_size_in_whole_pixels() -> None:
    box = Annotation(ID, 1, ID, AnnotationKind.BOX, ((147.6, 62.2), (549.9, 580.0)))
    assert place(box) == "148, 62 · 402 × 518"
    assert place(Annotation(ID, 1, ID, AnnotationKind.TAG)) == "the whole picture"


def test_scores_and_uses_are_short() -> None:
    assert score(0.406) == "0.41"
    assert uses(LabelCount(212, 100)).startswith("212 ")
