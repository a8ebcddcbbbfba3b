"""The tree of layers on the screen: folds, and says what each comes to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop_app.look.look import Look
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.session.file_manager import copy_text
from desktop_app.training import words
from desktop_app.training.gallery.layer_tree import Node, layer_nodes, shape_text
from ml_engine.domain.events import NetworkInspected

NODE_ROLE = int(Qt.ItemDataRole.UserRole)
MOST_OPEN = 60  # layers that are all shown at once


class LayerView(QTreeWidget):
    """Layers, inside their blocks."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("inspect-layers")
        self.setAccessibleName(self.tr("Layers"))
        self.setProperty("ground", "none")
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        titles = (
            self.tr("Layer"), self.tr("Kind"), self.tr("Output"), self.tr("Parameters"), self.tr("Trainable"),
            self.tr("Memory"),
        )  # fmt: skip
        tips = (
            self.tr("Its name in the network; a block holds what is inside it"),
            self.tr("What it does"),
            self.tr("Height × width × maps of its answer for one picture"),
            self.tr("Numbers that it has learnt"),
            self.tr("Of them, those that a training would change"),
            self.tr("Its answer for one picture in float32; – where it writes over its input"),
        )
        self.setHeaderLabels(titles)
        for column, tip in enumerate(tips):
            self.headerItem().setToolTip(column, tip)
            if column >= 2:
                self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        add_row_menu(self, look, "inspect-menu", self._menu_items)
        look.changed.connect(self._on_look_changed)

    def show_network(self, facts: NetworkInspected) -> None:
        """All its layers; of many only the first blocks are open. Where the same network is shown, folds stay."""
        opened = {item.data(0, NODE_ROLE).name for item in self._items() if item.isExpanded()}
        names = {item.data(0, NODE_ROLE).name for item in self._items()}
        self.clear()
        for node in layer_nodes(facts.layers):
            self.addTopLevelItem(_item(node))
        is_same = bool(names) and names == {item.data(0, NODE_ROLE).name for item in self._items()}
        is_small = len(facts.layers) <= MOST_OPEN
        for item in self._items():
            is_open = item.data(0, NODE_ROLE).name in opened if is_same else is_small or item.parent() is None
            item.setExpanded(is_open)
        self._on_look_changed()

    def _items(self) -> list[QTreeWidgetItem]:
        waiting = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        found: list[QTreeWidgetItem] = []
        while waiting:
            item = waiting.pop()
            if item is None:
                continue
            found.append(item)
            waiting += [item.child(row) for row in range(item.childCount())]
        return found

    def _menu_items(self, index: QModelIndex) -> MenuItems:
        node = index.siblingAtColumn(0).data(NODE_ROLE)
        if not isinstance(node, Node):
            return ()
        return (
            MenuItem("open", self.tr("Unfold all"), self.expandAll, "chevrons-down"),
            MenuItem("fold", self.tr("Fold all"), self.collapseAll, "chevrons-up"),
            None,
            MenuItem("copy-name", self.tr("Copy the name"), partial(copy_text, node.name), "copy"),
            MenuItem("copy-shape", self.tr("Copy the shape"), partial(copy_text, shape_text(node.shape)), "copy"),
        )

    def _on_look_changed(self) -> None:
        dim = self._look.color("dim")
        for item in self._items():
            for column in (1, 4, 5):
                item.setForeground(column, dim)


def _item(node: Node) -> QTreeWidgetItem:
    size = words.size(node.bytes) if node.bytes else "–"
    kind = node.own.kind if node.own is not None else ""
    shape = " × ".join(words.count(side) for side in (*node.shape[1:], node.shape[0]))
    texts = (node.label, kind, shape, words.count(node.parameters), words.count(node.trainable), size)
    item = QTreeWidgetItem(list(texts))
    item.setData(0, NODE_ROLE, node)
    for column in range(2, len(texts)):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(0, node.name)
    item.addChildren([_item(child) for child in node.children])
    return item
