"""The words of the page Convolution: kinds, kernels, activations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.i18n.messages import in_words
from desktop_app.lab.convolve.setup import Kind
from ml_engine.lab.functions import ACTIVATIONS
from ml_engine.lab.kernels import KERNELS


def kind_titles() -> list[tuple[Kind, str]]:
    """Every kind of convolution, in its order."""
    return [
        ("plain", _tr("Convolution (2-D)")),
        ("line", _tr("Over a sequence (1-D)")),
        ("volume", _tr("Over a volume (3-D)")),
        ("depthwise", _tr("By channel (depthwise)")),
        ("separable", _tr("Separable (with 1 × 1)")),
        ("pointwise", _tr("1 × 1 (mixes channels)")),
    ]


def kind_idea(kind: Kind) -> str:
    """What it does, in a sentence or two."""
    return {
        "plain": _tr("A filter reads all channels at once and adds up all products: one number a place."),
        "line": _tr("The window slides along one axis: n numbers and m weights give n − m + 1 sums."),
        "volume": _tr("The window has depth too, and slides through the slices: put | between slices."),
        "depthwise": _tr("Every channel has a kernel of its own, and the channels are not added up."),
        "separable": _tr("First each channel by itself, then a 1 × 1 convolution mixes them: fewer parameters."),
        "pointwise": _tr("It looks at no neighbours: each filter mixes the channels of one pixel anew."),
    }[kind]


def kernel_titles() -> list[tuple[str, str]]:
    """The course's kernels by name; '' for one's own."""
    return [("", _tr("Own kernel")), *((kernel.name, in_words(kernel.title)) for kernel in KERNELS)]


def activation_titles() -> list[tuple[str, str]]:
    """Every activation by name."""
    return [(one.name, in_words(one.title)) for one in ACTIVATIONS]


def activation_idea(name: str) -> str:
    """Its formula and what it is for."""
    one = next(one for one in ACTIVATIONS if one.name == name)
    return f"{one.formula}   {in_words(one.idea)}"


def plane_names(numbers: Sequence[int], *, are_colors: bool, are_slices: bool) -> list[tuple[str, str]]:
    """Words for the planes that a filter reads, by their place. numbers: from 1, as Walk.plane_numbers says."""
    if are_colors and len(numbers) == len(COLORS):
        return [(str(place), word) for place, word in enumerate((_tr("Red"), _tr("Green"), _tr("Blue")))]
    word = _tr("Slice {n}") if are_slices else _tr("Channel {n}")
    return [(str(place), word.format(n=number)) for place, number in enumerate(numbers)]


COLORS = ("#FF0000", "#00FF00", "#0000FF")


def _tr(text: str) -> str:
    return QCoreApplication.translate("LabWords", text)
