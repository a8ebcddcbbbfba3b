"""The refusals that every kind of model file shares, so that they read the same."""

from __future__ import annotations

from pathlib import Path

from ml_engine.domain.errors import UserError

AGAIN = "Copy it once more from where it came, or export the model again."


def damaged(path: Path, reason: str) -> UserError:
    return UserError("model-damaged", f"{path} is damaged: {reason}.", AGAIN)


def foreign(path: Path) -> UserError:
    return UserError(
        "model-foreign",
        f"{path} was not exported by Vistazo: labels and preprocessing are not in it.",
        "Name a run's folder, or a model that `vistazo export-model` wrote.",
    )


def unreadable(path: Path, error: OSError) -> UserError:
    reason = (error.strerror or str(error)).lower()
    return UserError("model-unreadable", f"{path} cannot be read: {reason}.", "Check the name and the permissions.")


def read_file(path: Path) -> bytes:
    """All bytes of a model file. Raises UserError('model-unreadable')."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
