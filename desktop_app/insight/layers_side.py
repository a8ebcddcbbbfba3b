"""The left side of the layers: a search, the network as a tree of its blocks, and the facts of the chosen layer."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.insight.layer_tree import LayerTree
from desktop_app.insight.layer_words import field_words, shape_words, size_words, window_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import IconButton, PlainLabel
from ml_engine.domain.events import LayerRow, Layers

WIDTH = 316


class LayerFacts(QFrame):
    """What is to be known of one layer, a line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layer-facts")
        self.setAccessibleName(self.tr("Facts of the layer"))
        lines = (
            ("answer", self.tr("Answer"), self.tr("Maps × height × width: what the layer makes of one picture")),
            ("window", self.tr("Window"), self.tr("How large the kernel is, and how it goes over its input")),
            ("parameters", self.tr("Parameters"), self.tr("Numbers that the layer has learnt, with all inside it")),
            ("memory", self.tr("Memory"), self.tr("Of its answer for one picture, at four bytes a number")),
            (
                "sees",
                self.tr("Sees"),
                self.tr(
                    "Receptive field: the part of the picture that one number of the layer depends on. "
                    "Worked out from kernels, strides and dilations on the way."
                ),
            ),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_XS)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self._values: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        for place, (name, word, tip) in enumerate(lines):
            title, value = PlainLabel(word, role="small"), PlainLabel("", role="small", elide=True)
            value.setObjectName(f"layer-{name}")
            for label in (title, value):
                label.setToolTip(tip)
            grid.addWidget(title, place, 0)
            grid.addWidget(value, place, 1)
            self._values[name] = (title, value)

    def show_row(self, row: LayerRow | None) -> None:
        """None hides it."""
        self.setVisible(row is not None)
        if row is None:
            return
        field = field_words(row)
        if row.sees_all and row.field and max(row.field) > 1:
            locale = QLocale()
            reach = f"{locale.toString(row.field[1])} × {locale.toString(row.field[0])}"
            field = self.tr("{field} (its window: {reach})").format(field=field, reach=reach)
        words = {
            "answer": shape_words(row.shape),
            "window": window_words(row),
            "parameters": QLocale().toString(row.parameters),
            "memory": size_words(row.bytes) if row.bytes else "–",
            "sees": field,
        }
        for name, (title, value) in self._values.items():
            value.setText(words[name])
            for label in (title, value):
                label.setVisible(bool(words[name]))


class LayersSide(QFrame):
    """tree: the layers of the network.   search: leaves only some of them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel-left")
        self.setFixedWidth(WIDTH)
        self._layers: Layers | None = None
        self.tree = LayerTree(look)
        self.facts = LayerFacts()
        self.search = QLineEdit()
        self.search.setObjectName("layer-search")
        self.search.setAccessibleName(self.tr("Search layers"))
        self.search.setPlaceholderText(self.tr("Search: conv, 3x3, 512 …"))
        self.search.setClearButtonEnabled(True)
        self.unfold = IconButton(look, "chevrons-down", self.tr("Unfold all blocks"))
        self.unfold.setObjectName("layer-unfold")
        self.fold = IconButton(look, "chevrons-up", self.tr("Fold all blocks"))
        self.fold.setObjectName("layer-fold")
        self._says = PlainLabel("", role="small", elide=True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_XS)
        for widget, stretch in ((self.search, 1), (self.unfold, 0), (self.fold, 0)):
            head.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        self._says.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        column.addWidget(self._says)
        column.addWidget(self.tree, 1)
        column.addWidget(self.facts)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.unfold.clicked.connect(self.tree.expandAll)
        self.fold.clicked.connect(self.tree.collapseAll)
        self.set_layers(None, None)

    def set_layers(self, layers: Layers | None, current: LayerRow | None) -> None:
        """Show the layers of a network, one of them as the current; None while they are asked for."""
        self._layers = layers
        self.tree.set_rows(layers.rows if layers else (), current.name if current else "")
        self.show_row(current)

    def show_row(self, row: LayerRow | None) -> None:
        """The facts of this one."""
        self.facts.show_row(row)
        self._say()

    def _say(self) -> None:
        layers = self._layers
        text = ""
        if layers is not None:
            count = self.tree.count
            text = self.tr("%n layer(s)", "", count) if count else self.tr("No layer is called so.")
            parameters = sum(row.parameters for row in layers.rows if row.depth == 0)
            text = self.tr("{layers}, {parameters} parameters").format(
                layers=text, parameters=QLocale().toString(parameters)
            )
            if not count:
                text = self.tr("No layer is called so.")
            elif not layers.trained:
                text = self.tr("{layers}, with random weights").format(layers=text)
        self._says.setText(text)
        self._says.setVisible(bool(text))

    def _on_search_text_changed(self, words: str) -> None:
        self.tree.set_words(words)
        self._say()
