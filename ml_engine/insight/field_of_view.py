"""What a unit can see: its exact receptive field, found by asking which input pixels it depends on.

No formula follows every branch and shortcut. So the network is copied, its weights made equal and positive and its
bends straight; then the gradient of one unit is above 0 at exactly the pixels that a path leads from.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from ml_engine.insight.layer_maps import find_layer, forward_to
from ml_engine.training.model import TrainedModel

_STRAIGHT = (
    nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.ELU, nn.GELU, nn.SiLU, nn.Sigmoid, nn.Tanh, nn.Hardswish, nn.Hardsigmoid,
    nn.BatchNorm2d, nn.LayerNorm, nn.GroupNorm, nn.LocalResponseNorm, nn.Dropout, nn.Dropout2d,
)  # fmt: skip
_STRAIGHT_NAMES = ("LayerNorm2d", "BatchNormAct2d", "FrozenBatchNorm2d", "LayerNormAct2d")
# They weigh channels by what the whole picture says: counted, every unit would see everything.
_GATES = ("SqueezeExcitation", "SEModule", "SqueezeExcite")

Field = tuple[int, int, int, int]


class FieldOfView:
    """Of the units of one layer. sees_all: gates of the network look at the whole picture besides."""

    def __init__(self, model: TrainedModel, layer: str) -> None:
        self._side = model.spec.input_size
        self._model = copy.deepcopy(model).cpu().double().eval()
        self.sees_all = any(type(module).__name__ in _GATES for module in self._model.modules())
        _straighten(self._model)
        _even_out(self._model)
        self._module = find_layer(self._model, layer)

    def field(self, row: int, column: int) -> Field:
        """x0, y0, x1, y1 of the input pixels that a unit's answer at this place depends on, clipped to the input."""
        pixels = torch.ones(1, 3, self._side, self._side, dtype=torch.float64).requires_grad_()
        with torch.enable_grad():
            answer = forward_to(lambda: self._model(pixels * 255), self._module)
            number = answer[0, :, row, column].sum() if answer.ndim == 4 else answer.sum()
        (gradient,) = torch.autograd.grad(number, pixels)
        return _bounds(gradient[0].abs().sum(dim=0) > 0)

    def largest(self, rows: int, columns: int) -> tuple[int, int]:
        """(rows, columns) of input pixels that a unit in the middle of a map of this size sees."""
        x0, y0, x1, y1 = self.field(rows // 2, columns // 2)
        return y1 - y0, x1 - x0


def _straighten(network: nn.Module) -> None:
    for name, child in list(network.named_children()):
        if isinstance(child, _STRAIGHT) or type(child).__name__ in (*_STRAIGHT_NAMES, *_GATES):
            setattr(network, name, nn.Identity())
        elif isinstance(child, nn.MaxPool2d):
            # The largest number alone would hide the others' paths.
            setattr(
                network, name,
                nn.AvgPool2d(child.kernel_size, child.stride, child.padding, child.ceil_mode, count_include_pad=False),
            )  # fmt: skip
        else:
            _straighten(child)


def _even_out(network: TrainedModel) -> None:
    """Every weight positive, so that no two paths cancel, and small, so that no number grows out of bounds."""
    with torch.no_grad():
        for parameter in network.parameters():
            many = parameter[0].numel() if parameter.ndim > 1 else 1
            parameter.fill_(1.0 / many)
        network.mean.zero_()
        network.std.fill_(255.0)


def _bounds(seen: Tensor) -> Field:
    rows, columns = seen.any(dim=1).nonzero().flatten(), seen.any(dim=0).nonzero().flatten()
    if not len(rows):
        return 0, 0, 0, 0
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
