"""What a detector's script says about boxes is what the engine says: same start, same answers, same loss."""

from __future__ import annotations

import functools
import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BACKBONES
from ml_engine.reports.script_methods import SCRIPT_METHODS, method_facts, method_values
from ml_engine.reports.script_pieces import assemble
from ml_engine.tasks.catalogue import find_task
from ml_engine.tasks.task import ImageTargets

METHODS = ("retinanet", "fcos", "ssd", "ssdlite", "faster_rcnn")
LABELS = 3
TRUTHS = [
    ([0, 2], [[4.0, 6.0, 40.0, 52.0], [30.0, 30.0, 90.0, 60.0]]),
    ([], []),
    ([1], [[0.0, 0.0, 96.0, 90.0]]),
]
