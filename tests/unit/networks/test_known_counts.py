"""What the course and the publishers say of each network, and that the registry says what is built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import Backbone, backbone_from_state, build_backbone
from ml_engine.networks.classic import ResNet34
from ml_engine.networks.cut import Grid, align
from ml_engine.networks.cuts import cut_network
from ml_engine.networks.families import FAMILIES

KNOWN = {
    "lenet5": 61_706,
    "tutorial_cifar10": 315_722,
    "deck_cifar10": 88_914_698,
    "alexnet": 61_100_840,
    "alexnet_lrn": 61_100_840,
    "vgg16": 138_357_544,
    "googlenet": 6_624_904,
    "inception_v4": 42_679_816,
    "resnet18": 11_689_512,
    "resnet34": 21_797_672,
    "resnet34_units": 21_797_672,
    "resnet50": 25_557_032,
    "resnet152": 60_192_808,
    "xception": 22_855_952,
    "senet154": 115_088_984,
    "mobilenet_v1": 4_231_976,
    "mobilenet_v2": 3_504_872,
    "efficientnet_b0": 5_288_548,
}


@pytest.mark.parametrize(("name", "parameters"), KNOWN.items())
def test_the_course_knows_the_number(name: str, parameters: int) -> None:
    assert BACKBONES.get(name).whole_parameters == parameters


def test_auxiliary_heads_are_counted_where_the_course_counts_them() -> None:
    googlenet, inception = BACKBONES.get("googlenet"), BACKBONES.get("inception_v3")
    assert googlenet.whole_parameters + googlenet.auxiliary_parameters == 13_004_888
    assert inception.whole_parameters + inception.auxiliary_parameters == 27_161_264


@pytest.mark.parametrize("name", BACKBONES.names())
def test_the_registry_says_what_is_built(name: str) -> None:
    info = BACKBONES.get(name)
    with torch.device("meta"):
        network, cut = cut_network(info)
        backbone = Backbone(info, cut)
    sizes = {key: parameter.numel() for key, parameter in network.named_parameters()}
    auxiliary = sum(size for key, size in sizes.items() if key.startswith(("aux1", "aux2", "AuxLogits")))
    assert sum(parameter.numel() for parameter in backbone.parameters()) == info.parameters
    assert sum(sizes.values()) - auxiliary == info.whole_parameters
    assert auxiliary == info.auxiliary_parameters
    if info.products:
        assert multiplications(backbone) == pytest.approx(info.products, rel=0.02, abs=0.05)


def multiplications(backbone: Backbone) -> float:
    """Billions for a megapixel, below the dense layers."""
    found = [0]

    def count(module: nn.Module, _inputs: object, output: Tensor) -> None:
        if isinstance(module, nn.Conv2d):
            found[0] += output.shape[2] * output.shape[3] * module.weight.numel()
        elif isinstance(module, nn.Linear) and output.ndim == 4:
            found[0] += output.shape[1] * output.shape[2] * module.weight.numel()

    for module in backbone.modules():
        module.register_forward_hook(count)
    with torch.no_grad():
        backbone.eval().embed(torch.zeros(1, 3, 224, 224, device="meta"))
    return found[0] / (224 * 224 / 1e6) / 1e9


def test_resnet34_from_residual_units_answers_as_torchvisions() -> None:
    torch.manual_seed(0)
    published = torchvision.models.resnet34(weights=None)
    own = ResNet34()
    with torch.no_grad():
        published.train()(torch.randn(4, 3, 96, 96))  # batch norms that have seen something
        own.load_state_dict(published.state_dict())
        pixels = torch.randn(2, 3, 128, 160)
        torch.testing.assert_close(own.eval()(pixels), published.eval()(pixels), rtol=0, atol=1e-5)


def test_googlenet_takes_weights_with_and_without_auxiliary_heads() -> None:
    info = BACKBONES.get("googlenet")
    torch.manual_seed(1)
    state = cut_network(info)[0].state_dict()
    slim = {key: value for key, value in state.items() if not key.startswith("aux")}
    x = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        both = backbone_from_state(info, state).embed(x)
        assert torch.equal(backbone_from_state(info, slim).embed(x), both)


def test_old_names_of_densenet_weights_are_read() -> None:
    info = BACKBONES.get("densenet121")
    torch.manual_seed(2)
    state = cut_network(info)[0].state_dict()
    old = {
        key.replace(".norm1.", ".norm.1.").replace(".norm2.", ".norm.2.").replace(".conv1.", ".conv.1."): value
        for key, value in state.items()
    }
    assert old.keys() != state.keys()
    x = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        assert torch.equal(backbone_from_state(info, old).embed(x), backbone_from_state(info, state).embed(x))


@pytest.mark.parametrize("grid", [Grid(7, 1), Grid(13, 3), Grid(3, 0)])
def test_an_aligned_level_reads_the_picture_at_the_centres_of_its_cells(grid: Grid) -> None:
    """A level whose numbers are their own places: after aligning, cell i holds the place of its centre."""
    cells = 10
    places = grid.start + 8.0 * torch.arange(cells)
    level = places.expand(1, 1, cells, cells)
    moved = align(level, grid, 8)
    assert moved.shape == (1, 1, cells + grid.missing, cells + grid.missing)
    centres = (8 * torch.arange(cells + grid.missing) + 3.5).clamp(places[0], places[-1])
    torch.testing.assert_close(moved[0, 0, 0], centres)


def test_the_middle_of_googlenet_has_two_classifiers_for_any_labels() -> None:
    backbone = build_backbone("googlenet", None)
    with torch.no_grad():
        embedding, seen = backbone.embed_and(torch.randn(2, 3, 64, 64), [head.stage for head in backbone.auxiliary])
        answers = [head.build(7)(x) for head, x in zip(backbone.auxiliary, seen, strict=True)]
    assert [tuple(answer.shape) for answer in answers] == [(2, 7), (2, 7)]
    assert embedding.shape == (2, 1024)


def test_every_family_has_its_idea_in_two_sentences_and_its_licences() -> None:
    assert {info.family.name for info in BACKBONES} | {"composed"} == set(FAMILIES)
    for family in FAMILIES.values():
        assert family.idea.count(". ") == 1, family.name
        assert family.idea.endswith(".")
        assert 1990 < family.year < 2030
    for info in BACKBONES:
        assert info.code_licence
        assert bool(info.weights_licence) == (not info.trains_whole)


def test_the_registry_is_known_without_torch_and_timm() -> None:
    code = (
        "import sys, ml_engine.networks.backbones as b; assert len(b.BACKBONES.names()) > 60; "
        "sys.exit(', '.join({'torch', 'timm', 'torchvision'} & set(sys.modules)) or 0)"
    )
    repository = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_building_without_timms_networks_does_not_load_timm() -> None:
    code = (
        "import sys; from ml_engine.networks.build import build_backbone; build_backbone('resnet18', None); "
        "sys.exit('timm' in sys.modules)"
    )
    repository = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
