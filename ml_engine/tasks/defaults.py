"""What each task's training does when nobody says otherwise; without torch, so that the window can show it."""

from __future__ import annotations

from collections.abc import Mapping

from ml_engine.domain.errors import UserError
from ml_engine.tasks.detection.defaults import DETECT_DEFAULTS
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.localization.defaults import LOCALIZE_DEFAULTS
from ml_engine.training.recipe import Recipe

CLASSIFY_DEFAULTS = Recipe(views=3)  # cross-validated with the input size: more views cost time and gain nothing
TASK_DEFAULTS: Mapping[str, Recipe] = {
    "classify": CLASSIFY_DEFAULTS,
    "detect": DETECT_DEFAULTS,
    "localize": LOCALIZE_DEFAULTS,
}

# The key of the metric that stands for all others. Of the methods of detection none has another.
_PRIMARY: Mapping[str, str] = {"classify": "accuracy", "detect": "ap", "localize": "mean_iou"}
_PRIMARY_OF_SEVERAL: Mapping[str, str] = {"classify": "ap"}


def primary_metric(task: str, *, several_per_picture: bool = False) -> str:
    """The metric by which trainings of a task are compared; that of catalogue.find_task's task, without torch."""
    own = _PRIMARY[task]
    return _PRIMARY_OF_SEVERAL.get(task, own) if several_per_picture else own


def default_recipe(task: str, method: str = "") -> Recipe:
    """method: of detection, '' for the usual one. Raises UserError for an unknown task or method."""
    if task not in TASK_DEFAULTS:
        raise UserError(
            "unknown-task", f"There is no task called {task!r}.", f"Choose one of: {', '.join(TASK_DEFAULTS)}."
        )
    if method and TASK_DEFAULTS[task] is DETECT_DEFAULTS:
        return METHODS.get(method).recipe
    return TASK_DEFAULTS[task]
