"""Layers of a network as a tree by their names, with what a block holds summed up, and as lines of a CSV. No Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ml_engine.domain.events import InspectedLayer, NetworkInspected
from ml_engine.networks.layer_shapes import BYTES, train_bytes

COLUMNS = ("layer", "kind", "output", "parameters", "trainable", "bytes")


@dataclass(slots=True)
class Node:
    """A layer, or a block of layers. label: the last part of its name.   own: None for a block that is none itself."""

    name: str
    label: str
    own: InspectedLayer | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def layers(self) -> Iterator[InspectedLayer]:
        """It and all inside it, in their order."""
        if self.own is not None:
            yield self.own
        for child in self.children:
            yield from child.layers

    @property
    def shape(self) -> tuple[int, ...]:
        """Of its output: its own, or its last layer's."""
        return self.own.shape if self.own is not None else list(self.layers)[-1].shape

    @property
    def parameters(self) -> int:
        return sum(layer.parameters for layer in self.layers)

    @property
    def trainable(self) -> int:
        return sum(layer.trainable for layer in self.layers)

    @property
    def bytes(self) -> int:
        return sum(layer.bytes for layer in self.layers)


def layer_nodes(layers: Sequence[InspectedLayer]) -> list[Node]:
    """The blocks at the top. A block that holds one thing only is told by that thing's longer name."""
    top = Node("", "")
    for layer in layers:
        node = top
        parts = layer.name.split(".")
        for place, part in enumerate(parts, start=1):
            name = ".".join(parts[:place])
            # The last child only: a block that is entered again later is shown again.
            found = node.children[-1] if node.children and node.children[-1].name == name else None
            if found is None or (place == len(parts) and found.own is not None):
                found = Node(name, part)
                node.children.append(found)
            node = found
        node.own = layer
    return [_joined(child) for child in top.children]


def bytes_to_train(facts: NetworkInspected, batch: int) -> int:
    """As the engine counts it, for another batch: no job is needed for that."""
    return train_bytes(facts.input, [layer.bytes for layer in facts.layers], facts.parameters, batch)


def input_bytes(facts: NetworkInspected) -> int:
    """Of one picture in float32."""
    channels, height, width = facts.input
    return BYTES * channels * height * width


def layers_csv(facts: NetworkInspected, separator: str = ",") -> str:
    """A line a layer, with a heading. Shapes as height×width×channels, as the course writes them."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(COLUMNS)
    for layer in facts.layers:
        shape = shape_text(layer.shape)
        writer.writerow((layer.name, layer.kind, shape, layer.parameters, layer.trainable, layer.bytes))
    return text.getvalue()


def shape_text(shape: Sequence[int]) -> str:
    """'112×112×64'; '1000' for a vector."""
    return "×".join(str(side) for side in (*shape[1:], shape[0])) if shape else ""


def _joined(node: Node) -> Node:
    while node.own is None and len(node.children) == 1:
        child = node.children[0]
        node = Node(child.name, f"{node.label}.{child.label}", child.own, child.children)
    node.children = [_joined(child) for child in node.children]
    return node
