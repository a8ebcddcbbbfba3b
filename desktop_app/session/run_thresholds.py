"""From which score on proposals are shown: each run has its own threshold, and the project keeps them."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.project.query import Query
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token

FACT = "proposal_thresholds"
DEFAULT_THRESHOLD = 0.35
KEEP_AFTER_MS = 500


class RunThresholds(QObject):
    """Thresholds by the name of the run.

    Signals: changed(): what the project keeps has been read.
    """

    changed = Signal()

    def __init__(self, project: Project, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._background = background
        self._values: dict[str, float] = {}
        # A slider that is dragged says a hundred values; the one where it stays is kept.
        self._keep = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._keep.timeout.connect(self._write)

    def read(self) -> None:
        """Ask the project; `changed` tells."""
        self._background.run(self._kept, self._on_background_read)

    def get(self, run: str) -> float:
        """The threshold of a run, the usual one where nobody moved it."""
        return self._values.get(run, DEFAULT_THRESHOLD)

    def set(self, run: str, threshold: float) -> None:
        """threshold: 0..1."""
        self._values[run] = threshold
        self._keep.start()

    def release(self) -> None:
        """The project is about to be closed."""
        if self._keep.isActive():
            self._keep.stop()
            self._write()

    def _kept(self, _: Token) -> dict[str, float]:
        return _parse(self._project.query)

    def _on_background_read(self, kept: dict[str, float]) -> None:
        self._values = {**kept, **self._values}
        self.changed.emit()

    def _write(self) -> None:
        if not self._project.read_only:
            kept = {name: value for name, value in self._values.items() if name}
            self._project.submit_fact(FACT, json.dumps(kept))


def _parse(query: Query) -> dict[str, float]:
    """What is not as it was written is as if it were not there."""
    try:
        kept = json.loads(query.fact(FACT) or "{}")
    except ValueError:
        return {}
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {name: float(value) for name, value in pairs if isinstance(value, int | float) and 0 <= value <= 1}
