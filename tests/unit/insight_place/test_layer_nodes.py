"""Layers as a tree, and what a search leaves of it."""

from __future__ import annotations

import pytest

from desktop_app.insight.layer_nodes import layer_nodes, matches
from ml_engine.domain.events import LayerRow

ROWS = (
    LayerRow("b.0", "Bottleneck", (64, 8, 8), 100, "b", 0),
    LayerRow("b.0.conv1", "Conv2d", (64, 8, 8), 90, "b", 1, window=(3, 3, 1, 1, 1, 1, 1, 1)),
    LayerRow("b.0.down.0", "Conv2d", (64, 8, 8), 9, "b", 1, window=(1, 1, 1, 1, 0, 0, 1, 1)),
    LayerRow("b.10", "ReLU", (64, 8, 8), 0, "b", 0),
)


def shown(nodes):
    return [(node.row.name, shown(node.children)) for node in nodes]


def test_layers_are_in_their_blocks_also_where_a_name_between_is_no_layer() -> None:
    assert shown(layer_nodes(ROWS)) == [("b.0", [("b.0.conv1", []), ("b.0.down.0", [])]), ("b.10", [])]


def test_a_search_keeps_the_blocks_of_what_it_finds() -> None:
    assert shown(layer_nodes(ROWS, lambda row: row.kind == "Conv2d" and row.window[0] == 3)) == [
        ("b.0", [("b.0.conv1", [])])
    ]
    assert layer_nodes(ROWS, lambda _: False) == []


@pytest.mark.parametrize(
    ("words", "count"), [("", 4), ("conv", 2), ("CONV 3x3", 1), ("64×8×8", 4), ("relu", 1), ("?", 0)]
)
def test_words_are_looked_for_in_name_kind_and_size(words: str, count: int) -> None:
    assert sum(matches(words, row) for row in ROWS) == count
