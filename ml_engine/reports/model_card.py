"""Write the model card beside the model: JSON for programs, Markdown and plots for people."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.reports.card import ModelCard
from ml_engine.reports.limitations import limitations
from ml_engine.reports.markdown import card_markdown

CARD_VERSION = 1
PLOTS = "plots"


class _CardFile(msgspec.Struct):
    card_version: int
    limitations: list[str]
    card: ModelCard


def write_model_card(run_dir: Path, card: ModelCard) -> None:
    """Write model_card.json, model_card.md and plots/*.png into the run's folder, each whole or not at all.

    Raises UserError('disk-write') if the folder cannot be written.
    """
    # matplotlib takes half a second to import and is needed by nothing else.
    from ml_engine.reports.plots import draw_plots

    try:
        (run_dir / PLOTS).mkdir(exist_ok=True)
        shown: dict[str, str] = {}
        for name, (title, png) in draw_plots(card).items():
            write_atomic(run_dir / PLOTS / f"{name}.png", png)
            shown[title] = f"{PLOTS}/{name}.png"
        write_atomic(run_dir / "model_card.md", card_markdown(card, shown).encode())
        write_atomic(run_dir / "model_card.json", card_json(card))
    except OSError as error:
        raise UserError(
            "disk-write",
            f"The model card could not be written into {run_dir}: {(error.strerror or str(error)).lower()}.",
            "Free some disk space; the model itself is safe.",
        ) from error


def card_json(card: ModelCard) -> bytes:
    """The card with its limitations as indented JSON. NaN becomes null."""
    file = _CardFile(CARD_VERSION, limitations(card), card)
    return msgspec.json.format(msgspec.json.encode(file, enc_hook=_plain_number), indent=1)


def _plain_number(value: object) -> object:
    """numpy's numbers slip into metrics easily. Raises NotImplementedError for anything else."""
    if isinstance(value, np.generic):
        return value.item()
    raise NotImplementedError(f"a model card cannot hold a {type(value).__name__}")


def read_model_card(run_dir: Path) -> ModelCard:
    """Read what write_model_card wrote. Raises UserError if it is absent, damaged or newer."""
    path = run_dir / "model_card.json"
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_CardFile)
    except OSError as error:
        raise UserError("no-card", f"{path} cannot be read: {error.strerror}.", "Evaluate the run again.") from error
    except msgspec.MsgspecError as error:
        raise UserError("damaged-card", f"{path} is damaged: {error}.", "Evaluate the run again.") from error
    if file.card_version > CARD_VERSION:
        raise UserError("newer-card", f"{path} was written by a newer Vistazo.", "Update Vistazo.")
    return file.card
