"""Recipes of layers: what is calculated is what torch builds, and what is wrong is said in its place."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import recipe_info
from ml_engine.networks.build import build_backbone
from ml_engine.networks.course_networks import DECK, LENET5, TUTORIAL
from ml_engine.networks.layer_build import build_layers, check_trainable
from ml_engine.networks.layer_recipe import (
    Activation,
    BatchNorm,
    Conv,
    Dense,
    Depthwise,
    Dropout,
    Flatten,
    GlobalAverage,
    LayerRecipe,
    LocalResponseNorm,
    Pool,
    Separable,
    Transposed,
    layer_kind,
    layers_json,
    layers_toml,
    parse_layers,
    read_layers,
)
from ml_engine.networks.layer_shapes import calculate_layers, predict_bytes, train_bytes

small = st.sampled_from([1, 1, 1, 2, 2, 3, 4])  # mostly small, or nothing would be left of most maps
sizes = small | st.tuples(small, small)
paddings = st.sampled_from(["valid", "same", 0, 1, 2])
windowed = {"kernel": sizes, "stride": sizes, "padding": paddings, "dilation": sizes, "bias": st.booleans()}
maps = st.one_of(
    st.builds(Conv, filters=st.sampled_from([5, 6, 12]), groups=st.sampled_from([1, 1, 2, 3]), **windowed),
    st.builds(Depthwise, multiplier=st.integers(1, 3), **windowed),
    st.builds(Separable, filters=st.integers(1, 6), **windowed),
    st.builds(
        Transposed, filters=st.integers(1, 6), kernel=sizes, stride=sizes, padding=paddings, bias=st.booleans()
    ),
    st.builds(Pool, mode=st.sampled_from(["max", "average", "sum"]), size=sizes, stride=st.integers(0, 3),
              padding=paddings),
    st.builds(BatchNorm),
    st.builds(LocalResponseNorm),
    st.builds(Activation, function=st.sampled_from(["relu", "sigmoid", "tanh", "gelu", "silu", "elu", "hardswish"])),
    st.builds(Dropout, rate=st.floats(0, 0.9)),
)  # fmt: skip
vectors = st.one_of(st.builds(Dense, units=st.integers(1, 9)), st.builds(BatchNorm), st.builds(Activation))
recipes = st.builds(
    lambda size, before, turn, after: LayerRecipe("Any", size, (*before, *turn, *after)),
    st.tuples(st.integers(6, 24), st.integers(6, 24), st.sampled_from([1, 3, 3, 6])),
    st.lists(maps, max_size=5),
    st.sampled_from([(Flatten(),), (GlobalAverage(),), ()]),
    st.lists(vectors, max_size=3),
)


@settings(max_examples=300, deadline=None)
@given(recipes)
def test_what_is_calculated_is_what_torch_builds(recipe: LayerRecipe) -> None:
    found = calculate_layers(recipe)
    if found.problems:
        with pytest.raises(UserError):
            build_layers(recipe)
        return
    modules = build_layers(recipe)
    x = torch.randn(2, *found.input)
    with torch.no_grad():
        for row, module in zip(found.rows, modules, strict=True):
            x = module.eval()(x)
            assert tuple(x.shape[1:]) == row.shape
            assert sum(parameter.numel() for parameter in module.parameters()) == row.parameters
    if recipe.input[2] not in (1, 3):
        return
    info = recipe_info(recipe)
    backbone = build_backbone(info, None)
    assert sum(parameter.numel() for parameter in backbone.parameters()) == info.parameters
    with torch.no_grad():
        height, width, _ = recipe.input
        assert backbone.embed(torch.randn(2, 3, height, width)).shape == (2, info.embedding)


@given(recipes)
def test_a_recipe_is_read_back_as_it_was_written(recipe: LayerRecipe) -> None:
    assert parse_layers(layers_toml(recipe)) == recipe
    assert parse_layers(layers_json(recipe)) == recipe


@pytest.mark.parametrize(
    ("recipe", "parameters"),
    [(LENET5, 61_706), (TUTORIAL, 315_722), (DECK, 88_914_698)],
    ids=["lenet", "cifar", "deck"],
)
def test_the_courses_networks_have_their_known_parameters(recipe: LayerRecipe, parameters: int) -> None:
    found = calculate_layers(recipe)
    assert (found.problems, found.parameters) == ((), parameters)


def shapes(size: tuple[int, int, int], *layers) -> list[tuple[int, ...]]:
    found = calculate_layers(LayerRecipe("Test", size, layers))
    return [row.shape for row in found.rows]


def test_the_courses_shapes_come_out() -> None:
    # CURRICULUM 1: colour pictures; 8, text 000: padding by name, conv to flatten; text 001: parameters.
    assert shapes((28, 28, 1), Conv(10, 5), Pool(), Conv(20, 5)) == [(10, 24, 24), (10, 12, 12), (20, 8, 8)]
    assert shapes((75, 75, 3), Conv(4, 3, 2, "same")) == [(4, 38, 38)]
    assert shapes((32, 32, 3), Conv(4), Flatten()) == [(4, 30, 30), (3600,)]
    assert shapes((9, 9, 1), Conv(2, 3, padding=1), Conv(2, 5, padding=2)) == [(2, 9, 9), (2, 9, 9)]
    found = calculate_layers(LayerRecipe("Test", (28, 28, 1), (Conv(10, 5), Pool(), Conv(20, 5))))
    assert [row.parameters for row in found.rows] == [260, 0, 5020]
    # Dense and the convolution that does the same: 200 neurons over 100 maps of 7×7.
    for layers in ((Flatten(), Dense(200)), (Conv(200, 7),)):
        assert calculate_layers(LayerRecipe("Test", (7, 7, 100), layers)).parameters == 980_200


def test_the_courses_memory_comes_out() -> None:
    three = LayerRecipe("Three", (200, 300, 3), tuple(Conv(filters, 3, 2, "same") for filters in (100, 200, 400)))
    found = calculate_layers(three)
    sizes = [row.bytes for row in found.rows]
    assert found.parameters == 903_400
    assert predict_bytes(found.input, sizes, found.parameters) == 9_000_000 + 3_613_600
    assert train_bytes(found.input, sizes, found.parameters, 50) == 526_000_000 + 36_000_000 + 3_613_600


def test_layers_that_write_over_their_input_take_no_memory() -> None:
    plain, more = ((Conv(8), Flatten(), Dense(5)), (Conv(8), Activation(), Dropout(), Flatten(), Dense(5)))
    sums = [sum(r.bytes for r in calculate_layers(LayerRecipe("T", (9, 9, 3), x)).rows) for x in (plain, more)]
    assert sums[0] == sums[1] == 4 * (8 * 49 + 5)


def test_same_padding_of_an_average_leaves_the_border_out() -> None:
    (pool,) = build_layers_of((3, 3, 1), Pool("average", 2, 2, "same"))
    assert pool(torch.full((1, 1, 3, 3), 6.0)).flatten().tolist() == [6.0, 6.0, 6.0, 6.0]
    (pool,) = build_layers_of((3, 3, 1), Pool("sum", 2, 2, "same"))
    assert pool(torch.ones(1, 1, 3, 3)).flatten().tolist() == [4.0, 2.0, 2.0, 1.0]
    (pool,) = build_layers_of((3, 3, 1), Pool("max", 2, 2, "same"))
    assert pool(torch.full((1, 1, 3, 3), -2.0)).flatten().tolist() == [-2.0] * 4


def build_layers_of(size: tuple[int, int, int], *layers) -> list[torch.nn.Module]:
    recipe = LayerRecipe("Test", size, (*layers, Conv(1, 1)))
    return build_layers(recipe)[:-1]


PROBLEMS = [
    ((Conv(4), Dense(3)), 1, "Flatten is missing before dense."),
    ((Conv(4), Flatten(), Pool()), 2, "There is no map left for pool"),
    ((GlobalAverage(), Flatten()), 1, "There is no map left for flatten"),
    ((Conv(4, 40),), 0, "Its window is 40 pixels, but only 32 are left"),
    ((Pool(), Pool(), Conv(4, 3, dilation=4)), 2, "Its window is 9 pixels, but only 8 are left"),
    ((Conv(4), Conv(6, groups=4)), 1, "4 maps and 6 filters cannot be shared out over 4 groups."),
    ((Conv(0),), 0, "filters must be from 1 to 65536, not 0."),
    ((Conv(3, stride=0),), 0, "stride must be from 1 to 65536, not 0."),
    ((Conv(3, padding=-1),), 0, "padding must not be negative"),
    ((Conv(3), Dropout(1.0)), 1, "rate must be at least 0 and below 1"),
    ((Conv(3), Pool(size=2, padding=2)), 1, "Its padding must be smaller than its window."),
    ((Conv(3), Transposed(3, 2, 3, "same")), 1, "at least as large as its stride"),
    ((Flatten(), Dense(60_000), Dense(60_000)), 2, "This layer alone would have 3,600,060,000 parameters."),
    ((Pool(), Activation()), 1, "No layer has anything to learn"),
    ((), -1, "A network needs a layer."),
]


@pytest.mark.parametrize(("layers", "place", "sentence"), PROBLEMS, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_said_in_its_place(layers, place: int, sentence: str) -> None:
    recipe = LayerRecipe("Test", (32, 32, 3), layers)
    (problem,) = calculate_layers(recipe).problems
    assert problem.index == place
    assert sentence in problem.message
    with pytest.raises(UserError) as caught:
        build_layers(recipe)
    assert problem.message in caught.value.message
    assert f"Layer {place + 1} of" in caught.value.message or place < 0


def test_the_rows_before_a_problem_are_calculated_and_every_bad_field_is_named() -> None:
    layers = (Conv(4), Pool(), Dense(0), Conv(0))
    found = calculate_layers(LayerRecipe("Test", (32, 32, 3), layers))
    assert [row.shape for row in found.rows] == [(4, 30, 30), (4, 15, 15)]
    assert [problem.index for problem in found.problems] == [2, 3]


@pytest.mark.parametrize("size", [(0, 5, 3), (5, -1, 3), (5, 5, 0), (10**9, 5, 3)])
def test_an_impossible_input_is_said(size) -> None:
    (problem,) = calculate_layers(LayerRecipe("Test", size, (Conv(3),))).problems
    assert (problem.index, "no height × width × channels" in problem.message) == (-1, True)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[[layers]]", 'name = "x"', 'name="x"\ninput=[1,2,3]\n[[layers]]\nkind="con"', "{}" * 3, "\0",
     'name="x"\ninput=[1,2,3]\n[[layers]]\nkind="conv"\nfilters=2\nfilter=3', "[" * 5000],
)  # fmt: skip
def test_what_is_no_recipe_is_refused_in_a_sentence(text: str, tmp_path: Path) -> None:
    file = tmp_path / "network.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"network\.toml cannot be read"):
        read_layers(file)


def test_a_file_that_is_no_text_and_one_that_is_not_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("binary.toml", "missing.toml"):
        with pytest.raises(UserError, match=f"{name} cannot be read"):
            read_layers(tmp_path / name)


def test_a_thousand_layers_are_calculated_at_every_key() -> None:
    dice = random.Random(1)
    layers = tuple(Conv(dice.randint(1, 64), 3, padding="same") for _ in range(1000))
    started = time.perf_counter()
    found = calculate_layers(LayerRecipe("Long", (64, 64, 3), layers))
    assert not found.problems
    assert time.perf_counter() - started < 2  # no measurement: only that nobody waits for seconds
    with pytest.raises(UserError, match="1001 layers"):
        parse_layers(layers_json(LayerRecipe("Longer", (64, 64, 3), (*layers, Conv(1)))))


def test_recipes_need_no_torch() -> None:
    code = (
        "import sys; from ml_engine.networks.layer_shapes import calculate_layers; "
        "from ml_engine.networks.course_networks import LENET5; calculate_layers(LENET5); "
        "sys.exit('torch' in sys.modules)"
    )
    repository = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_most_recipes_of_the_property_can_be_built() -> None:
    """Else the property would say little."""
    kinds: dict[str, int] = {}
    tried = []

    @settings(max_examples=200, database=None, derandomize=True)
    @given(recipes)
    def count(recipe: LayerRecipe) -> None:
        tried.append(recipe)
        if not calculate_layers(recipe).problems:
            for layer in recipe.layers:
                name = f"groups {layer.groups}" if isinstance(layer, Conv) else layer_kind(layer)
                kinds[name] = kinds.get(name, 0) + 1

    count()
    assert len(kinds) >= 13
    assert {"groups 1", "groups 2", "groups 3"} <= kinds.keys()


@pytest.mark.parametrize(
    ("size", "sentence"), [((32, 48, 3), "square pictures, not 32×48"), ((32, 32, 2), "3 channels, or 1, not 2")]
)
def test_what_pictures_cannot_give_is_refused_for_training(size, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        check_trainable(LayerRecipe("Test", size, (Conv(2),)))


def test_a_network_may_be_grey() -> None:
    backbone = build_backbone("lenet5", None)
    x = torch.rand(1, 3, 32, 32)
    grey = (x * torch.tensor([0.299, 0.587, 0.114]).reshape(1, 3, 1, 1)).sum(dim=1, keepdim=True).expand(-1, 3, -1, -1)
    with torch.no_grad():
        torch.testing.assert_close(backbone.embed(x), backbone.embed(grey))
