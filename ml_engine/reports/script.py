"""A run as a plain script that a student reads and runs: what Vistazo did, without Vistazo.

It reads the run's snapshot and job file, draws the same random numbers, and comes to the run's metric. What it holds
are pieces of readable Python in scripts/; only what the run used is in it, and what they do not cover is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import STRIDES
from ml_engine.reports.card import ModelCard
from ml_engine.reports.model_card import read_model_card
from ml_engine.reports.run_reader import read_spec
from ml_engine.reports.script_methods import method_facts, method_values, script_method
from ml_engine.reports.script_networks import NoFewLinesError, ScriptNetwork, script_network
from ml_engine.reports.script_pieces import assemble, fewer_blank_lines
from ml_engine.reports.script_values import script_facts, script_values, second_blocks
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.recipe import Recipe
from ml_engine.training.recipe_diff import read_run_recipe

MOST_LINES = {"classify": 120, "detect": 300, "localize": 300}
WIDEST = 100
_NOT_COVERED = (
    "Scripts know no head and shots; those of detectors no mixup, multi_scale and mixed_precision = 'on' either, and "
    "those of localisers no class_balance."
)


@dataclass(frozen=True, slots=True)
class RunScript:
    """text: the whole script.   file_name: what to save it as."""

    text: str
    file_name: str

    @property
    def lines(self) -> int:
        return self.text.count("\n")


def run_script(run_dir: Path) -> RunScript:
    """The script of a finished run.

    Raises UserError: 'no-run', 'no-card' for a run that is not finished, 'no-script' with the field of the recipe, or
    the network, that a script does not cover.
    """
    spec = read_spec(run_dir)
    card = read_model_card(run_dir)
    recipe = read_run_recipe(run_dir)
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", run_dir.name) or "run"
    return RunScript(script_text(recipe, spec, card), f"{name}.py")


def script_text(recipe: Recipe, spec: ModelSpec, card: ModelCard) -> str:
    """The script of a run that is known by these. Raises UserError 'no-script'."""
    network = _network(spec)
    _refuse(recipe, spec, network)
    facts = script_facts(recipe, spec, network) | method_facts(recipe, spec)
    values = script_values(recipe, spec, network, card) | method_values(recipe, spec)
    return _fitted(assemble(_pieces(spec, network), facts, values), spec)


def _network(spec: ModelSpec) -> ScriptNetwork:
    try:
        return script_network(spec.info, "classify" if spec.task == "classify" else "detect")
    except NoFewLinesError as error:
        raise UserError(
            "no-script",
            f"There is no script for runs with {spec.info.title}: torchvision does not have this network.",
            "Scripts are there for torchvision's networks, for those of Vistazo, and for networks of your own layers.",
        ) from error


def _refuse(recipe: Recipe, spec: ModelSpec, network: ScriptNetwork) -> None:
    fields = _uncovered(recipe, spec, network) if spec.task != "classify" else {}
    fields |= {"head": recipe.head != "trained", "shots": recipe.shots > 0}
    for field, used in fields.items():
        if used:
            raise UserError("no-script", f"There is no script for this run: its recipe uses {field}.", _NOT_COVERED)
    if spec.task != "classify" and not network.taps:
        raise UserError(
            "no-script",
            f"There is no script for detectors with {spec.info.title}.",
            "Scripts find objects with torchvision's networks, and with those of Vistazo.",
        )


def _uncovered(recipe: Recipe, spec: ModelSpec, network: ScriptNetwork) -> dict[str, bool]:
    """What a detector's script does not do, and whether the recipe asks for it."""
    return {
        "mixup": bool(recipe.mixup),
        "multi_scale": bool(recipe.multi_scale),
        "class_balance": recipe.class_balance == "weights"
        or (recipe.class_balance != "none" and spec.task != "detect"),
        "mixed_precision": recipe.mixed_precision == "on",
        # Where levels are read off between the network's own cells, or one is pooled from another.
        "second.blocks": second_blocks(recipe, spec) > 0
        and bool(network.grids or network.border or len(network.taps) < len(STRIDES)),
    }


def _pieces(spec: ModelSpec, network: ScriptNetwork) -> list[str]:
    own = ["own_layers"] if spec.network is not None or spec.info.recipe is not None else []
    built = [network.piece] if network.piece else ["network"]
    if spec.task == "classify":
        return [
            "start", "load_pictures", "show_pictures", "network_title", *own, *built, "weights", "classifier",
            "fit_classifier",
        ]  # fmt: skip
    rows = [] if network.piece else ["boxes_body"]
    method = script_method(spec)
    assert method is not None  # noqa: S101  (of all that are no classifiers)
    return [
        "start", "load_boxes", "show_boxes", "network_title", *built, *rows, "weights", "levels", *method.pieces,
        "mix", method.found, "fit_boxes",
    ]  # fmt: skip


def _fitted(text: str, spec: ModelSpec) -> str:
    """The script, with fewer blank lines where they make it too long. Raises UserError if it still is."""
    most = MOST_LINES[spec.task]
    lines = fewer_blank_lines(text.splitlines(), most)
    if len(lines) > most or max(map(len, lines)) > WIDEST:
        raise UserError(
            "no-script",
            "There is no script for this run: with all that it uses it would be longer than one reads through "
            f"({len(lines)} lines of up to {max(map(len, lines))} characters).",
            "Train with fewer choices that differ from the defaults, then ask again.",
        )
    return "\n".join(lines) + "\n"
