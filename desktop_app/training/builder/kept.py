"""The network that is composed, kept on the session: pages are rebuilt, what was composed stays."""

from __future__ import annotations

from desktop_app.session.session import Session
from desktop_app.training.builder.draft import Composing
from ml_engine.domain.errors import UserError
from ml_engine.networks.course_networks import TUTORIAL
from ml_engine.networks.layer_recipe import LayerRecipe, parse_layers
from ml_engine.networks.layer_shapes import calculate_layers

COMPOSING_PROPERTY = "composed_network"


def composing(session: Session) -> Composing:
    """What is being composed; begun with what the next training uses, or with a preset."""
    kept = session.property(COMPOSING_PROPERTY)
    if isinstance(kept, Composing):
        return kept
    made = Composing(_wanted(session) or TUTORIAL)
    session.setProperty(COMPOSING_PROPERTY, made)
    return made


def composed_recipe(session: Session) -> LayerRecipe | None:
    """The network that a person composed, None if there is none that can be built."""
    kept = session.property(COMPOSING_PROPERTY)
    recipe = kept.recipe if isinstance(kept, Composing) else _wanted(session)
    return recipe if recipe is not None and not calculate_layers(recipe).problems else None


def _wanted(session: Session) -> LayerRecipe | None:
    try:
        return parse_layers(session.runs.options.network) if session.runs.options.network else None
    except UserError:
        return None
