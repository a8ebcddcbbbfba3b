"""Normalisation: what each choice turns pixels into, and that every way to the network does the same."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from ml_engine.domain.errors import UserError
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import ImageRef, Split
from ml_engine.networks.backbones import BACKBONES, IMAGENET, Normalization, foreign_normalization
from ml_engine.networks.build import build_backbone
from ml_engine.networks.from_pixels import FromPixels
from ml_engine.networks.frozen_graph import graph_file
from ml_engine.tasks.catalogue import TASKS
from ml_engine.training.model import TrainedModel
from ml_engine.training.normalization import choose_normalization, data_set_normalization, set_normalization
from tests.contracts.tiny_runs import tiny_spec

TINY, PRETRAINED = BACKBONES.get("tiny"), BACKBONES.get("resnet18")


def pictures(folder: Path, *values: tuple[int, int, int]) -> list[SnapshotImage]:
    """Left half black, right half of these RGB values."""
    found = []
    for number, value in enumerate(values):
        pixels = np.zeros((40, 40, 3), np.uint8)
        pixels[:, 20:] = value
        path = folder / f"{number}.png"
        Image.fromarray(pixels).save(path)
        found.append(SnapshotImage(ImageRef(number, path), Split.TRAIN, True, ()))
    return found


@pytest.mark.parametrize(
    ("wanted", "black", "white"),
    [("unit", 0.0, 1.0), ("symmetric", -1.0, 1.0), ("imagenet", -0.485 / 0.229, (1 - 0.485) / 0.229)],
)
def test_a_pixel_becomes_what_the_choice_says(wanted, black, white):
    numbers = choose_normalization(wanted, TINY, [], lambda _: None)
    found = [(value / 255 - numbers.mean[0]) / numbers.std[0] for value in (0, 255)]
    assert found == pytest.approx([black, white])


def test_the_network_s_own_choice_is_said_by_nobody():
    said = []
    assert choose_normalization("network", PRETRAINED, [], said.append) == IMAGENET
    assert choose_normalization("imagenet", PRETRAINED, [], said.append) == IMAGENET
    assert said == []


def test_another_choice_for_pretrained_weights_is_said_with_its_risk():
    said = []
    choose_normalization("unit", PRETRAINED, [], said.append)
    assert [event.code for event in said] == ["normalization", "normalization-foreign"]
    choose_normalization("unit", TINY, [], said.append)
    assert [event.code for event in said[2:]] == ["normalization"]


def test_the_data_set_s_mean_and_deviation_are_those_of_its_pixels(tmp_path):
    found = data_set_normalization(pictures(tmp_path, (255, 100, 0), (55, 100, 0)))
    assert found.mean == pytest.approx((155 / 2 / 255, 100 / 2 / 255, 0))
    red = np.array([0, 0, 255, 55]) / 255
    assert found.std[:2] == pytest.approx((red.std(), 50 / 255))
    assert found.std[2] == pytest.approx(1 / 255)  # an even channel must not be divided by nothing


def test_a_set_that_cannot_be_read_is_refused():
    missing = SnapshotImage(ImageRef(1, Path("nowhere.png")), Split.TRAIN, True, ())
    with pytest.raises(UserError, match="mean is not known"):
        data_set_normalization([missing])


def test_frozen_features_graphs_and_the_whole_model_normalise_alike(tmp_path):
    torch.manual_seed(0)
    backbone = build_backbone("tiny", None)
    own_graph = graph_file(backbone, "embedding", 64, tmp_path)
    numbers = Normalization((0.1, 0.2, 0.3), (0.4, 0.5, 0.6))
    assert foreign_normalization(backbone.info) is None
    set_normalization(backbone, numbers)
    assert foreign_normalization(backbone.info) == numbers
    assert graph_file(backbone, "embedding", 64, tmp_path) != own_graph
    spec = dataclasses.replace(tiny_spec("classify"), normalization=numbers)
    model = TrainedModel(spec, backbone, TASKS.get("classify").build_head(TINY, 3)).eval()
    pixels = torch.randint(0, 256, (2, 64, 64, 3), dtype=torch.uint8)
    frozen = FromPixels(backbone, "embedding").eval()(pixels)[0]
    whole = model.features(pixels.permute(0, 3, 1, 2).float())[0]
    by_hand = backbone.embed(
        (pixels.permute(0, 3, 1, 2).double() / 255 - torch.tensor(numbers.mean).reshape(3, 1, 1)).float()
        / torch.tensor(numbers.std).reshape(3, 1, 1)
    )
    assert torch.allclose(frozen, by_hand, atol=1e-5)
    assert torch.allclose(whole, by_hand, atol=1e-5)
