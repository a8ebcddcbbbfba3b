"""Running a frozen backbone as fast as this machine can: ONNX Runtime on a CPU, torch elsewhere.

A runtime takes pictures as they are decoded (uint8, channels last) and does the normalising itself, so that callers
move a quarter of the bytes and cannot normalise differently.
"""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import platformdirs
import torch

from ml_engine.networks.backbones import FeatureKind
from ml_engine.networks.build import Backbone
from ml_engine.networks.fold import folded
from ml_engine.networks.from_pixels import FromPixels
from ml_engine.networks.frozen_graph import SAVED_SHARE, GraphFile, export_graph, graph_file
from ml_engine.networks.graph_writer import UnknownOperatorError, write_graph

ByteBatch = npt.NDArray[np.uint8]
Features = tuple[npt.NDArray[np.float32], ...]

FEW_PICTURES = 4  # done by plain torch before a faster runtime is ready
TOLERANCE = 1e-3  # of a level's largest absolute value: equal for our purposes


class FrozenRuntime(Protocol):
    """name: for people.   batch: pictures per call at which it is fastest.

    parallel: run() may be called by one thread per core at once and uses one core a call; else by one thread at a time.
    """

    @property
    def name(self) -> str: ...

    @property
    def batch(self) -> int: ...

    @property
    def parallel(self) -> bool: ...

    def run(self, pixels: ByteBatch) -> Features:
        """pixels: (B, S, S, 3) uint8 RGB, any B >= 1. Returns the levels, (B, …) float32 each."""
        ...


class TorchRuntime:
    """Channels-last torch with folded batch norm. precision: float32, or what autocast computes in.

    Out of device memory it halves the batch and goes on.
    """

    def __init__(
        self,
        backbone: Backbone,
        kind: FeatureKind,
        device: torch.device,
        precision: torch.dtype = torch.float32,
        *,
        fold: bool = True,
    ) -> None:
        own = folded(backbone) if fold else copy.deepcopy(backbone)
        network = FromPixels(own, kind).eval().to(device)
        self._network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._device = device
        self._precision = precision
        self.name = f"torch {device.type}" + ("" if precision is torch.float32 else f" {precision}"[7:])
        self.parallel = device.type == "cpu"
        self.batch = 4 if self.parallel else 32

    def run(self, pixels: ByteBatch) -> Features:
        try:
            return self._run(pixels)
        except torch.OutOfMemoryError:
            if len(pixels) == 1:
                raise
        half = len(pixels) // 2
        pairs = zip(self.run(pixels[:half]), self.run(pixels[half:]), strict=True)
        return tuple(np.concatenate(pair) for pair in pairs)

    def _run(self, pixels: ByteBatch) -> Features:
        enabled = self._precision is not torch.float32
        with torch.inference_mode(), torch.autocast(self._device.type, self._precision, enabled=enabled):
            levels = self._network(torch.from_numpy(pixels).to(self._device))
            return tuple(level.float().cpu().contiguous().numpy() for level in levels)


class GraphRefusedError(Exception):
    """ONNX Runtime does not take the graph."""


class OnnxRuntime:
    """ONNX Runtime on the CPU, one thread a call: lanes side by side beat threads inside a call."""

    name = "onnxruntime cpu"
    batch = 4  # larger ones fall out of the processor's cache: 16 at once run at two thirds of the speed
    parallel = True

    def __init__(self, graph: bytes) -> None:
        import onnxruntime
        from onnxruntime.capi import onnxruntime_pybind11_state as errors

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        except (
            errors.Fail,
            errors.InvalidArgument,
            errors.InvalidGraph,
            errors.InvalidProtobuf,
            errors.NotImplemented,
        ) as error:
            raise GraphRefusedError(str(error)) from error

    def run(self, pixels: ByteBatch) -> Features:
        return tuple(self._session.run(None, {"pixels": pixels}))


def open_runtime(
    backbone: Backbone,
    kind: FeatureKind,
    input_size: int,
    device: torch.device,
    expected_pictures: int,
    cache_dir: Path | None = None,
    *,
    cores: int = 0,
) -> FrozenRuntime:
    """The fastest runtime that agrees with plain torch on this machine, within TOLERANCE; checked here on one batch.

    input_size: pixels, a multiple of 32.   expected_pictures: how many the job will pass, to weigh an export.
    cache_dir: of exported graphs, None for the user's own cache.   cores: that the job will use, 0 for all.
    """
    if input_size % 32 or input_size < 32:
        raise ValueError(f"input_size must be a multiple of 32, got {input_size}")
    with one_thread_each():
        return _open(backbone, kind, input_size, device, expected_pictures, cache_dir, cores)


def _open(
    backbone: Backbone,
    kind: FeatureKind,
    input_size: int,
    device: torch.device,
    expected_pictures: int,
    cache_dir: Path | None,
    cores: int,
) -> FrozenRuntime:
    if device.type == "cpu" and expected_pictures <= FEW_PICTURES:
        return TorchRuntime(backbone, kind, device, fold=False)
    check = _check_pictures(input_size)
    expected = reference_features(backbone, kind, check)
    if device.type != "cpu":
        return _on_device(backbone, kind, device, check, expected)
    graph = _written(backbone, kind, input_size)
    if graph is not None and agrees(graph.run(check), expected):
        return graph
    eager = TorchRuntime(backbone, kind, device)
    folder = cache_dir or Path(platformdirs.user_cache_dir("vistazo", appauthor=False))
    file = graph_file(backbone, kind, input_size, folder)
    if file.exists or _pays_off(eager, file, check, expected_pictures, cores):
        graph = _exported(backbone, kind, input_size, file)
        if graph is not None and agrees(graph.run(check), expected):
            return graph
        file.discard()
    if agrees(eager.run(check), expected):
        return eager
    return TorchRuntime(backbone, kind, device, fold=False)


def reference_features(backbone: Backbone, kind: FeatureKind, pixels: ByteBatch) -> Features:
    """What plain torch in float32 on the CPU answers: what every runtime is measured by."""
    network = FromPixels(copy.deepcopy(backbone).cpu(), kind).eval()
    with one_thread_each(), torch.inference_mode():
        return tuple(level.numpy() for level in network(torch.from_numpy(pixels)))


def agrees(levels: Sequence[npt.NDArray[np.float32]], expected: Sequence[npt.NDArray[np.float32]]) -> bool:
    """Whether every level differs by less than TOLERANCE of its largest absolute value."""
    return all(
        level.shape == truth.shape and float(np.abs(level - truth).max()) <= TOLERANCE * float(np.abs(truth).max())
        for level, truth in zip(levels, expected, strict=True)
    )


def _check_pictures(input_size: int) -> ByteBatch:
    """Noise, and a slope from dark to light: every weight sees a number that is not zero."""
    dice = np.random.default_rng(0)
    noise = dice.integers(0, 256, (1, input_size, input_size, 3), dtype=np.uint8)
    slope = np.linspace(0, 255, input_size, dtype=np.uint8)[None, :, None, None]
    return np.concatenate([noise, np.broadcast_to(slope, noise.shape)])


def _on_device(
    backbone: Backbone, kind: FeatureKind, device: torch.device, check: ByteBatch, expected: Features
) -> FrozenRuntime:
    """Half precision where it stays equal, which most networks do not; float32 else."""
    half = TorchRuntime(backbone, kind, device, torch.float16)
    return half if agrees(half.run(check), expected) else TorchRuntime(backbone, kind, device)


def _pays_off(eager: TorchRuntime, file: GraphFile, check: ByteBatch, expected_pictures: int, cores: int) -> bool:
    """Whether the passes so far and this one would have saved the export's time; one pass is timed to know."""
    eager.run(check)  # the first call prepares its kernels
    start = time.perf_counter()
    eager.run(check)
    per_picture = (time.perf_counter() - start) / len(check)
    saved_s = SAVED_SHARE * per_picture * expected_pictures / (cores or os.cpu_count() or 1)
    try:
        return file.is_worth_exporting(saved_s)
    except OSError:  # a cache that cannot be written keeps no graph either
        return False


def _written(backbone: Backbone, kind: FeatureKind, input_size: int) -> OnnxRuntime | None:
    """A graph in memory: quicker to write than to look for on a disk. None for operators the writer does not know."""
    network = FromPixels(folded(backbone).cpu(), kind).eval()
    try:
        return OnnxRuntime(write_graph(network, torch.zeros(2, input_size, input_size, 3, dtype=torch.uint8)))
    except (UnknownOperatorError, GraphRefusedError):
        return None


def _exported(backbone: Backbone, kind: FeatureKind, input_size: int, file: GraphFile) -> OnnxRuntime | None:
    """The kept graph, else a new one; None where there is no way to one (full disk, an operator without ONNX form)."""
    if file.exists:
        try:
            return OnnxRuntime(file.path.read_bytes())
        except (OSError, GraphRefusedError):
            file.discard()
    try:
        export_graph(backbone, kind, input_size, file)
        return OnnxRuntime(file.path.read_bytes())
    except (OSError, torch.onnx.OnnxExporterError, GraphRefusedError):
        return None


@contextmanager
def one_thread_each() -> Iterator[None]:
    """While lanes run side by side, torch must not open threads of its own in each."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
