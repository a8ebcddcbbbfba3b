"""What a run is good for, by how it ended."""

from __future__ import annotations

from desktop_app.project.run_index import RunRow


def has_model(run: RunRow) -> bool:
    """Whether it has learnt something that can be looked at, asked and compared."""
    return run.state in ("finished", "paused", "stopped")


def can_export(run: RunRow) -> bool:
    """Whether its best state is worth a file: it ended, or a person ended it early."""
    return run.state in ("finished", "stopped")
