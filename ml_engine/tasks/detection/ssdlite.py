"""SSDlite: SSD whose convolutions work channel by channel.

Source: Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018, section 6.2.
"""

from __future__ import annotations

from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.detection.ssd import Ssd


class SsdLite(Ssd):
    """The task 'detect' by SSDlite."""

    recipe = METHODS.get("ssdlite").recipe
    separable = True


Method = SsdLite
