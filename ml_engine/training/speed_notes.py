"""What a run tells the next estimate: how fast this machine was."""

from __future__ import annotations

from ml_engine.jobs.estimate import note_speeds, speed_key
from ml_engine.training.checkpoint import FitState
from ml_engine.training.model_spec import GRID
from ml_engine.training.phases import Phases
from ml_engine.training.run_setup import RunSetup

LEAST_VIEWS = 50
LEAST_STEPS = 20


def note_run(setup: RunSetup, phases: Phases, state: FitState) -> None:
    """Keep the speeds of a finished run; those of too little work are left out."""
    note_speeds(run_speeds(setup, phases, state))


def run_speeds(setup: RunSetup, phases: Phases, state: FitState) -> dict[str, float]:
    """Seconds by estimate.speed_key; none of a run at several input sizes, whose pixels nobody counted."""
    if len(setup.sizes) > 1:
        return {}
    device, cores = str(setup.around.machine.device), setup.around.threads
    megapixels = setup.spec.input_size**2 / 1e6
    seconds = sum(row.seconds for row in state.rows)
    found: dict[str, float] = {}
    if phases.sources.computed_views >= LEAST_VIEWS:
        key = speed_key("features", setup.spec.backbone, device, cores)
        found[key] = phases.sources.feature_seconds / (phases.sources.computed_views * megapixels)
    if state.total_steps < LEAST_STEPS or not seconds:
        return found
    step_s = seconds / state.total_steps
    if setup.whole:
        batch = min(setup.recipe.batch, len(setup.pictures.train))
        found[speed_key("whole", setup.spec.backbone, device, cores)] = step_s / (batch * megapixels)
    elif not setup.trained_blocks:
        # Every method has a head of its own, and the estimate knows the grid's.
        whose = "head" if setup.recipe.method == GRID else setup.recipe.method
        found[speed_key(setup.task.name, whose, device, cores)] = (
            step_s / megapixels if setup.task.features == "pyramid" else step_s
        )
    return found
