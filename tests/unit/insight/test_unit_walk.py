"""The walk to one number: what is shown is what torch computes."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import LayerRow
from ml_engine.domain.walk_events import UnitWalk
from ml_engine.insight.chain import find_chain
from ml_engine.insight.layers import layer_rows
from ml_engine.insight.open_network import NoHead, open_network
from ml_engine.insight.walk import make_walk, walk_unit
from ml_engine.insight.warm import Opened
from ml_engine.jobs.specs import LayersJob, WalkJob
from ml_engine.lab.stack import Stage
from ml_engine.lab.stack import trace as trace_stages
from ml_engine.networks.build import build_backbone
from ml_engine.training.model import TrainedModel
from tests.contracts.tiny_runs import make_pictures, make_run

UNITS = 300
SIX = ("resnet18", "mobilenet_v2", "squeezenet1_1", "densenet121", "efficientnet_b0", "convnext_tiny")
networks = pytest.mark.parametrize(
    ("name", "units"),
    [pytest.param("tiny", 40), *(pytest.param(name, UNITS // 6, marks=pytest.mark.all_backbones) for name in SIX)],
)


class Alone(nn.Module):
    """Stands where a backbone would."""

    def __init__(self, body: nn.Module) -> None:
        super().__init__()
        self.body = body

    def embed(self, x: Tensor) -> Tensor:
        found: Tensor = self.body(x).mean(dim=(2, 3))
        return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_pictures(tmp_path, 1)[0]


def opened(name: str, side: int = 64) -> Opened:
    """With batch norms that do something: as they are made they change nothing."""
    model = open_network(LayersJob(backbone="tiny", input_size=side), lambda _: None)
    torch.manual_seed(1)
    return Opened(shaken(TrainedModel(model.spec, build_backbone(name, None), NoHead())), ())


def made_of(body: nn.Module, side: int = 64) -> Opened:
    model = open_network(LayersJob(backbone="tiny", input_size=side), lambda _: None)
    torch.manual_seed(1)
    return Opened(shaken(TrainedModel(model.spec, Alone(body), NoHead())), ())  # type: ignore[arg-type]


def shaken(model: TrainedModel) -> TrainedModel:
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            for tensor in (module.running_mean, module.weight.data, module.bias.data):
                tensor.add_(torch.randn_like(tensor) * 0.2)
            module.running_var.mul_(torch.rand_like(module.running_var) + 0.5)
    return model.eval().requires_grad_(False)


def a_unit(rng: random.Random, row: LayerRow) -> tuple[int, int, int]:
    sides = row.shape if len(row.shape) == 3 else (row.shape[0], 1, 1)
    channel, line, column = (rng.randrange(side) for side in sides)
    return channel, line, column


def check_sum(walk: UnitWalk) -> None:
    """The products that are shown add up to the first line, and that with the bias to the second."""
    if walk.kind == "weighted":
        products = unpack_array(walk.patch).astype(np.float64) * unpack_array(walk.weights)
        assert walk.lines[0].value == pytest.approx(products.sum(), abs=1e-9, rel=1e-9)
        if len(walk.lines) > 1 and walk.lines[1].kind == "bias":
            assert walk.lines[1].value == pytest.approx(products.sum() + walk.lines[1].numbers[0], abs=1e-9, rel=1e-9)


@networks
def test_the_sum_that_is_shown_is_what_torch_answers(name: str, units: int, path: Path) -> None:
    network = opened(name)
    rows, rng = layer_rows(network.model, network.trace), random.Random(7)
    kinds = set()
    for _ in range(units):
        row = rng.choice(rows)
        walk = make_walk(network, WalkJob(str(path), row.name, *a_unit(rng, row)))
        check_sum(walk)
        kinds.add(walk.kind)
        assert walk.lines[walk.own].value == pytest.approx(walk.value, abs=1e-4, rel=1e-4), (row, walk.lines)
        assert walk.reason if walk.kind == "none" else walk.source
    assert "weighted" in kinds


@networks
def test_every_line_is_what_torch_has_at_that_step(name: str, units: int, path: Path) -> None:
    network = opened(name)
    rows, rng = layer_rows(network.model, network.trace), random.Random(8)
    for _ in range(units // 4):
        row = rng.choice(rows)
        unit = a_unit(rng, row)
        walk = make_walk(network, WalkJob(str(path), row.name, *unit))
        chain = find_chain(network.trace, network.trace.values[row.name], network.raw_index(row.name, *unit))
        calls = network.calls(path, chain.numbers)
        behind = walk.lines[len(walk.lines) - len(chain.links) :]
        for link, line in zip(chain.links, behind, strict=True):
            truth = float(calls[link.step.number].output[(0, *link.index)])
            assert line.value == pytest.approx(truth, abs=1e-4, rel=1e-4), (row, line)


@pytest.mark.parametrize(
    "conv",
    [
        nn.Conv2d(3, 8, 3, stride=2, padding=1),
        nn.Conv2d(3, 8, 5, dilation=2, padding=4, bias=False),
        nn.Conv2d(3, 6, (1, 7), padding=(0, 3), groups=3),
        nn.Conv2d(3, 3, 3, groups=3, padding="same"),
        nn.Conv2d(3, 4, (3, 5), padding="same", dilation=3),
        nn.Conv2d(3, 4, 3, padding=1, padding_mode="reflect"),
        nn.MaxPool2d(3, 2, 1),
        nn.MaxPool2d(2, 2, ceil_mode=True),
        nn.AvgPool2d(3, 2, 1),
        nn.AvgPool2d(3, 2, 1, count_include_pad=False),
        nn.AvgPool2d(3, 2, ceil_mode=True),
        nn.AdaptiveAvgPool2d((3, 5)),
    ],
    ids=str,
)
def test_every_number_of_every_kind_of_window_equals_torch_also_at_the_border(conv: nn.Module, path: Path) -> None:
    network = made_of(nn.Sequential(conv), 32)
    answer = network.answer(path, "backbone.body.0")
    last = (answer.shape[1] - 1, answer.shape[2] - 1)
    for channel in {0, len(answer) - 1}:
        for row, column in ((0, 0), (0, last[1]), last, (last[0] // 2, last[1] // 2)):
            walk = make_walk(network, WalkJob(str(path), "backbone.body.0", channel, row, column))
            check_sum(walk)
            assert walk.value == float(answer[channel, row, column])
            assert walk.lines[walk.own].value == pytest.approx(walk.value, abs=1e-4, rel=1e-5)


def test_the_patch_is_cut_where_the_walk_says(path: Path) -> None:
    network = made_of(nn.Sequential(nn.Conv2d(3, 4, 3, stride=2, dilation=2), nn.Conv2d(4, 2, 3, padding=1)), 32)
    walk = make_walk(network, WalkJob(str(path), "backbone.body.1", 1, 0, 5, with_inputs=True))
    assert (walk.corner, walk.dilation, walk.input_shape) == ((-1, 4), (1, 1), (4, 14, 14))
    maps = network.answer(path, "backbone.body.0")
    patch = unpack_array(walk.patch)
    np.testing.assert_array_equal(patch[:, 0], 0)
    np.testing.assert_array_equal(patch[:, 1:], maps[:, 0:2, 4:7])
    assert walk.inputs is not None
    assert unpack_array(walk.inputs).shape == (4, 14, 14)
    assert walk.low == pytest.approx(maps.amin(dim=(1, 2)).tolist())


def test_a_convolution_is_followed_through_norm_shortcut_and_activation(path: Path) -> None:
    network = opened("resnet18")
    name = "backbone.body.2.conv2"
    walk = make_walk(network, WalkJob(str(path), name, 5, 3, 4))
    assert [line.kind for line in walk.lines] == ["sum", "batch-norm", "plus", "relu"]
    assert (walk.own, walk.after) == (0, "several")
    shortcut = float(network.answer(path, "backbone.body.1")[5, 3, 4])
    assert walk.lines[2].numbers == (shortcut,)
    # The block's own answer is the end of the same story.
    block = make_walk(network, WalkJob(str(path), "backbone.body.2", 5, 3, 4))
    assert (block.lines, block.own, block.source) == (walk.lines, 3, name)


def test_a_layer_without_a_sum_says_so(path: Path) -> None:
    network = made_of(nn.Sequential(nn.Conv2d(3, 4, 1), nn.Softmax(dim=1)), 32)
    walk = make_walk(network, WalkJob(str(path), "backbone.body.1", 1, 2, 3))
    assert walk.kind == "none"
    assert "divided by the sum" in walk.reason
    assert walk.lines[0].value == pytest.approx(walk.value)


def test_the_strongest_number_of_a_map_is_found(path: Path) -> None:
    network = opened("tiny")
    answer = network.answer(path, "backbone.body.0")
    walk = make_walk(network, WalkJob(str(path), "backbone.body.0", 2, strongest=True))
    assert walk.value == float(answer[2].max())
    assert float(answer[2, walk.row, walk.column]) == walk.value


@pytest.mark.parametrize("place", [(99, 0, 0), (0, 99, 0), (0, 0, -1), (-1, 0, 0)])
def test_a_number_that_is_not_there_is_said(place: tuple[int, int, int], path: Path) -> None:
    with pytest.raises(UserError, match=r"99|-1"):
        make_walk(opened("tiny"), WalkJob(str(path), "backbone.body.0", *place))


def test_a_run_is_walked_too(tmp_path: Path) -> None:
    run = make_run(tmp_path, "classify")
    (path,) = make_pictures(tmp_path / "more", 1)
    events: list[object] = []
    walk_unit(WalkJob(str(path), "backbone.body.0", 0, model=str(run)), events.append, lambda: False)
    (walk,) = [event for event in events if isinstance(event, UnitWalk)]
    assert walk.lines[walk.own].value == pytest.approx(walk.value, abs=1e-4)


def test_what_was_worked_out_is_kept_and_bounded(path: Path, tmp_path: Path) -> None:
    network = opened("tiny")
    rows = layer_rows(network.model, network.trace)
    passes = []
    network.model.register_forward_pre_hook(lambda *_: passes.append(1))
    for row in rows:
        network.answer(path, row.name)
    assert len(passes) == 1
    small = Opened(network.model, (), answer_bytes=network.kept_bytes // 4)
    for row in (*rows, *rows):
        torch.testing.assert_close(small.answer(path, row.name), network.answer(path, row.name), rtol=0, atol=0)
        assert small.kept_bytes <= max(network.kept_bytes // 4, row.bytes)
    other = make_pictures(tmp_path / "other", 2)[1]
    before = network.answer(path, rows[0].name).clone()
    assert not torch.equal(network.answer(other, rows[0].name), before)
    assert torch.equal(network.answer(path, rows[0].name), before)


def test_the_receptive_field_is_what_a_changed_pixel_changes(path: Path) -> None:
    """Every pixel inside can change the number, none outside can. Averages: the greatest looks at one number only."""
    body = nn.Sequential(
        nn.Conv2d(3, 4, 3, stride=2, padding=1), nn.AvgPool2d(2), nn.Conv2d(4, 4, 3, dilation=2, padding=2),
        nn.Conv2d(4, 4, (1, 3), groups=2),
    )  # fmt: skip
    network = made_of(body, 64)
    for layer, row, column in (("backbone.body.0", 3, 0), ("backbone.body.2", 2, 9), ("backbone.body.3", 12, 5)):
        walk = make_walk(network, WalkJob(str(path), layer, 0, row, column))
        seen = pixels_that_count(network, layer, (0, row, column))
        x0, y0, x1, y1 = walk.field
        assert (seen[0].min(), seen[0].max() + 1, seen[1].min(), seen[1].max() + 1) == (y0, y1, x0, x1)


def pixels_that_count(network: Opened, layer: str, unit: tuple[int, int, int]) -> tuple[np.ndarray, np.ndarray]:
    pixels = torch.rand(1, 3, 64, 64, requires_grad=True)
    found: list[Tensor] = []
    handle = network.model.get_submodule(layer).register_forward_hook(lambda _m, _i, out: found.append(out))
    network.model(pixels)
    handle.remove()
    found[0][(0, *unit)].backward()
    assert pixels.grad is not None
    rows, columns = np.nonzero(pixels.grad[0].abs().sum(dim=0).numpy())
    return rows, columns


@pytest.mark.parametrize(
    ("name", "layer", "field", "sees_all"),
    [
        ("resnet18", "backbone.body.0", 11, False),
        ("resnet18", "backbone.body.8", 435, True),
        ("mobilenet_v2", "backbone.body.18", 491, True),
        pytest.param("vgg11", "backbone.body.7", 134, False, marks=pytest.mark.all_backbones),
    ],
)
def test_receptive_fields_of_well_known_networks(name: str, layer: str, field: int, sees_all: bool) -> None:
    network = opened(name, 224 if name == "vgg11" else 64)
    rows = {row.name: row for row in layer_rows(network.model, network.trace)}
    assert (rows[layer].field, rows[layer].sees_all) == ((field, field), sees_all)


def test_behind_a_gate_every_number_sees_the_whole_picture() -> None:
    network = opened("mobilenet_v3_small", 224)
    rows = {row.name: row for row in layer_rows(network.model, network.trace)}
    assert not rows["backbone.body.0"].sees_all
    assert rows["backbone.body.1"].sees_all  # squeeze and excitation from the first block on
    assert rows["backbone.body.1"].field == (7, 7)  # what its convolutions come to: 3 + (3 - 1) · 2


def test_the_lab_and_the_explorer_say_the_same_of_the_same_layers() -> None:
    """Two ways to work out a receptive field; a learner must find one number."""
    body = nn.Sequential(
        nn.Conv2d(3, 4, 7, stride=2, padding=3), nn.MaxPool2d(3, 2, 1), nn.Conv2d(4, 4, 3, padding=2, dilation=2),
        nn.Conv2d(4, 4, 3, stride=2, padding=1), nn.AvgPool2d(2),
    )  # fmt: skip
    network = made_of(body, 64)
    seen = [row.field for row in layer_rows(network.model, network.trace) if row.name.startswith("backbone.body.")]
    stages = (
        Stage("conv", 4, 7, 2, 3), Stage("pool", 0, 3, 2, 1), Stage("conv", 4, 3, 1, 2, 2), Stage("conv", 4, 3, 2, 1),
        Stage("pool", 0, 2, 2),
    )  # fmt: skip
    assert seen == [facts.receptive_field for facts in trace_stages((64, 64, 3), stages)]


def test_the_patch_of_a_gated_unit_is_its_window(path: Path) -> None:
    """The patches of a unit, its row in the explorer and its walk speak of one field."""
    network = opened("mobilenet_v3_small", 224)
    layer = "backbone.body.1"
    row = next(row for row in layer_rows(network.model, network.trace) if row.name == layer)
    reach = network.trace.reaches[network.trace.values[layer]]
    x0, y0, x1, y1 = reach.box(9, 9, 224)
    assert (y1 - y0, x1 - x0) == row.field
    assert make_walk(network, WalkJob(str(path), layer, 0, 9, 9)).field == (0, 0, 224, 224)


def test_a_network_of_another_input_size_is_another_answer(path: Path) -> None:
    network = opened("tiny")
    network.model.spec = dataclasses.replace(network.model.spec, input_size=96)
    assert network.answer(path, "backbone.body.0").shape[1] == 24
