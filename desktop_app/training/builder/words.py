"""Layers and their parameters in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.i18n.messages import in_words
from desktop_app.session.recipe_words import number_words
from desktop_app.training import words
from ml_engine.networks.layer_recipe import (
    Activation,
    Conv,
    Dense,
    Depthwise,
    Dropout,
    Layer,
    LocalResponseNorm,
    Pool,
    Separable,
    Transposed,
    layer_kind,
)
from ml_engine.networks.layer_shapes import LayerProblem


def kind_title(kind: str) -> str:
    """'Convolution' of 'conv'."""
    titles = {
        "conv": _tr("Convolution"),
        "depthwise": _tr("Depthwise convolution"),
        "separable": _tr("Separable convolution"),
        "transposed": _tr("Transposed convolution"),
        "pool": _tr("Pooling"),
        "batch_norm": _tr("Batch normalisation"),
        "lrn": _tr("Local response normalisation"),
        "activation": _tr("Activation"),
        "dropout": _tr("Dropout"),
        "flatten": _tr("Flatten"),
        "dense": _tr("Dense"),
        "global_average": _tr("Global average"),
    }
    return titles.get(kind, kind)


def kind_help(kind: str) -> str:
    """What a layer does, in a sentence."""
    helps = {
        "conv": _tr("Slides small filters over the maps; each filter makes one new map."),
        "depthwise": _tr("A filter of its own for each map; the maps are not mixed, so it costs little."),
        "separable": _tr("Depthwise, then a 1×1 convolution that mixes the maps, as in Xception."),
        "transposed": _tr("The way back of a convolution: the maps grow."),
        "pool": _tr("Keeps one number of each window: the maps shrink, nothing is learnt."),
        "batch_norm": _tr("Brings each map to mean 0 and deviation 1 over the batch, then scales and shifts it."),
        "lrn": _tr("Strong answers dampen those of neighbouring maps, as in AlexNet."),
        "activation": _tr("A bent curve for every number: without one, layers in a row are no more than one."),
        "dropout": _tr("Leaves numbers out at random while it learns, against learning by heart."),
        "flatten": _tr("The maps as one long row of numbers, which a dense layer can read."),
        "dense": _tr("Each unit sums all numbers, each times a weight of its own. The last one is the classifier."),
        "global_average": _tr("The average of every map: a short row of numbers, whatever the maps' size."),
    }
    return helps.get(kind, "")


def field_title(name: str) -> str:
    """'Filters' of 'filters'."""
    titles = {
        "filters": _tr("Filters"), "kernel": _tr("Kernel"), "stride": _tr("Stride"), "padding": _tr("Padding"),
        "dilation": _tr("Dilation"), "groups": _tr("Groups"), "bias": _tr("Bias"), "multiplier": _tr("Maps per map"),
        "mode": _tr("Keeps the"), "size": _tr("Window"), "function": _tr("Function"), "rate": _tr("Share left out"),
        "units": _tr("Units"), "alpha": _tr("Alpha"), "beta": _tr("Beta"), "k": _tr("k"),
    }  # fmt: skip
    return titles.get(name, name)


def field_help(kind: str, name: str) -> str:
    """What a parameter means."""
    if name == "stride" and kind == "pool":
        return _tr("Steps between windows, in pixels; 0 for the window's own size")
    if name == "size" and kind == "lrn":
        return _tr("How many neighbouring maps count")
    helps = {
        "filters": _tr("How many maps it makes"),
        "kernel": _tr("Pixels of a filter: 3, or 3×5 for height × width"),
        "stride": _tr("Pixels between two places of the filter: 2 halves the maps"),
        "padding": _tr("valid: none; same: the maps keep their size at stride 1; or pixels on every side"),
        "dilation": _tr("Pixels from one weight of the filter to the next: it sees farther with the same weights"),
        "groups": _tr("Maps are shared out over so many convolutions side by side"),
        "bias": _tr("One more number for each map, added to its sums"),
        "multiplier": _tr("How many maps each map becomes"),
        "mode": _tr("What is kept of each window"),
        "size": _tr("Pixels of a window: 2, or 2×3 for height × width"),
        "function": _tr("The curve; relu is the usual one"),
        "rate": _tr("0.5 leaves half of the numbers out"),
        "units": _tr("How many sums; those of the last layer become as many as there are labels"),
    }
    return helps.get(name, "")


def layer_summary(layer: Layer) -> str:
    """'32 filters of 3×3, same': what tells this layer from others of its kind."""
    match layer:
        case Conv() | Separable() | Transposed():
            text = _tr("{n} filters of {kernel}").format(n=words.count(layer.filters), kernel=size_text(layer.kernel))
            return _with_window(text, layer.stride, layer.padding, 2 if isinstance(layer, Transposed) else 1)
        case Depthwise():
            return _with_window(size_text(layer.kernel), layer.stride, layer.padding, 1)
        case Pool():
            text = f"{layer.mode} {size_text(layer.size)}"
            return _with_window(text, layer.stride, layer.padding, 0)
        case Activation():
            return layer.function
        case Dropout():
            return number_words(layer.rate)
        case Dense():
            return _tr("{n} units").format(n=words.count(layer.units))
        case LocalResponseNorm():
            return words.count(layer.size)
        case _:
            return ""


def layer_title(layer: Layer) -> str:
    """'Convolution'."""
    return kind_title(layer_kind(layer))


def shape_words(shape: tuple[int, ...]) -> str:
    """'30 × 30 × 32', height and width first, as the course writes it."""
    return " × ".join(words.count(side) for side in (*shape[1:], shape[0]))


def size_text(size: int | tuple[int, int]) -> str:
    """'3×3'."""
    return f"{size}×{size}" if isinstance(size, int) else f"{size[0]}×{size[1]}"


def _with_window(text: str, stride: int | tuple[int, int], padding: int | str, usual: int) -> str:
    parts = [text]
    if stride not in (usual, (usual, usual)):
        parts.append(_tr("stride {n}").format(n=stride if isinstance(stride, int) else size_text(stride)))
    if padding not in ("valid", 0):
        parts.append(str(padding) if isinstance(padding, str) else _tr("padding {n}").format(n=padding))
    return ", ".join(parts)


def problem_words(problems: Sequence[LayerProblem], place: int) -> str:
    """What is to be said above the list: of the input, and of a wrong layer that is not the chosen one: it may be out
    of sight. '' for nothing.
    """
    said = [in_words(problem.message) for problem in problems if problem.index < 0]
    elsewhere = next((problem for problem in problems if problem.index not in (-1, place)), None)
    if elsewhere is not None:
        layer = _tr("Layer {number}: {problem}")
        said.append(layer.format(number=elsewhere.index + 1, problem=in_words(elsewhere.message)))
    return " ".join(said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Builder", text)
