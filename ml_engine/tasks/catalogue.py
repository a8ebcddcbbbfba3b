"""Every task there is: importing this module fills the registry.

task.py cannot do it itself, because each task imports its values.
"""

from ml_engine.tasks import classification
from ml_engine.tasks.detection import task as detection
from ml_engine.tasks.task import TASKS

__all__ = ["TASKS", "classification", "detection"]
