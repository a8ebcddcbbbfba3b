"""A network as a list of layers: typed values in a TOML or JSON file, without torch.

The window's builder, the command line and the worker read the same values, so what is drawn is what is trained.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from ml_engine.domain.errors import UserError

Size = int | tuple[int, int]
Padding = int | Literal["valid", "same"]
ActivationName = Literal["relu", "leaky_relu", "sigmoid", "tanh", "gelu", "silu", "elu", "relu6", "hardswish"]
PoolMode = Literal["max", "average", "sum"]
MOST_LAYERS = 1000


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """A layer of a recipe; its tag is the `kind` in the file. Sizes are (height, width), or one number for both."""


class Conv(Layer, frozen=True, tag="conv"):
    """Convolution. padding: 'valid' for none, 'same' for ⌈n / stride⌉ (Keras' rule), or pixels on every side."""

    filters: int
    kernel: Size = 3
    stride: Size = 1
    padding: Padding = "valid"
    dilation: Size = 1
    groups: int = 1
    bias: bool = True


class Depthwise(Layer, frozen=True, tag="depthwise"):
    """A convolution of every channel on its own. multiplier: maps from each channel."""

    kernel: Size = 3
    stride: Size = 1
    padding: Padding = "valid"
    dilation: Size = 1
    multiplier: int = 1
    bias: bool = True


class Separable(Layer, frozen=True, tag="separable"):
    """A depthwise convolution without bias, then a 1×1 convolution that mixes the channels, as in Xception."""

    filters: int
    kernel: Size = 3
    stride: Size = 1
    padding: Padding = "valid"
    dilation: Size = 1
    bias: bool = True


class Transposed(Layer, frozen=True, tag="transposed"):
    """Transposed convolution: (n − 1) · stride + kernel − 2 · padding; 'same': n · stride."""

    filters: int
    kernel: Size = 2
    stride: Size = 2
    padding: Padding = "valid"
    bias: bool = True


class Pool(Layer, frozen=True, tag="pool"):
    """Maximum, average or sum of a window. stride: 0 for the window's own size. An average leaves the border out."""

    mode: PoolMode = "max"
    size: Size = 2
    stride: Size = 0
    padding: Padding = "valid"


class BatchNorm(Layer, frozen=True, tag="batch_norm"):
    """Batch normalisation of maps or vectors, with a learnt scale and shift."""


class LocalResponseNorm(Layer, frozen=True, tag="lrn"):
    """AlexNet's normalisation over `size` neighbouring maps: x / (k + alpha / size · Σ x²)^beta."""

    size: int = 5
    alpha: float = 1e-4
    beta: float = 0.75
    k: float = 2.0


class Activation(Layer, frozen=True, tag="activation"):
    """A function of every number on its own."""

    function: ActivationName = "relu"


class Dropout(Layer, frozen=True, tag="dropout"):
    """In training, numbers become zero at this rate and the others grow by 1 / (1 − rate)."""

    rate: float = 0.5


class Flatten(Layer, frozen=True, tag="flatten"):
    """A map (C, H, W) as one vector of C · H · W numbers."""


class Dense(Layer, frozen=True, tag="dense"):
    """Every number of a vector times a weight, into `units` sums: (inputs + 1) · units parameters."""

    units: int
    bias: bool = True


class GlobalAverage(Layer, frozen=True, tag="global_average"):
    """The average of every map: (C, H, W) becomes a vector of C numbers."""


AnyLayer = (
    Conv | Depthwise | Separable | Transposed | Pool | BatchNorm | LocalResponseNorm | Activation | Dropout | Flatten
    | Dense | GlobalAverage
)  # fmt: skip


class LayerRecipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network of one row of layers. name: for people.   input: (height, width, channels), 3 channels or 1 (grey).

    A dense layer at the end is the classifier: in a training it is replaced by one with as many units as there are
    labels.
    """

    name: str
    input: tuple[int, int, int]
    layers: tuple[AnyLayer, ...]


T = TypeVar("T", bound=msgspec.Struct)


def layer_kind(layer: Layer) -> str:
    """The word in the file: 'conv', 'batch_norm', …"""
    return str(layer.__struct_config__.tag)


def parse_layers(text: str, source: str = "The network") -> LayerRecipe:
    """A recipe from TOML, or from JSON if the text begins with '{'. source: named in the message.

    Whether the layers fit together is calculate_layers' to say. Raises UserError for anything that is no recipe.
    """
    read = msgspec.json.decode if text.lstrip().startswith("{") else msgspec.toml.decode
    try:
        recipe = read(text, type=LayerRecipe)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UserError(
            "network-recipe", f"{source} cannot be read: {error}.", "Write it as `vistazo inspect --example` shows."
        ) from error
    if len(recipe.layers) > MOST_LAYERS:
        raise UserError(
            "network-recipe",
            f"{source} has {len(recipe.layers)} layers; {MOST_LAYERS} is the most.",
            "Take some of its layers out.",
        )
    return recipe


def read_layers(path: Path) -> LayerRecipe:
    """The recipe in a file. Raises UserError that names it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "network-recipe", f"The network {path} cannot be read: {error}.", "Name a TOML or JSON file of layers."
        ) from error
    return parse_layers(text, str(path))


def layers_toml(recipe: LayerRecipe) -> str:
    """TOML that parse_layers reads back to an equal recipe; fields with their usual value are left out."""
    lines = [f"name = {_toml(recipe.name)}", f"input = {_toml(recipe.input)}"]
    if not recipe.layers:
        lines.append("layers = []")
    for layer in recipe.layers:
        lines += ["", "[[layers]]", f"kind = {_toml(layer_kind(layer))}"]
        usual = dict(zip(layer.__struct_fields__[::-1], layer.__struct_defaults__[::-1], strict=False))
        lines += [
            f"{name} = {_toml(getattr(layer, name))}"
            for name in layer.__struct_fields__
            if name not in usual or getattr(layer, name) != usual[name]
        ]
    return "\n".join(lines) + "\n"


def layers_json(recipe: LayerRecipe) -> str:
    """JSON that parse_layers reads back to an equal recipe."""
    return msgspec.json.format(msgspec.json.encode(recipe), indent=1).decode()


def _toml(value: object) -> str:
    # JSON's strings, numbers, booleans and arrays are TOML's too.
    return msgspec.json.encode(value).decode()
