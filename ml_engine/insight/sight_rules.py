"""What each function of torch does to the receptive field: one rule for each kind, the rest work number by number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from torch import Tensor

from ml_engine.insight.sight import Sight, united

Rule = Callable[[Sequence[Any], Mapping[str, Any], Sight, Tensor], Sight]


def pair(value: int | Sequence[int]) -> tuple[int, int]:
    """(rows, columns) from one number or two."""
    if isinstance(value, int):
        return value, value
    return (int(value[0]), int(value[-1]))


def argument(
    args: Sequence[Any],
    named: Mapping[str, Any],
    place: int,
    name: str,
    otherwise: Any = None,  # noqa: ANN401  (whatever torch's functions take)
) -> Any:  # noqa: ANN401
    """An argument of a call, by its place or its name."""
    if name in named:
        return named[name]
    return args[place] if len(args) > place else otherwise


def conv_padding(args: Sequence[Any], named: Mapping[str, Any], kernel: tuple[int, int]) -> tuple[int, int]:
    """Of a convolution, before the first row and column; 'same' puts the odd one behind."""
    padding = argument(args, named, 4, "padding", 0)
    if padding == "valid":
        return 0, 0
    if padding == "same":
        dilation = pair(argument(args, named, 5, "dilation", 1))
        rows, columns = (step * (side - 1) // 2 for step, side in zip(dilation, kernel, strict=True))
        return rows, columns
    return pair(padding)


def sight_behind(
    name: str, args: Sequence[Any], named: Mapping[str, Any], known: Sequence[Sight], output: Tensor
) -> Sight:
    """Of the answer of a call. known: of those of its tensors that come from the picture, the first one first."""
    sight = known[0]
    rule = _RULES.get(name)
    if rule is not None and len(sight.axes) == 2:
        return rule(args, named, sight, output)
    if name in _VECTORS or not any(one.axes for one in known):
        return united([one.whole() for one in known], ()) if name in _VECTORS else united(known, ())
    with_axes = max(known, key=lambda one: (bool(one.axes), one.rows.count))
    united_sight = united(known, with_axes.axes)
    return united_sight if output.ndim > max(united_sight.axes) else united_sight.whole()


def ungated(name: str, known: Sequence[Sight]) -> Sequence[Sight]:
    """Those of a call without gates: where maps are multiplied by one number each, the maps alone."""
    if name.strip("ir") != "mul":
        return known
    maps = [one for one in known if max(one.rows.count, one.columns.count) > 1]
    return maps or known


def _conv(args: Sequence[Any], named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    kernel = pair(argument(args, named, 1, "weight").shape[2:])
    stride, padding = pair(argument(args, named, 3, "stride", 1)), conv_padding(args, named, kernel)
    return _slid(sight, kernel, stride, padding, pair(argument(args, named, 5, "dilation", 1)), output)


def _transposed(args: Sequence[Any], named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    kernel = pair(argument(args, named, 1, "weight").shape[2:])
    stride, padding = pair(argument(args, named, 3, "stride", 1)), pair(argument(args, named, 4, "padding", 0))
    dilation = pair(argument(args, named, 7, "dilation", 1))
    rows = sight.rows.spread(kernel[0], stride[0], padding[0], dilation[0], output.shape[2])
    return Sight(rows, sight.columns.spread(kernel[1], stride[1], padding[1], dilation[1], output.shape[3]))


def _pool(args: Sequence[Any], named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    kernel = pair(argument(args, named, 1, "kernel_size"))
    stride = pair(argument(args, named, 2, "stride") or kernel)
    return _slid(sight, kernel, stride, pair(argument(args, named, 3, "padding", 0)), (1, 1), output)


def _greatest(args: Sequence[Any], named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    kernel = pair(argument(args, named, 1, "kernel_size"))
    stride = pair(argument(args, named, 2, "stride") or kernel)
    padding, dilation = pair(argument(args, named, 3, "padding", 0)), pair(argument(args, named, 4, "dilation", 1))
    return _slid(sight, kernel, stride, padding, dilation, output)


def _slid(
    sight: Sight,
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[int, int],
    dilation: tuple[int, int],
    output: Tensor,
) -> Sight:
    rows, columns = (
        span.slid(kernel[axis], stride[axis], padding[axis], dilation[axis], output.shape[2 + axis])
        for axis, span in enumerate((sight.rows, sight.columns))
    )
    return Sight(rows, columns)


def _resized(_args: Sequence[Any], _named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    rows, columns = (
        span.whole() if output.shape[axis] == 1 else span.resized(output.shape[axis])
        for axis, span in zip(sight.axes, (sight.rows, sight.columns), strict=True)
    )
    return Sight(rows, columns, sight.axes)


def _pad(args: Sequence[Any], named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    amounts = [*argument(args, named, 1, "pad"), 0, 0, 0, 0]
    ndim, spans = output.ndim, []
    for axis, span in zip(sight.axes, (sight.rows, sight.columns), strict=True):
        spans.append(span.moved(amounts[2 * (ndim - 1 - axis)], output.shape[axis]))
    return Sight(spans[0], spans[1], sight.axes)


def _mean(args: Sequence[Any], named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    dims = argument(args, named, 1, "dim")
    ndim = args[0].ndim
    wanted = range(ndim) if dims is None else [dims] if isinstance(dims, int) else dims
    gone = {dim % ndim for dim in wanted}
    if not gone & set(sight.axes):
        axes = sight.axes if output.ndim == ndim else _left(sight.axes, gone)
        return sight.with_axes(axes)
    return sight.whole().with_axes(sight.axes if output.ndim == ndim else ())


def _left(axes: tuple[int, int] | tuple[()], gone: set[int]) -> tuple[int, int] | tuple[()]:
    moved = tuple(axis - sum(dim < axis for dim in gone) for axis in axes)
    return (moved[0], moved[1]) if len(moved) == 2 else ()


def _permuted(args: Sequence[Any], named: Mapping[str, Any], sight: Sight, _: Tensor) -> Sight:
    dims = named.get("dims") or (args[1] if isinstance(args[1], tuple | list) else args[1:])
    order = [dim % len(dims) for dim in dims]
    moved = tuple(order.index(axis) for axis in sight.axes)
    return sight.with_axes((moved[0], moved[1]))


def _swapped(args: Sequence[Any], named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    a, b = (argument(args, named, place, f"dim{place - 1}") % output.ndim for place in (1, 2))
    moved = tuple({a: b, b: a}.get(axis, axis) for axis in sight.axes)
    return sight.with_axes((moved[0], moved[1]))


def _reshaped(args: Sequence[Any], _named: Mapping[str, Any], sight: Sight, output: Tensor) -> Sight:
    """Rows and columns stay rows and columns where the last two axes are as long as before; else they are mixed."""
    before = args[0]
    if tuple(output.shape) == tuple(before.shape):
        return sight
    if sight.axes == (before.ndim - 2, before.ndim - 1) and output.shape[-2:] == before.shape[-2:] and output.ndim > 2:
        return sight.with_axes((output.ndim - 2, output.ndim - 1))
    if sight.rows.count == sight.columns.count == 1:
        return sight.with_axes(())
    return sight.whole()


_RULES: dict[str, Rule] = {
    "conv2d": _conv,
    "conv_transpose2d": _transposed,
    "max_pool2d": _greatest,
    "avg_pool2d": _pool,
    **dict.fromkeys(("adaptive_avg_pool2d", "adaptive_max_pool2d", "interpolate", "upsample"), _resized),
    "pad": _pad,
    **dict.fromkeys(("mean", "sum", "amax", "max", "std", "var"), _mean),
    "permute": _permuted,
    **dict.fromkeys(("transpose", "swapaxes"), _swapped),
    **dict.fromkeys(("view", "reshape", "flatten", "squeeze", "unflatten"), _reshaped),
}
# They mix positions of which they know nothing.
_VECTORS = frozenset({"matmul", "bmm", "mm", "scaled_dot_product_attention", "einsum", "fft", "roll"})
