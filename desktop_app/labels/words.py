"""Numbers and places in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.project.query import LabelCount
from ml_engine.domain.values import Annotation, AnnotationKind


def number(value: int) -> str:
    """'12,345', as people write it here."""
    return QLocale().toString(value)


def score(value: float) -> str:
    """'0.41', as people write it here."""
    return QLocale().toString(value, "f", 2)


def uses(count: LabelCount) -> str:
    """'212 objects in 100 pictures'."""
    tr = QCoreApplication.translate
    objects = tr("LabelWords", "%n object(s)", "", count.annotations)
    pictures = tr("LabelWords", "%n picture(s)", "", count.images)
    return tr("LabelWords", "{objects} in {pictures}").format(objects=objects, pictures=pictures)


def place(annotation: Annotation) -> str:
    """'148, 62 · 402 × 518': top left corner and size in pixels."""
    if annotation.kind is AnnotationKind.TAG:
        return QCoreApplication.translate("LabelWords", "the whole picture")
    x0, y0, x1, y1 = annotation.xyxy
    return f"{number(round(x0))}, {number(round(y0))} · {number(round(x1 - x0))} × {number(round(y1 - y0))}"
