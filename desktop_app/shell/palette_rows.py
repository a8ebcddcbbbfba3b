"""The lines of the palette for what is typed: actions by how well they match and how often they were used, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from desktop_app.project.query import ImageFilter, Query
from desktop_app.session.actions import ActionSpec
from desktop_app.shell.find_match import find_match

ACTIONS_SHOWN, PICTURES_SHOWN = 8, 6
# An action that is used every day comes before one that matches a little better.
MOST_USES, USE_WEIGHT = 20, 1.5
RowKind = Literal["title", "action", "picture", "all-pictures", "nothing"]


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A line. places: letters of the text that were found.   detail: small words at its end (keys, a folder).

    id: of the action.   image_ids: one picture, or all that were found.
    """

    kind: RowKind
    text: str
    places: tuple[int, ...] = ()
    detail: str = ""
    icon: str = ""
    id: str = ""
    image_ids: tuple[int, ...] = ()

    @property
    def is_chosen_by_enter(self) -> bool:
        return self.kind in ("action", "picture", "all-pictures")


@dataclass(frozen=True, slots=True)
class FoundPictures:
    """Pictures with a text in their path. ids: all of them.   names: of the first few, relative to their folder."""

    text: str = ""
    ids: tuple[int, ...] = ()
    names: tuple[str, ...] = field(default=())


def action_rows(
    typed: str, specs: Iterable[ActionSpec], keys_of: Callable[[ActionSpec], Sequence[str]], uses: Mapping[str, int]
) -> list[PaletteRow]:
    """The best lines first; what cannot be done now is left out."""
    found: list[tuple[float, int, PaletteRow]] = []
    for number, spec in enumerate(specs):
        match = find_match(typed, spec.text)
        if match is None or not spec.in_palette or not spec.is_enabled:
            continue
        score = min(uses.get(spec.id, 0), MOST_USES) * USE_WEIGHT + (match.score if typed.strip() else 0)
        key = next(iter(keys_of(spec)), "")
        found.append((-score, number, PaletteRow("action", spec.text, match.places, key, spec.icon, spec.id)))
    return [row for _, _, row in sorted(found, key=lambda item: item[:2])[:ACTIONS_SHOWN]]


def find_pictures(query: Query, text: str) -> FoundPictures:
    """Ask the project; for a thread of the background."""
    ids = query.image_ids(ImageFilter(text=text), order="path")
    rows = query.image_rows(ids[:PICTURES_SHOWN])
    return FoundPictures(text, tuple(ids), tuple(row.name for row in rows))


def picture_rows(found: FoundPictures) -> list[PaletteRow]:
    """A line for each of the first few; the folder stands beside the name."""
    rows = []
    for image_id, path in zip(found.ids, found.names, strict=False):
        name, folder = PurePosixPath(path).name, str(PurePosixPath(path).parent)
        match = find_match(found.text, name)
        places = match.places if match is not None else ()
        rows.append(PaletteRow("picture", name, places, "" if folder == "." else folder, "image", "", (image_id,)))
    return rows
