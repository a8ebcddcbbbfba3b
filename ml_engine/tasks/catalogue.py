"""Every task there is: importing this module fills the registry.

task.py cannot do it itself, because each task imports its values.
"""

from __future__ import annotations

from collections.abc import Mapping

from ml_engine.tasks import classification
from ml_engine.tasks.detection import task as detection
from ml_engine.tasks.localization import task as localization
from ml_engine.tasks.several_labels import SeveralLabels
from ml_engine.tasks.task import TASKS, Task

__all__ = ["TASKS", "classification", "detection", "find_task", "localization"]

SEVERAL: Mapping[str, Task] = {classification.Classification.name: SeveralLabels()}


def find_task(name: str, *, several_per_picture: bool = False) -> Task:
    """The task of this name. several_per_picture: pictures may have any number of labels; means nothing to a detector.

    Raises UserError for an unknown name.
    """
    task = TASKS.get(name)
    return SEVERAL.get(name, task) if several_per_picture else task
