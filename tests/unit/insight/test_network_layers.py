"""Layers and their maps, against PyTorch's own hooks."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, FeatureMaps, LayerRow, Layers, Notice
from ml_engine.inference.preparation import prepare_picture
from ml_engine.insight.feature_maps import make_tiles, show_feature_maps
from ml_engine.insight.layers import layer_rows, list_layers
from ml_engine.insight.open_network import open_network
from ml_engine.insight.warm import Opened
from ml_engine.jobs.specs import FeatureMapJob, LayersJob
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import build_backbone
from ml_engine.training.model import TrainedModel
from ml_engine.training.run_folder import load_model
from tests.contracts.network_families import FAMILIES, least_side
from tests.contracts.tiny_runs import make_pictures, make_run

SMALL = "squeezenet1_1"
every_backbone = pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name == SMALL else pytest.mark.all_backbones) for name in FAMILIES],
)


@pytest.fixture(scope="module", params=["classify", "detect"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp(request.param), request.param)


def said(event_type: type, function, job) -> list:
    events: list[Event] = []
    function(job, events.append, lambda: False)
    return [event for event in events if isinstance(event, event_type)]


def random_network(name: str) -> TrainedModel:
    """A backbone alone; its weights are random, which is all the same to a hook."""
    network = open_network(LayersJob(backbone="tiny", input_size=64), lambda _: None)
    torch.manual_seed(1)
    return TrainedModel(network.spec, build_backbone(name, None).eval(), network.head).eval()


def plainly_hooked(model: nn.Module, pixels: Tensor) -> dict[str, Tensor]:
    """The first answer of every module that answers with a tensor."""
    found: dict[str, Tensor] = {}
    handles = []
    for name, module in model.named_modules():

        def keep(_module: nn.Module, _inputs: object, output: object, name: str = name) -> None:
            if isinstance(output, Tensor) and name not in found:
                found[name] = output.clone()

        handles.append(module.register_forward_hook(keep))
    with torch.no_grad():
        model(pixels)
    for handle in handles:
        handle.remove()
    return found


@every_backbone
def test_every_layer_of_a_backbone_answers_as_a_plain_hook_sees_it(name: str, tmp_path: Path) -> None:
    (path,) = make_pictures(tmp_path, 1)
    model = random_network(name)
    model.spec = dataclasses.replace(model.spec, input_size=least_side(BACKBONES.get(name)))
    pixels = torch.from_numpy(prepare_picture(path, model.spec).pixels).permute(2, 0, 1)[None].float()
    expected = plainly_hooked(model, pixels)
    opened = Opened(model, ())
    rows = layer_rows(model, opened.trace)
    assert {row.name for row in rows} == set(expected)
    for row in rows:
        truth = expected[row.name][0]
        if opened.trace.sights[opened.trace.values[row.name]].axes == (1, 2):
            truth = truth.permute(2, 0, 1)
        assert row.shape == tuple(truth.shape)
        torch.testing.assert_close(opened.answer(path, row.name), truth, rtol=0, atol=0)


def test_every_layer_of_a_trained_model_answers_as_a_plain_hook_sees_it(run: Path, tmp_path: Path) -> None:
    (path,) = make_pictures(tmp_path, 1)
    model = load_model(run)
    picture = prepare_picture(path, model.spec)
    pixels = torch.from_numpy(picture.pixels).permute(2, 0, 1)[None].float()
    expected = plainly_hooked(model, pixels)
    (layers,) = said(Layers, list_layers, LayersJob(str(run)))
    assert {row.part for row in layers.rows} == {"backbone", "head"}

    for row in layers.rows[:: max(1, len(layers.rows) // 12)]:
        job = FeatureMapJob(str(path), row.name, str(run), tiles=0, device="cpu")
        (maps,) = said(FeatureMaps, show_feature_maps, job)
        truth = expected[row.name][0].numpy()
        assert (maps.shape, maps.kind, maps.view) == (truth.shape, row.kind, picture.view)
        rows = truth.reshape(len(truth), -1)
        assert maps.channels == tuple(range(len(truth)))
        np.testing.assert_array_equal(maps.minimum, rows.min(axis=1))
        np.testing.assert_array_equal(maps.maximum, rows.max(axis=1))
        np.testing.assert_allclose(maps.mean, rows.mean(axis=1), rtol=1e-5, atol=1e-6)
        if truth.ndim == 3:
            low, high = truth.min(axis=(1, 2), keepdims=True), truth.max(axis=(1, 2), keepdims=True)
            shown = (truth - low) / np.where(high > low, high - low, 1)
            np.testing.assert_allclose(maps.deviation, rows.std(axis=1), rtol=1e-4, atol=1e-6)
            assert np.abs(unpack_array(maps.tiles) / 255 - shown).max() <= 0.5 / 255 + 1e-4


def test_layers_stand_in_the_order_of_the_pass_with_blocks_before_what_is_in_them(run: Path) -> None:
    (layers,) = said(Layers, list_layers, LayersJob(str(run)))
    names = [row.name for row in layers.rows]
    assert names[0] == "backbone.body.0"
    assert [row.part for row in layers.rows] == sorted(row.part for row in layers.rows)
    by_name: dict[str, LayerRow] = {row.name: row for row in layers.rows}
    for place, row in enumerate(layers.rows):
        parent = row.name.rpartition(".")[0]
        if parent in by_name:
            assert names.index(parent) < place
            assert row.depth == by_name[parent].depth + 1
    model = load_model(run)
    leaves = [row for row in layers.rows if not any(name.startswith(f"{row.name}.") for name in names)]
    assert sum(row.parameters for row in leaves) <= sum(parameter.numel() for parameter in model.parameters())
    assert layers.input_size == model.spec.input_size


def test_a_layer_that_is_not_there_is_said(run: Path, tmp_path: Path) -> None:
    (path,) = make_pictures(tmp_path, 1)
    for layer in ("backbone.body.99", "head", ""):
        with pytest.raises(UserError, match="no layer"):
            show_feature_maps(FeatureMapJob(str(path), layer, str(run)), lambda _: None, lambda: False)


def test_a_backbone_without_weights_says_that_its_numbers_are_random() -> None:
    (layers,) = said(Layers, list_layers, LayersJob(backbone="tiny"))
    assert (layers.title, layers.trained, layers.input_size) == ("Tiny network", False, 128)
    (notice,) = said(Notice, list_layers, LayersJob(backbone="tiny"))
    assert "random" in notice.message


@pytest.mark.parametrize("size", [33, 16, 4096])
def test_an_input_size_that_is_none_is_refused(size: int) -> None:
    with pytest.raises(UserError, match=str(size)):
        list_layers(LayersJob(backbone="tiny", input_size=size), lambda _: None, lambda: False)


def test_the_strongest_channels_are_chosen_and_stand_in_their_order() -> None:
    output = torch.stack([torch.full((2, 2), float(value)) for value in (1, -9, 0, 5, 3)])
    assert make_tiles(output, 3).channels.tolist() == [1, 3, 4]
    assert make_tiles(output, 0).channels.tolist() == [0, 1, 2, 3, 4]
    assert not make_tiles(output, 0).pixels.any()  # flat maps are black


def test_numbers_without_a_map_share_one_scale() -> None:
    tiles = make_tiles(torch.tensor([0.0, 1.0, 2.0]), 2)
    assert tiles.channels.tolist() == [1, 2]
    assert tiles.pixels.ravel().tolist() == [128, 255]


def test_large_maps_are_averaged_down() -> None:
    maps = torch.arange(1024 * 1024, dtype=torch.float32).reshape(1, 1024, 1024)
    assert make_tiles(maps, 0).pixels.shape == (1, 512, 512)
