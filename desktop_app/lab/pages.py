"""The pages of the Lab by name, in their groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.lab.boxes.anchors_page import AnchorsPage
from desktop_app.lab.boxes.iou_page import IouPage
from desktop_app.lab.boxes.nms_page import NmsPage
from desktop_app.lab.boxes.precision_page import PrecisionPage
from desktop_app.lab.boxes.windows_page import WindowsPage
from desktop_app.lab.convolve.kernels_page import KernelsPage
from desktop_app.lab.convolve.page import ConvolvePage
from desktop_app.lab.layers.chain_pages import FieldPage, SizesPage
from desktop_app.lab.layers.pool_page import PoolPage
from desktop_app.lab.layers.steps_page import StepsPage
from desktop_app.lab.layers.transpose_page import TransposePage
from desktop_app.lab.learning.optimise_page import OptimisePage
from desktop_app.lab.page import LabPage
from desktop_app.look.look import Look
from desktop_app.session.session import Session


@dataclass(frozen=True, slots=True)
class PageName:
    """name: as in go_to("lab", NAME).   title, tip: in the window's language.   make: its class."""

    name: str
    title: str
    tip: str
    icon: str
    make: Callable[[Session, Look], LabPage]


def page_groups() -> list[tuple[str, list[PageName]]]:
    """Title and pages of each group."""
    return [
        (
            _tr("Windows and weights"),
            [
                PageName("convolve", _tr("Convolution"),
                         _tr("A kernel over numbers or a picture"), "grid-3x3", ConvolvePage),
                PageName("kernels", _tr("Kernels"),
                         _tr("The course's kernels on your picture"), "images", KernelsPage),
                PageName("pool", _tr("Pooling"),
                         _tr("Maximum, average, sum"), "minimize-2", PoolPage),
                PageName("transpose", _tr("Transposed"),
                         _tr("The way back to a larger map"), "maximize-2", TransposePage),
            ],
        ),
        (
            _tr("Layers"),
            [
                PageName("sizes", _tr("Sizes"),
                         _tr("Shapes and weights, layer by layer"), "layers", SizesPage),
                PageName("field", _tr("Receptive field"),
                         _tr("What a number of a deep layer sees"), "focus", FieldPage),
                PageName("steps", _tr("Steps"),
                         _tr("Activations, softmax, dense, normalising"), "sigma", StepsPage),
            ],
        ),
        (
            _tr("Boxes"),
            [
                PageName("iou", _tr("Overlap (IoU)"),
                         _tr("How well two boxes agree"), "blend", IouPage),
                PageName("nms", _tr("Suppression"),
                         _tr("The best box stays"), "list-filter", NmsPage),
                PageName("anchors", _tr("Anchors"),
                         _tr("Shapes found by k-means"), "boxes", AnchorsPage),
                PageName("windows", _tr("Sliding window"),
                         _tr("Places, and one convolution for all"), "scan", WindowsPage),
                PageName("ap", _tr("Average precision"),
                         _tr("mAP from a ranked list"), "chart-line", PrecisionPage),
            ],
        ),
        (
            _tr("Learning"),
            [
                PageName("optimise", _tr("Optimisers"),
                         _tr("Four ways down one surface"), "trending-down", OptimisePage),
            ],
        ),
    ]  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("LabPages", text)
