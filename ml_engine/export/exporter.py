"""What a kind of exported file must offer; each registers itself in its own module."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ml_engine.inference.predictor import ByteBatch, RawOutputs
from ml_engine.training.model import TrainedModel


class Exporter(Protocol):
    """name: as on the command line.   ending: of the model's file.   needs: what a stranger installs to use it."""

    name: str
    ending: str
    needs: str

    def write(self, model: TrainedModel, path: Path) -> None:
        """Write the one file that holds weights, labels, preprocessing and thresholds. Raises OSError, UserError."""
        ...

    def run_plainly(self, path: Path, pixels: ByteBatch) -> RawOutputs | None:
        """All outputs as somebody without Vistazo gets them; None if the format needs Vistazo to be run.

        Only for a file that was written a moment ago by us. pixels: (B, S, S, 3) uint8 RGB.
        """
        ...

    def usage(self, model: TrainedModel, file: str) -> str:
        """Python lines that use the file with nothing but `needs`, numpy and Pillow, for its README."""
        ...
