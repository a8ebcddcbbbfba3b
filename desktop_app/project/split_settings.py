"""How this project splits its pictures, kept in it: shares, what keeps pictures together, and the seed."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from desktop_app.project.query import Query
from desktop_app.project.store import Project
from ml_engine.training.grouping import BY_LOOKS, Grouping
from ml_engine.training.splits import Fractions

FRACTIONS, GROUPING, SEED = "split_fractions", "split_grouping", "split_seed"


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """fractions: None to choose by the number of pictures.   seed: None for that of the training."""

    fractions: Fractions | None = None
    grouping: Grouping = BY_LOOKS
    seed: int | None = None


def read_split_settings(query: Query) -> SplitSettings:
    """What the project keeps; what a newer version wrote and this one cannot read counts as not said."""
    fractions, grouping, seed = (query.fact(name) for name in (FRACTIONS, GROUPING, SEED))
    settings = SplitSettings(seed=int(seed) if seed and seed.isdecimal() else None)
    try:
        chosen = Fractions.parse(fractions) if fractions else None
        by = Grouping.parse(grouping) if grouping is not None else BY_LOOKS
    except ValueError:
        return settings
    return SplitSettings(chosen, by, settings.seed)


def keep_split_settings(project: Project, settings: SplitSettings) -> Future[None]:
    """For the next pictures too; what is kept last holds. The Future ends when all is on disk.

    Raises UserError if the project is read-only.
    """
    said = {
        FRACTIONS: "" if settings.fractions is None else str(settings.fractions),
        GROUPING: str(settings.grouping),
        SEED: "" if settings.seed is None else str(settings.seed),
    }
    return project.submit_facts(said)
