"""What is in a network: layers, shapes, parameters and memory, for an input and a batch that a person chooses."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import CONTROL, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, FlowLayout, PlainLabel, QuietButton, ThinProgress, Toggle
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.file_dialogs import ask_new_file
from desktop_app.session.file_manager import copy_text
from desktop_app.session.following import OneJob, Tokens
from desktop_app.session.session import Session
from desktop_app.session.text_file import save_text
from desktop_app.training import words
from desktop_app.training.builder.kept import composed_recipe
from desktop_app.training.gallery.layer_tree import bytes_to_train, layers_csv
from desktop_app.training.gallery.layer_view import LayerView
from desktop_app.training.gallery.totals import Totals
from desktop_app.training.planner import Planner
from desktop_app.training.sub_page import SubPage
from ml_engine.domain.events import Event, JobCancelled, JobFailed, NetworkInspected
from ml_engine.jobs.specs import InspectJob
from ml_engine.networks.backbones import BACKBONES, COMPOSED, BackboneInfo, recipe_info
from ml_engine.networks.layer_recipe import layers_toml

WAIT_MS = 250
NETWORK_PROPERTY = "inspected_network"  # on the session: places are rebuilt, what was looked at stays
SPIN_WIDTH = 112


class InspectPage(SubPage):
    """The batch is reckoned with here; all else is asked of a worker, which needs no weights for it."""

    NAME = "inspect"

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner, "")
        self.title.setText(self.tr("Inspect"))
        self._job = OneJob(session.engine)
        self._tokens = Tokens()
        self._facts: NetworkInspected | None = None
        self._is_filling = False
        self._network: Choice[str] = Choice("inspect-network", self.tr("Network"))
        self._network.view().setObjectName("inspect-network-list")
        self._network.view().setAccessibleName(self.tr("Network"))
        self._height = self._spin("inspect-height", self.tr("Input height"), 1, 4096)
        self._width = self._spin("inspect-width", self.tr("Input width"), 1, 4096)
        self._labels = self._spin("inspect-labels", self.tr("Labels"), 0, 100_000)
        self._labels.setFixedWidth(SPIN_WIDTH + 28)
        self._labels.setSpecialValueText(self.tr("its own"))
        self._labels.setToolTip(self.tr("A new classifier with so many labels behind the frozen network"))
        self._batch = self._spin("inspect-batch", self.tr("Batch"), 1, 4096)
        self._batch.setToolTip(self.tr("Pictures of one training step"))
        self._batch.setValue(32)
        self._auxiliary = Toggle(self.tr("with classifiers in its middle"))
        self._auxiliary.setObjectName("inspect-auxiliary")
        self._says = PlainLabel("", role="bad", wrap=True)
        self._says.setObjectName("inspect-says")
        self._works = ThinProgress()
        self._works.setObjectName("inspect-works")
        self._works.set_fraction(None)
        self._works.setAccessibleName(self.tr("The network is being inspected"))
        self._totals = Totals("inspect")
        self._layers = LayerView(look)
        self._asked = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._asked.timeout.connect(self._ask)
        self._lay_out(look)
        self._connect()

    def open(self, detail: str) -> None:
        """detail: the name of a network, COMPOSED for the one of the builder."""
        name = detail or str(self.session.property(NETWORK_PROPERTY) or "") or "mobilenet_v2"
        self._fill_networks()
        self._show_network(name if name in self._names() else "mobilenet_v2")

    def focus_first(self) -> None:
        self._network.setFocus()

    def _names(self) -> list[str]:
        own = [COMPOSED] if composed_recipe(self.session) is not None else []
        return [*own, *(info.name for info in BACKBONES)]

    def _info(self, name: str) -> BackboneInfo:
        recipe = composed_recipe(self.session)
        return recipe_info(recipe) if name == COMPOSED and recipe is not None else BACKBONES.get(name)

    def _spin(self, name: str, title: str, low: int, high: int) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setRange(low, high)
        box.setFixedSize(SPIN_WIDTH, CONTROL)
        box.setKeyboardTracking(False)
        return box

    def _lay_out(self, look: Look) -> None:
        self._copy = QuietButton(self.tr("Copy"), look, icon="copy")
        self._save = QuietButton(self.tr("Save CSV…"), look, icon="save")
        self._use = QuietButton(self.tr("Use it"), look, icon="check")
        for button, name, tip in (
            (self._copy, "copy", self.tr("Copy the layers, to paste them into a table")),
            (self._save, "save", self.tr("Write the layers into a file")),
            (self._use, "use", self.tr("Choose this network for the next training")),
        ):
            button.setObjectName(f"inspect-{name}")
            button.setAccessibleName(button.text())
            button.setToolTip(tip)
            self.tools.addWidget(button)
        holder = QWidget()
        flow = FlowLayout(holder, SPACE_M)
        times = PlainLabel("×", role="dim")
        for parts in (
            (self._network,),
            (PlainLabel(self.tr("Input")), self._height, times, self._width),
            (PlainLabel(self.tr("Labels")), self._labels),
            (PlainLabel(self.tr("Batch")), self._batch),
            (self._auxiliary,),
        ):
            flow.addWidget(_together(parts))
        self.column.addWidget(holder)
        self.column.addWidget(self._totals)
        self.column.addWidget(self._works)
        self.column.addWidget(self._says)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        inside.addWidget(self._layers)
        self.column.addWidget(card, 1)

    def _connect(self) -> None:
        self._network.currentIndexChanged.connect(self._on_network_chosen)
        for box in (self._height, self._width, self._labels):
            box.valueChanged.connect(self._on_question_changed)
        self._auxiliary.toggled.connect(self._on_question_changed)
        self._batch.valueChanged.connect(self._show_totals)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._use.clicked.connect(self._on_use_clicked)
        self.destroyed.connect(self._job.let_go)
        self.destroyed.connect(self._tokens.cancel_all)

    def _fill_networks(self) -> None:
        titles = [(info.name, info.title) for info in sorted(BACKBONES, key=_title)]
        recipe = composed_recipe(self.session)
        if recipe is not None:
            titles.insert(0, (COMPOSED, self.tr("{name} (yours)").format(name=recipe.name)))
        self._network.set_choices(titles)

    def _show_network(self, name: str) -> None:
        """With the input that it was made for."""
        self.session.setProperty(NETWORK_PROPERTY, name)
        self._network.show_value(name)
        info = self._info(name)
        size = info.recipe.input[:2] if info.recipe is not None else (info.input_size, info.input_size)
        self._is_filling = True
        self._height.setValue(size[0])
        self._width.setValue(size[1])
        self._labels.setValue(0)
        self._auxiliary.setVisible(info.auxiliary_parameters > 0)
        self._auxiliary.setChecked(info.counts_auxiliary)
        self._is_filling = False
        self.title.setText(self.tr("Inspect: {network}").format(network=info.title))
        self._ask()

    @Slot()
    def _ask(self) -> None:
        name = self._network.value
        info = self._info(name)
        recipe = composed_recipe(self.session) if name == COMPOSED else None
        channels = info.recipe.input[2] if info.recipe is not None else 3
        job = InspectJob(
            backbone="" if recipe else name,
            network=layers_toml(recipe) if recipe else "",
            input=(self._height.value(), self._width.value(), channels),
            labels=self._labels.value(),
            batch=self._batch.value(),
            auxiliary=self._auxiliary.isChecked() if info.auxiliary_parameters else None,
        )
        self._works.show()
        self._job.start(job, self._on_job_event)

    def _on_job_event(self, event: Event) -> None:
        match event:
            case NetworkInspected():
                self._facts = event
                self._works.hide()
                self._say("")
                self._layers.show_network(event)
                self._show_totals()
            case JobFailed():
                self._facts = None
                self._works.hide()
                self._say(f"{in_words(event.message)} {in_words(event.hint)}".strip())
                self._layers.clear()
                self._totals.show_nothing()
            case JobCancelled():
                self._works.hide()
            case _:
                pass
        for button in (self._copy, self._save):
            button.setEnabled(self._facts is not None)

    def _say(self, text: str) -> None:
        self._says.setText(text)
        self._says.setVisible(bool(text))

    @Slot()
    def _show_totals(self, *_: object) -> None:
        facts, batch = self._facts, self._batch.value()
        if facts is None:
            return
        shape = facts.layers[-1].shape if facts.layers else facts.input
        self._totals.show_totals(
            facts.parameters, facts.trainable, " × ".join(words.count(side) for side in (*shape[1:], shape[0])),
            facts.bytes_predict, bytes_to_train(facts, batch), batch,
        )  # fmt: skip

    def _on_network_chosen(self, _: int) -> None:
        self._show_network(self._network.value)

    def _on_question_changed(self, _: object) -> None:
        if not self._is_filling:
            self._asked.start()

    def _on_copy_clicked(self) -> None:
        if self._facts is not None:
            copy_text(layers_csv(self._facts, "\t"))

    def _on_save_clicked(self) -> None:
        if self._facts is not None:
            name = self.tr("layers of {network}").format(network=self._facts.network)
            words = self.tr("The layers are in {file}.")
            save = partial(save_text, self.session, self._tokens, layers_csv(self._facts), words)
            ask_new_file(self, self.tr("Save the layers"), save, name, ".csv")

    def _on_use_clicked(self) -> None:
        name, runs = self._network.value, self.session.runs
        recipe = composed_recipe(self.session) if name == COMPOSED else None
        backbone, network = ("", layers_toml(recipe)) if recipe else (name, "")
        runs.set_options(replace(runs.options, backbone=backbone, weights="", network=network))
        self.page_wanted.emit("", "")


def _together(parts: tuple[QWidget, ...]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_S)
    for part in parts:
        row.addWidget(part)
    return holder


def _title(info: BackboneInfo) -> str:
    return info.title.casefold()
