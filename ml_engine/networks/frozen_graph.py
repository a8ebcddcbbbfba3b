"""Graphs that only PyTorch's exporter can make, kept in the user's cache: an export costs seconds, a job may need less.

When to pay: as soon as the passes that ran without the graph have lost as much time as the export takes. Nobody knows
how many jobs follow, and this rule never costs more than twice the best choice made afterwards.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path

import torch

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.networks.backbones import FeatureKind, foreign_normalization
from ml_engine.networks.build import Backbone
from ml_engine.networks.fold import folded
from ml_engine.networks.from_pixels import FromPixels

GRAPH_VERSION = 1
EXPORT_S = 5.0  # a first export of MobileNet V2 on two cores, imports included
SAVED_SHARE = 0.5  # of channels-last torch's time: what ONNX Runtime saves; measured 0.50 to 0.60


@dataclass(frozen=True, slots=True)
class GraphFile:
    """Where a graph lies, or would lie. Beside it, what the passes without it have lost so far."""

    path: Path

    @property
    def exists(self) -> bool:
        return self.path.is_file()

    def is_worth_exporting(self, saved_s: float) -> bool:
        """saved_s: seconds that the job at hand would save. What it loses without the graph is added up for later."""
        lost = self._lost_s() + saved_s
        if lost >= EXPORT_S:
            return True
        self._tally.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(self._tally, f"{lost:.3f}".encode())
        return False

    def discard(self) -> None:
        """Forget a graph that proved wrong or damaged."""
        self.path.unlink(missing_ok=True)

    @property
    def _tally(self) -> Path:
        return self.path.with_suffix(".lost")

    def _lost_s(self) -> float:
        try:
            return max(0.0, float(self._tally.read_text()))
        except (OSError, ValueError):  # none yet, or damaged: count from here
            return 0.0


def graph_file(backbone: Backbone, kind: FeatureKind, input_size: int, cache_dir: Path) -> GraphFile:
    """The graph of exactly these weights. Whose parameters differ by a bit has another file."""
    digest = hashlib.sha256(f"{GRAPH_VERSION} {torch.__version__} {kind} {input_size}".encode())
    if foreign := foreign_normalization(backbone.info):
        digest.update(repr(foreign).encode())
    for name, value in sorted(backbone.state_dict().items()):
        digest.update(name.encode())
        digest.update(value.detach().cpu().contiguous().numpy().tobytes())
    name = f"{backbone.info.name}-{kind}-{input_size}-{digest.hexdigest()[:16]}.onnx"
    return GraphFile(cache_dir / "graphs" / name)


def export_graph(backbone: Backbone, kind: FeatureKind, input_size: int, file: GraphFile) -> None:
    """Write the graph: input 'pixels' (B, S, S, 3) uint8, any B; outputs the levels. Raises OSError on a full disk."""
    network = FromPixels(folded(backbone).cpu(), kind).eval()
    # Two pictures: from an example of one the exporter would conclude that it is always one.
    example = torch.zeros(2, input_size, input_size, 3, dtype=torch.uint8)
    batch = torch.export.Dim("batch", min=1, max=4096)
    with torch.no_grad(), warnings.catch_warnings():
        # The exporter warns of deprecated parts in its own dependencies.
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            network,
            (example,),
            dynamo=True,
            external_data=False,
            dynamic_shapes=({0: batch},),
            input_names=["pixels"],
            verbose=False,
        )
    if program is None:
        raise RuntimeError("the exporter returned no program")
    file.path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(file.path, program.model_proto.SerializeToString())
