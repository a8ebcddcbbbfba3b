"""A frozen network as an ONNX graph in 0.2 s: its dozen operators written down one by one.

PyTorch's exporter handles any network and takes five seconds, which is more than many a first training saves by it.
What is written here is compared with torch before it is used (runtime.py); an operator that is not known here means
the exporter.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as F  # noqa: N812  (the field's name for it)
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, fx, nn
from torch.fx.passes.shape_prop import ShapeProp

OPSET = 17
IR_VERSION = 8


class UnknownOperatorError(Exception):
    """The network computes something that this writer has no words for."""


def write_graph(network: nn.Module, example: Tensor) -> bytes:
    """The ONNX file of a network in eval mode: input 'pixels' with a free first axis, outputs in order.

    example: an input; its first axis is taken as the batch. Raises UnknownOperatorError.
    """
    try:
        traced = fx.symbolic_trace(network)
        if any(node.target in _NEED_SHAPES for node in traced.graph.nodes):
            with torch.no_grad():
                ShapeProp(traced).propagate(example)
    except (fx.proxy.TraceError, TypeError, RuntimeError) as error:
        raise UnknownOperatorError(f"cannot be traced: {error}") from error
    writer = _Writer(traced, example)
    for node in traced.graph.nodes:
        writer.add(node)
    return writer.finish()


class _Writer:
    """Collects the graph's nodes. A torch node and its output share a name."""

    def __init__(self, traced: fx.GraphModule, example: Tensor) -> None:
        self._traced = traced
        self._example = example
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._same_as: dict[str, str] = {}  # nodes that change nothing: their name → the name they stand for
        self._outputs: list[str] = []

    def add(self, node: fx.Node) -> None:
        match node.op:
            case "placeholder":
                self._same_as[node.name] = "pixels"
            case "get_attr":
                self._same_as[node.name] = self.constant(node.name, _attribute(self._traced, str(node.target)))
            case "output":
                results = node.args[0]
                self._outputs = [self.name(result) for result in _sequence(results)]
            case "call_module":
                module = self._traced.get_submodule(str(node.target))
                _lookup(_MODULES, type(module))(self, node, module)
            case _:
                _lookup(_FUNCTIONS, node.target)(self, node)

    def finish(self) -> bytes:
        # An output that another node already names needs a name of its own.
        outputs = []
        for index, source in enumerate(self._outputs):
            self._nodes.append(helper.make_node("Identity", [source], [f"level{index}"]))
            outputs.append(helper.make_tensor_value_info(f"level{index}", TensorProto.FLOAT, None))
        shape = ["batch", *self._example.shape[1:]]
        pixels = helper.make_tensor_value_info("pixels", TensorProto.UINT8, shape)
        graph = helper.make_graph(self._nodes, "frozen", [pixels], outputs, self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        data: bytes = model.SerializeToString()
        return data

    def name(self, value: object) -> str:
        """The name of a tensor: of a node's output, or of a number that becomes a constant."""
        if isinstance(value, fx.Node):
            return self._same_as.get(value.name, value.name)
        if isinstance(value, (int, float)):
            return self.constant(f"number{len(self._constants)}", torch.tensor(float(value)))
        raise UnknownOperatorError(f"an operand of type {type(value).__name__}")

    def constant(self, name: str, value: Tensor) -> str:
        name = f"constant.{name}"
        self._constants.append(numpy_helper.from_array(value.detach().cpu().contiguous().numpy(), name))
        return name

    def integers(self, node: fx.Node, values: Sequence[int]) -> str:
        return self.constant(f"{node.name}.{len(self._constants)}", torch.tensor(list(values), dtype=torch.int64))

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> None:  # noqa: ANN401  (ONNX's)
        self._nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))

    def split(self, node: fx.Node, parts: int, axis: int) -> None:
        names = [f"{node.name}.{index}" for index in range(parts)]
        source = self.name(node.args[0])
        size = shape_of(node.args[0])[axis]
        if size % parts:
            raise UnknownOperatorError("chunks of unequal size")
        sizes = self.integers(node, [size // parts] * parts)
        self._nodes.append(helper.make_node("Split", [source, sizes], names, axis=axis))

    def is_same(self, node: fx.Node, source: object) -> None:
        """The node's output is its input."""
        self._same_as[node.name] = self.name(source)

    def rename(self, node: fx.Node, name: str) -> None:
        self._same_as[node.name] = name


def shape_of(value: object) -> tuple[int, ...]:
    if not isinstance(value, fx.Node) or "tensor_meta" not in value.meta:
        raise UnknownOperatorError("a shape that is not known")
    return tuple(value.meta["tensor_meta"].shape)


_ModuleRule = Callable[[_Writer, fx.Node, Any], None]
_FunctionRule = Callable[[_Writer, fx.Node], None]


def _lookup(rules: dict[Any, Any], key: object) -> Any:  # noqa: ANN401  (a table of rules of either kind)
    name = getattr(key, "__name__", str(key))
    rule = rules.get(key) or rules.get(name)
    if rule is None:
        raise UnknownOperatorError(f"{name} is not known")
    return rule


def _attribute(traced: fx.GraphModule, target: str) -> Tensor:
    value: object = traced
    for part in target.split("."):
        value = getattr(value, part)
    if not isinstance(value, Tensor):
        raise UnknownOperatorError(f"{target} is no tensor")
    return value


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, (tuple, list)) else (value,)


def _pair(value: object) -> list[int]:
    numbers = [number for number in _sequence(value) if isinstance(number, int)]
    if len(numbers) not in (1, 2):
        raise UnknownOperatorError(f"{value!r} is no pair of whole numbers")
    return numbers * 2 if len(numbers) == 1 else numbers


def _convolution(writer: _Writer, node: fx.Node, module: nn.Conv2d) -> None:
    if module.padding_mode != "zeros" or isinstance(module.padding, str):
        raise UnknownOperatorError(f"a convolution with padding {module.padding!r} {module.padding_mode!r}")
    inputs = [writer.name(node.args[0]), writer.constant(f"{node.name}.weight", module.weight)]
    if module.bias is not None:
        inputs.append(writer.constant(f"{node.name}.bias", module.bias))
    writer.node(
        "Conv",
        inputs,
        node.name,
        kernel_shape=list(module.kernel_size),
        strides=list(module.stride),
        pads=[*module.padding, *module.padding],
        dilations=list(module.dilation),
        group=module.groups,
    )


def _pool_module(writer: _Writer, node: fx.Node, module: nn.MaxPool2d) -> None:
    _max_pool(writer, node, module.kernel_size, module.stride, module.padding, module.dilation, module.ceil_mode)


def _pool_function(writer: _Writer, node: fx.Node) -> None:
    settings = dict(zip(("kernel", "stride", "padding", "dilation", "ceil"), node.args[1:], strict=False))
    settings |= {"ceil" if key == "ceil_mode" else key: value for key, value in node.kwargs.items()}
    kernel = settings.get("kernel", settings.get("kernel_size"))
    stride = settings.get("stride") or kernel
    if settings.get("return_indices"):
        raise UnknownOperatorError("a pool that returns indices")
    dilation, ceil = settings.get("dilation", 1), bool(settings.get("ceil", False))
    _max_pool(writer, node, kernel, stride, settings.get("padding", 0), dilation, ceil)


def _max_pool(
    writer: _Writer, node: fx.Node, kernel: object, stride: object, padding: object, dilation: object, ceil: bool
) -> None:
    writer.node(
        "MaxPool",
        [writer.name(node.args[0])],
        node.name,
        kernel_shape=_pair(kernel),
        strides=_pair(stride),
        pads=_pair(padding) * 2,
        dilations=_pair(dilation),
        ceil_mode=int(ceil),
    )


def _average_pool(writer: _Writer, node: fx.Node, module: nn.AdaptiveAvgPool2d) -> None:
    if module.output_size not in (1, (1, 1)):
        raise UnknownOperatorError(f"an average pool to {module.output_size}")
    writer.node("GlobalAveragePool", [writer.name(node.args[0])], node.name)


def _simple(kind: str, **attributes: object) -> Callable[..., None]:
    """An operator whose tensor operands come first and that ONNX has, too."""

    def rule(writer: _Writer, node: fx.Node, _module: object = None) -> None:
        operands = node.args[:1] if node.op == "call_module" else node.args[:2]
        writer.node(kind, [writer.name(operand) for operand in operands], node.name, **attributes)

    return rule


def _clip(low: float, high: float) -> _ModuleRule:
    def rule(writer: _Writer, node: fx.Node, _module: object) -> None:
        writer.node("Clip", [writer.name(node.args[0]), writer.name(low), writer.name(high)], node.name)

    return rule


def _silu(writer: _Writer, node: fx.Node, _module: object) -> None:
    source = writer.name(node.args[0])
    writer.node("Sigmoid", [source], f"{node.name}.sigmoid")
    writer.node("Mul", [source, f"{node.name}.sigmoid"], node.name)


def _nothing(writer: _Writer, node: fx.Node, _module: object = None) -> None:
    writer.is_same(node, node.args[0])


def _stochastic_depth(writer: _Writer, node: fx.Node) -> None:
    if node.args[3:4] != (False,):
        raise UnknownOperatorError("a network that is training")
    writer.is_same(node, node.args[0])


def _ignored(_writer: _Writer, _node: fx.Node) -> None:
    """Arithmetic on shapes: views take their shape from what was traced."""


def _concatenate(writer: _Writer, node: fx.Node) -> None:
    axis = node.args[1] if len(node.args) > 1 else node.kwargs.get("dim", 0)
    writer.node("Concat", [writer.name(part) for part in _sequence(node.args[0])], node.name, axis=axis)


def _chunk(writer: _Writer, node: fx.Node) -> None:
    parts = node.args[1] if len(node.args) > 1 else node.kwargs.get("chunks")
    axis = node.args[2] if len(node.args) > 2 else node.kwargs.get("dim", 0)
    if not isinstance(parts, int) or not isinstance(axis, int):
        raise UnknownOperatorError("chunks whose number is computed")
    writer.split(node, parts, axis)


def _item(writer: _Writer, node: fx.Node) -> None:
    source = node.args[0]
    if isinstance(source, fx.Node) and source.target in ("chunk", torch.chunk):
        writer.rename(node, f"{source.name}.{node.args[1]}")


def _view(writer: _Writer, node: fx.Node) -> None:
    # 0 takes the batch over as it comes.
    shape = writer.integers(node, [0, *shape_of(node)[1:]])
    writer.node("Reshape", [writer.name(node.args[0]), shape], node.name)


def _transpose(writer: _Writer, node: fx.Node) -> None:
    order = list(range(len(shape_of(node))))
    first, second = _pair(node.args[1:3])
    order[first], order[second] = order[second], order[first]
    writer.node("Transpose", [writer.name(node.args[0])], node.name, perm=order)


def _permute(writer: _Writer, node: fx.Node) -> None:
    writer.node("Transpose", [writer.name(node.args[0])], node.name, perm=list(node.args[1:]))


def _to_float(writer: _Writer, node: fx.Node) -> None:
    writer.node("Cast", [writer.name(node.args[0])], node.name, to=TensorProto.FLOAT)


def _mean(writer: _Writer, node: fx.Node) -> None:
    axes = node.args[1] if len(node.args) > 1 else node.kwargs.get("dim")
    kept = bool(node.args[2] if len(node.args) > 2 else node.kwargs.get("keepdim", False))
    writer.node("ReduceMean", [writer.name(node.args[0])], node.name, axes=list(_sequence(axes)), keepdims=int(kept))


def _pad(writer: _Writer, node: fx.Node) -> None:
    """The last axis comes first in torch, (before, after) by axis; ONNX lists all befores, then all afters."""
    widths = node.args[1]
    mode, value = [*node.args[2:], *node.kwargs.values(), "constant", None][:2]
    if mode != "constant" or value or not isinstance(widths, (tuple, list)):
        raise UnknownOperatorError("a border that is not zero")
    rank = len(shape_of(node))
    pads = np.zeros((2, rank), dtype=np.int64)
    for place, width in enumerate(widths):
        pads[place % 2, rank - 1 - place // 2] = width
    writer.node("Pad", [writer.name(node.args[0]), writer.integers(node, pads.ravel().tolist())], node.name)


_MODULES: dict[type[nn.Module], _ModuleRule] = {
    nn.Conv2d: _convolution,
    nn.MaxPool2d: _pool_module,
    nn.AdaptiveAvgPool2d: _average_pool,
    nn.ReLU: _simple("Relu"),
    nn.ReLU6: _clip(0, 6),
    nn.Hardswish: _simple("HardSwish"),
    nn.Hardsigmoid: _simple("HardSigmoid", alpha=1 / 6, beta=0.5),
    nn.Sigmoid: _simple("Sigmoid"),
    nn.SiLU: _silu,
    nn.Identity: _nothing,
    nn.Dropout: _nothing,
}
_FUNCTIONS: dict[object, _FunctionRule] = {
    operator.add: _simple("Add"),
    operator.iadd: _simple("Add"),
    operator.sub: _simple("Sub"),
    operator.mul: _simple("Mul"),
    operator.floordiv: _ignored,
    operator.getitem: _item,
    torch.cat: _concatenate,
    torch.chunk: _chunk,
    torch.transpose: _transpose,
    F.max_pool2d: _pool_function,
    F.pad: _pad,
    "chunk": _chunk,
    "contiguous": _nothing,
    "float": _to_float,
    "mean": _mean,
    "permute": _permute,
    "size": _ignored,
    "stochastic_depth": _stochastic_depth,
    "transpose": _transpose,
    "view": _view,
}
_NEED_SHAPES = (torch.chunk, torch.transpose, F.pad, "chunk", "transpose", "view")
