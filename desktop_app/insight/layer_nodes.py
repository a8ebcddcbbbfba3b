"""The layers of a network as a tree of blocks, and what a search leaves of it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ml_engine.domain.events import LayerRow


@dataclass(eq=False, slots=True)
class Node:
    """A layer with what is inside it. place: among its siblings."""

    row: LayerRow
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    place: int = 0

    def walk(self) -> Iterator[Node]:
        """It and all inside it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()


def layer_nodes(rows: Sequence[LayerRow], wanted: Callable[[LayerRow], bool] | None = None) -> list[Node]:
    """The blocks at the top. wanted: only layers of which this is true, and the blocks that they are in."""
    keep = {row.name for row in rows if wanted is None or wanted(row)}
    above = {".".join(parts[:count]) for parts in (name.split(".") for name in keep) for count in range(1, len(parts))}
    found: dict[str, Node] = {}
    top: list[Node] = []
    for row in rows:
        if row.name not in keep and row.name not in above:
            continue
        parts = row.name.split(".")
        names = (".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
        parent = next((found[name] for name in names if name in found), None)
        siblings = top if parent is None else parent.children
        node = Node(row, parent, place=len(siblings))
        siblings.append(node)
        found[row.name] = node
    return top


def matches(words: str, row: LayerRow) -> bool:
    """Whether all the words that were typed are in its name, kind or size ('conv 3x3', '512')."""
    sides = " ".join(mark.join(map(str, sides)) for mark in "×x" for sides in (row.shape, row.window[:2]))
    said = f"{row.name} {row.kind} {sides}".casefold()
    return all(word in said for word in words.casefold().split())
