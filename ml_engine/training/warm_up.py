"""Importing this loads everything that a training needs, also what the parts import only when they are used.

For the worker of a window that has just opened: a person looks around for some seconds, and then waits for nothing.
"""

import faster_coco_eval
import onnxruntime

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.training import run

__all__ = ["faster_coco_eval", "onnxruntime", "run", "torchvision"]
