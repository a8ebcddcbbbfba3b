"""Every field of a recipe changes what it says, and nothing else of the training."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ml_engine.training.recipe import Recipe
from ml_engine.training.recipe_fields import field_values
from tests.contracts.recipe_traces import Tracer

BASE = """
epochs = 2
least_steps = 0
evaluate_every = 1
batch = 8
views = 2
ema = 0.0
mix = 0.0
weight_decay = 0.05
input_size = 64
mixed_precision = "off"
optimizer = "sgd"
rate = 0.05
augment = {rotate_degrees = 10.0, scale = [0.7, 1.4]}
"""
SECOND = """
[second]
blocks = 1
epochs = 1
batch = 8
views = 2
ema = 0.0
"""
BLOCKS = 9  # of the network that is trained
# What any other course of a training must change too: what is learnt from the first changed step on.
LEARNT = ("losses", "gradients", "weights", "longest row")
SHOWN = ("inputs",)
COURSE = ("rates", *LEARNT)
MORE = ("places", "views", "inputs", "shapes", "blend", "penalty", "scored")  # longer or shorter lists of them


@dataclass(frozen=True)
class Case:
    """change: TOML of one field.   moves: aspects of the phase that it must change.   may: that may follow or not.

    base: what else holds in both runs.
    """

    name: str
    change: str
    moves: tuple[str, ...]
    may: tuple[str, ...] = ()
    base: str = ""
    task: str = "classify"
    phase: str = "head"
    run: tuple[str, ...] = ()  # aspects of the whole run


def head(name: str, change: str, *moves: str, **more: object) -> Case:
    return Case(name, change, moves, **more)


def pictures(name: str, change: str, **more: object) -> Case:
    """Fields that change what training pictures look like."""
    return Case(name, change, (*SHOWN, *LEARNT), **more)


def second(name: str, change: str, *moves: str, **more: object) -> Case:
    return Case(name, change, moves, base=SECOND, phase="blocks", **more)


CASES = [
    head("epochs", "epochs = 3", *COURSE, *MORE),
    head("steps", "steps = 2", *COURSE, *MORE),
    head("least_steps", "least_steps = 6", *COURSE, *MORE),
    # The loss of these few pictures reaches zero and can get no better.
    head(
        "patience",
        "patience = 1",
        "scored",
        may=(*COURSE, *MORE),
        base='epochs = 12\nrate = 10.0\nschedule = "constant"',
    ),
    head("evaluate_every", "evaluate_every = 2", "scored"),
    head("batch", "batch = 5", *COURSE, *MORE[:2], "inputs", may=MORE),
    head("optimizer", 'optimizer = "rmsprop"', "optimizer", "momentum", "nesterov", *LEARNT),
    head("rate", "rate = 0.02", "peaks", *COURSE),
    head("momentum", "momentum = 0.5", "momentum", *LEARNT),
    head("nesterov", "nesterov = false", "nesterov", *LEARNT),
    head("schedule", 'schedule = "constant"', *COURSE),
    head("warm_up", "warm_up = 0.5", *COURSE),
    head("step_epochs", "step_epochs = 2", *COURSE, base='schedule = "step"\nstep_epochs = 1'),
    head("step_factor", "step_factor = 0.5", *COURSE, base='schedule = "step"\nstep_epochs = 1'),
    head("weight_decay", "weight_decay = 0.5", "decay", *LEARNT),
    head("l1", "l1 = 0.01", "penalty", *LEARNT),
    head("l2", "l2 = 0.01", "penalty", *LEARNT),
    head("max_norm", "max_norm = 0.01", *LEARNT),
    head("dropout", "dropout = 0.5", "dropout", *LEARNT),
    head("ema", "ema = 0.9", "average"),
    head("clip", "clip = 0.001", *LEARNT),
    head("label_smoothing", "label_smoothing = 0.1", *LEARNT),
    head("class_balance", 'class_balance = "weights"', *LEARNT),
    head("class_balance", 'class_balance = "sampling"', "places", "inputs", *LEARNT, may=("views",)),
    head("mix", "mix = 1.0", "inputs", *LEARNT, task="detect"),
    head("mixup", "mixup = 0.5", "blend", "inputs", *LEARNT),
    head("cutmix", "cutmix = 1.0", "blend", "inputs", *LEARNT),
    pictures("fit", 'fit = "stretch"', run=("fit",)),
    pictures("input_size", "input_size = 96", run=("size",)),
    pictures("normalization", 'normalization = "unit"', run=("normalization",)),
    pictures("normalization", 'normalization = "dataset"', run=("normalization",)),
    head("multi_scale", "multi_scale = 1", "inputs", "shapes", *LEARNT, task="detect", may=("views",), run=("cached",)),
    head("refine_windows", "refine_windows = false", *LEARNT, task="detect", base='method = "sliding_window"'),
    head("head", 'head = "nearest-mean"', "peaks", "decay", *COURSE, *MORE[:3], may=MORE, run=("cached",)),
    head("shots", "shots = 2", *COURSE, "places", "inputs", may=MORE, run=("cached",)),
    head("mixed_precision", 'mixed_precision = "on"', "half", *LEARNT, task="detect"),
    head("views", "views = 3", "views", "inputs", *LEARNT, run=("cached",)),
    pictures("augment.flip", "augment = {flip = false}"),
    pictures("augment.flip_vertical", "augment = {flip_vertical = true}"),
    pictures("augment.rotate_degrees", "augment = {rotate_degrees = 45.0}"),
    pictures("augment.scale", "augment = {scale = [0.5, 2.0]}"),
    pictures("augment.aspect", "augment = {aspect = 2.0}"),
    pictures("augment.shift", "augment = {shift = 0.0}"),
    pictures("augment.brightness", "augment = {brightness = 0.9}"),
    pictures("augment.contrast", "augment = {contrast = 0.9}"),
    pictures("augment.saturation", "augment = {saturation = 0.9}"),
    pictures("augment.blur", "augment = {blur = 1.0}", base="input_size = 224"),  # blurs a share of the side
    pictures("augment.noise", "augment = {noise = 1.0}"),
    pictures("augment.border", 'augment = {border = "grey"}'),
    pictures("augment.crop", "augment = {crop = 0.5}"),
    pictures("augment.hue", "augment = {hue = 60.0}"),
    pictures("augment.sharpen", "augment = {sharpen = 1.0}", base="input_size = 224"),
    pictures("augment.blur_strength", "augment = {blur_strength = 4.0}", base="augment = {blur = 1.0}"),
    pictures(
        "augment.sharpen_strength",
        "augment = {sharpen_strength = 4.0}",
        base="input_size = 224\naugment = {sharpen = 1.0}",
    ),
    pictures("augment.noise_strength", "augment = {noise_strength = 4.0}", base="augment = {noise = 1.0}"),
    pictures("augment.flip_share", "augment = {flip_share = 0.0}"),
    pictures(
        "augment.flip_vertical_share", "augment = {flip_vertical_share = 0.0}", base="augment = {flip_vertical = true}"
    ),
    *(
        pictures(f"augment.{name}_share", f"augment = {{{name}_share = 0.0}}")
        for name in ("rotate", "scale", "aspect", "shift", "brightness", "contrast", "saturation")
    ),
    pictures("augment.crop_share", "augment = {crop_share = 0.0}", base="augment = {crop = 0.5}"),
    pictures("augment.hue_share", "augment = {hue_share = 0.0}", base="augment = {hue = 60.0}"),
    pictures("augment.untouched", "augment = {untouched = 0.6}", run=("cached",)),
    second("second.blocks", "second = {blocks = 2}", "learns", "inputs", "shapes", *LEARNT, may=("peaks", "decay")),
    second("second.epochs", "second = {epochs = 2}", *COURSE, *MORE),
    second("second.batch", "second = {batch = 5}", *COURSE, *MORE[:2], "inputs", may=MORE),
    second("second.rate", "second = {rate = 0.01}", "peaks", *COURSE),
    second("second.block_rate", "second = {block_rate = 0.01}", "peaks", *LEARNT),
    second("second.weight_decay", "second = {weight_decay = 0.5}", "decay", *LEARNT),
    second("second.views", "second = {views = 0}", "views", "inputs", *LEARNT),
    second("second.ema", "second = {ema = 0.9}", "average"),
]


@pytest.fixture(scope="module")
def tracer(tmp_path_factory: pytest.TempPathFactory) -> Tracer:
    return Tracer(tmp_path_factory.mktemp("traces"))


def merged(*texts: str) -> str:
    """TOML of several texts, the later ones changing the earlier ones' fields."""
    import msgspec

    merged: dict[str, object] = {}
    for text in texts:
        for name, value in msgspec.toml.decode(text).items():
            old = merged.get(name)
            merged[name] = {**old, **value} if isinstance(old, dict) else value
    tables = {name: value for name, value in merged.items() if isinstance(value, dict)}
    lines = [f"{name} = {plain(value)}" for name, value in merged.items() if name not in tables]
    for name, table in tables.items():
        lines += [f"[{name}]", *(f"{key} = {plain(value)}" for key, value in table.items())]
    return "\n".join(lines)


def plain(value: object) -> str:
    import json

    return json.dumps(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.change.replace("\n", " "))
def test_a_field_changes_what_it_says_and_nothing_else(tracer: Tracer, case: Case) -> None:
    before = tracer.trace(case.task, merged(BASE, case.base))
    after = tracer.trace(case.task, merged(BASE, case.base, case.change))

    changed = after.changed(before)

    wanted = {f"{case.phase}.{aspect}" for aspect in case.moves} | set(case.run)
    allowed = wanted | {f"{case.phase}.{aspect}" for aspect in (*case.may, "longest row")}
    if case.phase == "head" and any(name.startswith("blocks.") for name in changed):
        allowed |= {name for name in changed if name.startswith("blocks.")}
    missing = wanted - changed - {f"{case.phase}.longest row"}
    assert not missing
    assert not changed - allowed


@pytest.mark.parametrize(
    ("change", "phases", "blocks"),
    [
        ('freeze = "auto"', {"head", "blocks"}, 1),
        ('freeze = "top"', {"head", "blocks"}, 1),
        ('freeze = "all"', {"head"}, 0),
        ('freeze = "nothing"', {"blocks"}, 99),
    ],
)
def test_freeze_says_what_learns_and_when(tracer: Tracer, change: str, phases: set[str], blocks: int) -> None:
    trace = tracer.trace("classify", merged(BASE, SECOND, change)).aspects
    assert {name.partition(".")[0] for name in trace if "." in name} == phases
    learns = [name for name in trace.get("blocks.learns", ()) if name.startswith("backbone.")]
    assert len({name.split(".")[2] for name in learns}) == min(blocks, BLOCKS)
    if blocks:  # pretrained blocks learn at a lower rate than the head
        assert min(trace["blocks.peaks"]) == pytest.approx(max(trace["blocks.peaks"]) * 0.1)


def test_every_field_of_the_recipe_is_tried() -> None:
    tried = {case.name for case in CASES} | {"freeze", "method", "anchors"}  # the methods have a contract of their own
    assert tried == set(field_values(Recipe()))
