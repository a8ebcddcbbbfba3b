"""Every task there is: importing this module fills the registry.

task.py cannot do it itself, because each task imports its values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from ml_engine.domain.errors import UserError
from ml_engine.tasks import classification
from ml_engine.tasks.detection import task as detection
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.localization import task as localization
from ml_engine.tasks.several_labels import SeveralLabels
from ml_engine.tasks.task import TASKS, ChoosesSettings, Task
from ml_engine.training.model_spec import GRID, MethodSetting, ModelSpec

__all__ = ["TASKS", "classification", "detection", "find_task", "localization", "task_of"]

SEVERAL: Mapping[str, Task] = {classification.Classification.name: SeveralLabels()}


def find_task(
    name: str, *, several_per_picture: bool = False, method: str = GRID, settings: Sequence[MethodSetting] = ()
) -> Task:
    """The task of this name.

    several_per_picture: pictures may have any number of labels; means nothing to a detector.
    method: of detection.   settings: what a run of that method chose from its pictures; () for a new run.
    Raises UserError for an unknown name or method, and for a method of a task that has none.
    """
    task = TASKS.get(name)
    if method not in ("", GRID):
        row = METHODS.get(method)
        if name != detection.Detection.name:
            raise UserError(
                "recipe",
                f"{row.title} finds boxes: it does not apply to the task '{name}'.",
                "Take method out of the recipe.",
            )
        # Only now: torchvision takes a second that the usual method need not wait for.
        task = import_module(row.module).Method()
    if settings and isinstance(task, ChoosesSettings):
        return task.with_settings(settings)
    return SEVERAL.get(name, task) if several_per_picture else task


def task_of(spec: ModelSpec) -> Task:
    """The task that a model was trained for. Raises UserError if this Vistazo does not know it."""
    return find_task(
        spec.task, several_per_picture=spec.several_per_picture, method=spec.method, settings=spec.method_settings
    )
