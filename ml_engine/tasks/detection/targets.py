"""The boxes that one view of a picture should yield."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import numpy as np
import torch

from ml_engine.domain.geometry import FloatArray, ViewGeometry, boxes_in_view
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind
from ml_engine.tasks.task import ImageTargets


def box_targets(image: SnapshotImage, label_index: Mapping[UUID, int], view: ViewGeometry) -> ImageTargets:
    """Boxes (and the boxes around polygons) moved into the view, clipped; those mostly cut away dropped.

    A label that is not in label_index is left out. Tags have no place and are left out.
    """
    labels, boxes = picture_boxes(image, label_index)
    clipped, kept = boxes_in_view(boxes, view)
    return ImageTargets(torch.from_numpy(labels[kept]), torch.from_numpy(clipped[kept].astype(np.float32)))


def picture_boxes(image: SnapshotImage, label_index: Mapping[UUID, int]) -> tuple[np.ndarray, FloatArray]:
    """Label indices (N,) int64 and boxes (N, 4) float64 xyxy in picture pixels, of boxes and polygons."""
    found = [
        (label_index[annotation.label_id], annotation.xyxy)
        for annotation in image.annotations
        if annotation.kind is not AnnotationKind.TAG and annotation.label_id in label_index
    ]
    labels = np.array([label for label, _ in found], dtype=np.int64)
    boxes = np.array([xyxy for _, xyxy in found], dtype=np.float64).reshape(-1, 4)
    return labels, boxes
