"""What a person looks for among the networks: words, a family, where weights are, how large, for which task."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import Chip, FlowLayout, IconButton
from desktop_app.look.widgets.choice import Choice
from desktop_app.training.gallery.rows import Wanted

AFTER_MS = 120
SEARCH_WIDTH, CHOICE_WIDTH = 200, 160


class Filters(QWidget):
    """Signals: changed(): `wanted` is another."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName("networks-search")
        self.search.setAccessibleName(self.tr("Find a network"))
        self.search.setPlaceholderText(self.tr("Find a network"))
        self.search.setToolTip(self.tr("By name, family, year or idea"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self._family: Choice[str] = Choice("networks-family", self.tr("Family"))
        self._state: Choice[str] = Choice("networks-state", self.tr("Weights"))
        self._size: Choice[str] = Choice("networks-size", self.tr("Size"))
        self._detect = Chip(self.tr("For detectors"), checkable=True)
        self._detect.setObjectName("networks-detect")
        self._detect.setAccessibleName(self._detect.text())
        self._detect.setToolTip(self.tr("Only networks that can find places"))
        self._clear = IconButton(look, "funnel-x", self.tr("Show all networks"))
        self._clear.setObjectName("networks-clear")
        self._typed = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._state.set_choices(
            (("", self.tr("all weights")), ("usable", self.tr("usable now")), ("here", self.tr("weights are here")),
             ("download", self.tr("to download")), ("missing", self.tr("not here")), ("none", self.tr("needs none")))
        )  # fmt: skip
        self._size.set_choices(
            (("", self.tr("any size")), ("small", self.tr("below 5 million")),
             ("middle", self.tr("5 to 30 million")), ("large", self.tr("above 30 million")))
        )  # fmt: skip
        self.set_families(())
        flow = FlowLayout(self, SPACE_S)
        for widget in (self.search, self._family, self._state, self._size, self._detect, self._clear):
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.search.textChanged.connect(self._typed.start)
        self._typed.timeout.connect(self._on_changed)
        self._detect.toggled.connect(self._on_changed)
        for choice in (self._family, self._state, self._size):
            choice.setMinimumWidth(CHOICE_WIDTH)
            choice.view().setObjectName(f"{choice.objectName()}-list")
            choice.view().setAccessibleName(choice.accessibleName())
            choice.currentIndexChanged.connect(self._on_changed)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(
            tuple(self.search.text().casefold().split()),
            self._family.value,
            self._state.value,
            self._size.value,
            "detect" if self._detect.isChecked() else "",
        )

    def set_families(self, families: Sequence[str]) -> None:
        """That can be chosen from; what was chosen stays."""
        before = self._family.value if self._family.count() else ""
        self._family.set_choices(
            [("", self.tr("all families")), *((family, in_words(family)) for family in sorted(families, key=in_words))]
        )
        if before in families:
            self._family.show_value(before)

    def clear(self) -> None:
        """Look for nothing in particular."""
        self.search.clear()
        for choice in (self._family, self._state, self._size):
            choice.show_value("")
        self._detect.setChecked(False)
        self._typed.stop()
        self._on_changed()

    def _on_changed(self, *_: object) -> None:
        self._clear.setVisible(not self.wanted.is_anything)
        self.changed.emit()
