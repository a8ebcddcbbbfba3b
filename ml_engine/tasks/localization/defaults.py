"""How a localiser is trained when the user says nothing: chosen on validation pictures, as the detector's."""

from __future__ import annotations

import msgspec

from ml_engine.tasks.detection.defaults import DETECT_DEFAULTS
from ml_engine.training.recipe import Recipe

LOCALIZE_DEFAULTS: Recipe = msgspec.structs.replace(DETECT_DEFAULTS, mix=1.0)
