"""The lines of a walk in words: what was done, with its numbers, and what came out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.i18n.messages import in_words
from desktop_app.insight.number_words import exact_number
from ml_engine.domain.walk_events import UnitWalk, WalkLine

_TITLES = {
    "relu": "ReLU", "hardtanh": "ReLU6", "relu6": "ReLU6", "leaky_relu": "Leaky ReLU", "elu": "ELU", "selu": "SELU",
    "gelu": "GELU", "silu": "SiLU", "mish": "Mish", "sigmoid": "Sigmoid", "tanh": "Tanh", "hardswish": "Hard-swish",
    "hardsigmoid": "Hard-sigmoid", "softplus": "Softplus",
}  # fmt: skip


def line_words(walk: UnitWalk, place: int, maps: int) -> str:
    """What a line does. maps: how many the sum reads."""
    line = walk.lines[place]
    before = exact_number(walk.lines[place - 1].value) if place else ""
    numbers = [exact_number(number) for number in line.numbers]
    match line.kind:
        case "begin":
            return in_words(walk.reason)
        case "sum":
            return QCoreApplication.translate("WalkWords", "Sum of all products, over %n map(s)", None, maps)
        case "greatest":
            return _tr("The greatest number of the patch")
        case "bias":
            return _tr("plus the bias, {bias}").format(bias=numbers[0])
        case "batch-norm":
            mean, variance, epsilon, scale, shift = numbers
            text = _tr("batch norm: ({number} − {mean}) / √({variance} + {epsilon}) × {scale} + {shift}")
            return (
                text.format(number=before, mean=mean, variance=variance, epsilon=epsilon, scale=scale, shift=shift)
                .replace("− -", "+ ")
                .replace("+ -", "− ")
            )
        case "plus":
            return _tr("plus {other}, which comes past this way (a shortcut)").format(other=numbers[0])
        case "times":
            return _tr("times {other}, a weight for this map").format(other=numbers[0])
        case _:
            return _activation(line)


def after_words(walk: UnitWalk, name: str) -> str:
    """Why the lines end. name: of the layer that comes next."""
    match walk.after:
        case "end":
            return _tr("Nothing reads this number any more: it belongs to the answer.")
        case "several":
            return _tr("Several layers read this number next.")
        case _:
            return _tr("Next, {layer} mixes it with many others.").format(layer=name) if name else ""


def _activation(line: WalkLine) -> str:
    title = _TITLES.get(line.kind, line.kind)
    match line.kind:
        case "relu":
            return _tr("ReLU: what is below 0 becomes 0")
        case "hardtanh" if len(line.numbers) >= 2:
            low, high = (exact_number(number) for number in line.numbers[:2])
            return _tr("{name}: kept between {low} and {high}").format(name=title, low=low, high=high)
        case "sigmoid" | "hardsigmoid":
            return _tr("{name}: pressed between 0 and 1").format(name=title)
        case _:
            return _tr("activation: {name}").format(name=title)


def _tr(text: str) -> str:
    return QCoreApplication.translate("WalkWords", text)
