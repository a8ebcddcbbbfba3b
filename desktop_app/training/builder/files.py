"""The file that a composed network is kept in."""

from __future__ import annotations

from pathlib import Path

from desktop_app.session.background import Token
from ml_engine.networks.layer_recipe import LayerRecipe, read_layers


def file_name(recipe: LayerRecipe) -> str:
    """A name for its file, without ending, that every system takes."""
    name = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in recipe.name).strip()
    return name[:80] or "network"


def read_file(path: Path, _: Token) -> LayerRecipe:
    """In the background. Raises UserError."""
    return read_layers(path)
