"""The default training of every task has a script that is short enough, with each network that scripts cover."""

from __future__ import annotations

import ast
import uuid

import msgspec
import pytest

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import BACKBONES, BackboneInfo
from ml_engine.reports.card import ModelCard
from ml_engine.reports.script import MOST_LINES, WIDEST, script_text
from ml_engine.reports.script_methods import SCRIPT_METHODS
from ml_engine.reports.script_networks import NoFewLinesError, script_network
from ml_engine.tasks.defaults import default_recipe
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.model_spec import GRID, LabelSpec, MethodSetting, ModelSpec
from ml_engine.training.recipe import SecondPhase

SETTINGS = {
    "yolo": (MethodSetting("anchors", (20.0, 30.5, 64.25, 48.125, 120.0, 200.0, 250.75, 260.5, 300.0, 310.0)),),
    "sliding_window": (MethodSetting("refined", (1.0,)), MethodSetting("level", (1.0,))),
}


def spec_of(task: str, info: BackboneInfo, method: str = GRID) -> ModelSpec:
    labels = tuple(LabelSpec(uuid.UUID(int=place + 1), f"label {place}", "#336699") for place in range(3))
    features = "embedding" if task == "classify" else "pyramid"
    return ModelSpec(
        task, labels, info.name, "" if info.trains_whole else "f" * 64, 320, "letterbox", info.normalization, features,
        0, 0.3, 0.6, "0", method=method, method_settings=SETTINGS.get(method, ()),
    )  # fmt: skip


def card_of(spec: ModelSpec) -> ModelCard:
    return ModelCard(
        "2026-01-01_12-00-00_a_run", "", spec.task, (), {}, spec.backbone, spec.info.title, "", "", 0, 0, 0, 320,
        "letterbox", "", "test", {}, {}, 0.3, 0.6, "cpu", 0.0, 0, {}, "",
    )  # fmt: skip


def made(task: str, network: str, method: str = GRID, **changes: object) -> str:
    spec = spec_of(task, BACKBONES.get(network), method)
    recipe = default_recipe(task, method if task == "detect" else "")
    return script_text(msgspec.structs.replace(recipe, **changes), spec, card_of(spec))


def covered(task: str) -> list[str]:
    names = []
    for info in BACKBONES:
        try:
            found = script_network(info, task)
        except NoFewLinesError:
            continue
        if found.taps or task == "classify":
            names.append(info.name)
    return names


@pytest.mark.parametrize(
    ("task", "method"), [("classify", GRID), ("localize", GRID), *(("detect", method) for method in SCRIPT_METHODS)]
)
def test_the_default_training_fits_whatever_the_network(task: str, method: str) -> None:
    names = covered(task)
    assert {"bundled", "mobilenet_v2", "resnet18", "convnext_tiny", "efficientnet_b0"} <= set(names)
    for name in names:
        text = made(task, name, method)
        ast.parse(text)
        lines = text.splitlines()
        assert len(lines) <= MOST_LINES[task], name
        assert max(map(len, lines)) <= WIDEST, name
        assert "#?" not in text
        assert "@" not in text.replace("@functools", "").replace("@torch", "").replace(" @ ", ""), name


def test_the_app_s_own_detector_keeps_its_blank_lines() -> None:
    text = made("detect", "bundled")
    assert "\n\ndef levels_of" in text
    assert "\n\n# ---- Train ----\n" in text


def test_every_method_of_detection_has_pieces() -> None:
    assert set(SCRIPT_METHODS) == set(METHODS.names())


@pytest.mark.parametrize(("task", "method"), [("localize", GRID), ("detect", GRID), ("detect", "yolo")])
def test_a_second_phase_fits_too(task: str, method: str) -> None:
    for name in ("bundled", "mobilenet_v2", "convnext_tiny"):
        text = made(task, name, method, second=SecondPhase(blocks=4))
        ast.parse(text)
        assert "copy.deepcopy(body[first:DEPTH])" in text


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("mixup", {"mixup": 0.2}),
        ("class_balance", {"class_balance": "weights"}),
        ("multi_scale", {"multi_scale": 2}),
        ("mixed_precision", {"mixed_precision": "on"}),
    ],
)
def test_what_a_detectors_script_does_not_cover_is_named(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(UserError, match=field) as refused:
        made("detect", "bundled", GRID, **changes)
    assert refused.value.code == "no-script"


@pytest.mark.parametrize(
    "changes",
    [
        {"mixup": 0.2},
        {"cutmix": 1.0},
        {"mixup": 0.2, "cutmix": 1.0},
        {"class_balance": "weights"},
        {"class_balance": "sampling"},
        {"mixed_precision": "on"},
        {"warm_up": 0.2, "schedule": "step"},
        {"warm_up": 0.2, "schedule": "constant"},
        {"l1": 0.1, "l2": 0.1, "max_norm": 2.0, "clip": 1.0, "patience": 3},
    ],
    ids=str,
)
def test_a_classifier_s_choice_fits_too(changes: dict[str, object]) -> None:
    for name in ("bundled", "mobilenet_v2", "lenet5", "convnext_tiny"):
        ast.parse(made("classify", name, **changes))
    ast.parse(made("classify", "resnet18", freeze="nothing", **changes))
    ast.parse(made("classify", "resnet18", second=SecondPhase(blocks=2), **changes))


@pytest.mark.parametrize(("field", "changes"), [("head", {"head": "nearest-mean"}), ("shots", {"shots": 1})])
def test_a_head_that_is_not_trained_is_refused(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(UserError, match=rf"uses {field}"):
        made("classify", "mobilenet_v2", **changes)


@pytest.mark.parametrize(
    "changes",
    [{"class_balance": "sampling"}, {"warm_up": 0.2, "schedule": "step"}, {"warm_up": 0.2, "schedule": "constant"}],
    ids=str,
)
def test_a_detector_s_choice_fits_too(changes: dict[str, object]) -> None:
    for method in (GRID, "yolo", "retinanet"):
        ast.parse(made("detect", "bundled", method, **changes))
    with pytest.raises(UserError, match="class_balance"):
        made("localize", "bundled", class_balance="sampling")
