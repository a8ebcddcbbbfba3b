"""The left of "Which part decided": what is asked, each choice with what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.insight.answer_bars import percent
from desktop_app.insight.networks import Network
from desktop_app.insight.panels import SIDE_WIDTH
from desktop_app.insight.why.choices import HeatChoices
from desktop_app.insight.why.words import method_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import LabelledSlider, PlainLabel, QuietButton, Toggle
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.scrolled import scrolled
from ml_engine.domain.events import HeatMap, LayerRow
from ml_engine.jobs.insight_specs import HeatMethod

OPACITY = 0.8
LAYERED = ("", "grad-cam", "hires-cam")


class WhySide(QFrame):
    """Signals: chosen(HeatChoices): a person chose something.   check_wanted().   opacity_changed(float)."""

    chosen = Signal(object)
    check_wanted = Signal()
    opacity_changed = Signal(float)

    def __init__(self, look: Look, choices: HeatChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel-left")
        self.setFixedWidth(SIDE_WIDTH)
        self._choices = choices
        self._answers: list[str] = []
        self._epochs: list[int] = []
        self._networks: list[Network] = []
        self.method: Choice[HeatMethod | Literal[""]] = Choice("why-method", self.tr("How to look"))
        self.method.set_choices([(key, words[0]) for key, words in method_words().items()])
        self.method_says = PlainLabel("", role="small", wrap=True)
        self.label: Choice[str] = Choice("why-label", self.tr("The answer to explain"))
        self.box: Choice[int] = Choice("why-box", self.tr("The box to explain"))
        self.layer: Choice[str] = Choice("why-layer", self.tr("The layer to look at"))
        self.layer.setToolTip(self.tr("Deep layers know what things are, early ones where edges and colours lie."))
        self.signed = Toggle(self.tr("Also what spoke against it"))
        self.signed.setObjectName("why-signed")
        self.signed.setToolTip(self.tr("Cold colours show parts that made the network less sure of this answer."))
        self.against: Choice[str] = Choice("why-against", self.tr("Show beside it"))
        self.against.setToolTip(self.tr("Two labels, two moments of the training, or two networks side by side."))
        self.other: Choice[str] = Choice("why-other", self.tr("Which one beside it"))
        self.opacity = LabelledSlider(self.tr("Opacity"), 0.0, 1.0)
        self.opacity.setObjectName("why-opacity")
        self.opacity.setToolTip(self.tr("How much of the picture the heat covers"))
        self.opacity.set_value(OPACITY)
        self.check = QuietButton(self.tr("Can it be believed?"), look, icon="shield-check")
        self.check.setObjectName("why-check")
        self.check.setToolTip(
            self.tr(
                "Makes the map again while the network’s weights are shuffled, part by part. A map that stays the same "
                "shows the picture, not what was learnt."
            )
        )
        for choice in (self.method, self.label, self.box, self.layer, self.against, self.other):
            choice.setMinimumWidth(0)
        self._boxes_word = PlainLabel(self.tr("Box"), role="small")
        self._layer_word = PlainLabel(self.tr("Layer"), role="small")
        self._build()
        self._connect()
        self.set_layers(())
        self.set_compared([], [])
        self.show_found(None)

    def set_layers(self, rows: Sequence[LayerRow]) -> None:
        """The layers that answer with maps."""
        self.layer.set_choices([("", self.tr("The last maps")), *((row.name, row.name) for row in rows)])
        self.layer.show_value(self._choices.layer)

    def set_compared(self, epochs: Sequence[int], networks: Sequence[Network]) -> None:
        """What can stand beside: kept epochs of this run, other networks."""
        self._epochs, self._networks = list(epochs), list(networks)
        ways = [("", self.tr("Nothing")), ("label", self.tr("Another label"))]
        ways += [("epoch", self.tr("Another epoch"))] if epochs else []
        ways += [("run", self.tr("Another network"))] if networks else []
        self.against.set_choices(ways)
        known = self._choices.against in [key for key, _ in ways]
        self.against.show_value(self._choices.against if known else "")
        self._fill_other()

    def show_found(self, found: HeatMap | None) -> None:
        """The labels and boxes that can be asked for, as the latest answer names them."""
        answers = found.answers if found else ()
        names = [("", self.tr("The best answer"))]
        names += [(one.label, f"{one.label}  {percent(one.score)}") for one in answers]
        self.label.set_choices(names)
        self.label.show_value(self._choices.label)
        boxes = [box for box in found.boxes if box.label == found.label] if found else []
        has_boxes = bool(boxes)
        each = self.tr("Box {number}")
        rows = [(-1, self.tr("All boxes of the label"))]
        rows += [(i, f"{each.format(number=i + 1)}  {percent(box.score)}") for i, box in enumerate(boxes)]
        self.box.set_choices(rows)
        self.box.show_value(self._choices.box)
        for widget in (self._boxes_word, self.box):
            widget.setVisible(has_boxes or self._choices.box >= 0)
        self._answers = [one.label for one in answers]
        self._fill_other()
        self._show_choices()

    def set_choices(self, choices: HeatChoices) -> None:
        """Show what is asked for. Tells nobody."""
        self._choices = choices
        self._show_choices()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        groups: list[tuple[QWidget, ...]] = [
            (PlainLabel(self.tr("How to look"), role="small"), self.method, self.method_says),
            (PlainLabel(self.tr("Why this answer?"), role="small"), self.label),
            (self._boxes_word, self.box),
            (self._layer_word, self.layer),
            (self.signed, self.opacity, self.check),
            (PlainLabel(self.tr("Side by side with"), role="small"), self.against, self.other),
        ]
        for group in groups:
            for widget in group:
                column.addWidget(widget)
            column.addSpacing(SPACE_XS)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(column, SIDE_WIDTH, centred=False))
        column.setContentsMargins(SPACE_M, SPACE_L, SPACE_M, SPACE_M)

    def _connect(self) -> None:
        for choice in (self.method, self.label, self.box, self.layer, self.other):
            choice.currentIndexChanged.connect(self._on_any_index_changed)
        self.against.currentIndexChanged.connect(self._on_against_index_changed)
        self.signed.toggled.connect(self._on_any_index_changed)
        self.opacity.value_changed.connect(self.opacity_changed)
        self.check.clicked.connect(self.check_wanted)

    def _show_choices(self) -> None:
        self.method.show_value(self._choices.method)
        self.method_says.setText(method_words()[self._choices.method][1])
        self.signed.blockSignals(True)
        self.signed.setChecked(self._choices.signed)
        self.signed.blockSignals(False)
        has_layer = self._choices.method in LAYERED
        for widget in (self._layer_word, self.layer):
            widget.setVisible(has_layer)

    def _fill_other(self) -> None:
        match self.against.value:
            case "label":
                rows = [(name, name) for name in self._answers]
            case "epoch":
                word = self.tr("Epoch {number}")
                rows = [(str(epoch), word.format(number=epoch)) for epoch in self._epochs]
            case "run":
                rows = [(network.key, network.title) for network in self._networks]
            case _:
                rows = []
        self.other.set_choices(rows)
        self.other.setVisible(bool(rows))
        if self._choices.other in [key for key, _ in rows]:
            self.other.show_value(self._choices.other)
        elif self.against.value == "label" and len(rows) > 1:
            self.other.show_value(rows[1][0])  # the runner-up is what one wants to tell apart

    def _on_against_index_changed(self, _: int) -> None:
        self._fill_other()
        self._on_any_index_changed()

    def _on_any_index_changed(self, _: object = None) -> None:
        other = self.other.value if self.other.count() else ""
        made = HeatChoices(
            self.method.value, self.label.value, self.box.value, self.layer.value, self.signed.isChecked(),
            self.against.value, other,
        )  # fmt: skip
        if made.label != self._choices.label:
            made = HeatChoices(made.method, made.label, -1, made.layer, made.signed, made.against, made.other)
        self._choices = made
        self._show_choices()
        self.chosen.emit(made)
