"""The layer builder: a network of one's own, with live shapes, parameters and memory, to save and to train."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import CONTROL, SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import (
    Card,
    EmptyState,
    FlowLayout,
    IconButton,
    PlainLabel,
    PrimaryButton,
    QuietButton,
    set_role,
)
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.file_dialogs import ask_file, ask_new_file
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.session.text_file import save_text, say_failure
from desktop_app.training.builder.draft import NEW_LAYERS
from desktop_app.training.builder.files import file_name, read_file
from desktop_app.training.builder.kept import composing
from desktop_app.training.builder.keys import is_history_key, with_key
from desktop_app.training.builder.layer_fields import LayerFields
from desktop_app.training.builder.layer_list import LayerList, shown_layers
from desktop_app.training.builder.words import kind_help, kind_title, problem_words, shape_words
from desktop_app.training.gallery.totals import Totals
from desktop_app.training.planner import Planner
from desktop_app.training.sub_page import SubPage
from ml_engine.networks.backbones import COMPOSED
from ml_engine.networks.course_networks import DECK, LENET5, TUTORIAL
from ml_engine.networks.layer_recipe import LayerRecipe, layers_toml
from ml_engine.networks.layer_shapes import calculate_layers, predict_bytes, train_bytes

SIDE_WIDTH = 340
NOTHING = "empty"
PRESETS = {"lenet5": LENET5, "tutorial": TUTORIAL, "deck": DECK}


class BuilderPage(SubPage):
    """Layers at the left; at the right what can be added, and the parameters of the one that is looked at."""

    NAME = "builder"

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner, "")
        self.title.setText(self.tr("Compose a network"))
        self._composing = composing(session)
        self._tokens = Tokens()
        self._is_filling = False
        self._name = QLineEdit()
        self._name.setObjectName("builder-name")
        self._name.setAccessibleName(self.tr("Name of the network"))
        self._name.setFixedWidth(180)
        self._height = self._spin("builder-height", self.tr("Input height"), 4096)
        self._width = self._spin("builder-width", self.tr("Input width"), 4096)
        self._batch = self._spin("builder-batch", self.tr("Batch"), 4096)
        self._batch.setValue(32)
        self._channels: Choice[int] = Choice("builder-channels", self.tr("Channels"))
        self._channels.setMinimumWidth(110)
        self._channels.set_choices(((3, self.tr("colour")), (1, self.tr("grey"))))
        self._preset: Choice[str] = Choice("builder-preset", self.tr("Begin with"))
        self._preset.setMinimumWidth(190)
        for choice in (self._channels, self._preset):
            choice.view().setObjectName(f"{choice.objectName()}-list")
            choice.view().setAccessibleName(choice.accessibleName())
        self._totals = Totals("builder")
        self._says = PlainLabel("", role="bad", wrap=True)
        self._says.setObjectName("builder-says")
        self._list = LayerList(look)
        self._fields = LayerFields()
        self._batch.valueChanged.connect(self._show)
        self._make_tools(look)
        self._lay_out(look)
        self._connect()
        self._show()

    def open(self, detail: str) -> None:
        """detail: a preset to begin with."""
        self._take_preset(detail)

    def focus_first(self) -> None:
        self._list.setFocus()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are of the layers here, not of the pictures' labels."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif is_history_key(event):
            self._redo()
        else:
            super().keyPressEvent(event)

    def _spin(self, name: str, title: str, high: int) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setRange(1, high)
        box.setFixedSize(104, CONTROL)
        box.setKeyboardTracking(False)
        return box

    def _make_tools(self, look: Look) -> None:
        self._undo_button = IconButton(look, "undo-2", with_key(self.tr("Undo"), "Ctrl+Z"))
        self._redo_button = IconButton(look, "redo-2", with_key(self.tr("Redo"), "Ctrl+Shift+Z"))
        self._open = QuietButton(self.tr("Open…"), look, icon="folder-open")
        self._save = QuietButton(self.tr("Save…"), look, icon="save")
        self._inspect = QuietButton(self.tr("Inspect"), look, icon="scan-search")
        self._train = PrimaryButton(self.tr("Train this"), look, icon="check")
        self._open.setToolTip(self.tr("Take the layers of a file (TOML or JSON)"))
        self._save.setToolTip(self.tr("Write the layers into a file, for vistazo train --network or another project"))
        self._inspect.setToolTip(self.tr("Each layer with its memory, as a table to copy or save"))
        for widget, name in (
            (self._undo_button, "undo"), (self._redo_button, "redo"), (self._open, "open"), (self._save, "save"),
            (self._inspect, "inspect"), (self._train, "train"),
        ):  # fmt: skip
            widget.setObjectName(f"builder-{name}")
            if isinstance(widget, QuietButton):
                widget.setAccessibleName(widget.text())
            self.tools.addWidget(widget)

    def _lay_out(self, look: Look) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, SPACE_M)
        for parts in (
            (PlainLabel(self.tr("Begin with")), self._preset),
            (PlainLabel(self.tr("Name")), self._name),
            (PlainLabel(self.tr("Input")), self._height, PlainLabel("×", role="dim"), self._width, self._channels),
            (PlainLabel(self.tr("Batch")), self._batch),
        ):
            together = QWidget()
            row = QHBoxLayout(together)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE_S)
            for part in parts:
                row.addWidget(part)
            flow.addWidget(together)
        self.column.addWidget(holder)
        self.column.addWidget(self._totals)
        across = QHBoxLayout()
        across.setSpacing(SPACE_L)
        left = Card()
        column = QVBoxLayout(left)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.addWidget(self._says)
        self._stack = QStackedWidget()
        title, text = (
            self.tr("No layers yet"),
            self.tr("Add the first one at the right, or begin with a network above."),
        )
        self._stack.addWidget(self._list)
        empty = EmptyState(look, "layers", title, text, self.tr("Add a convolution"), is_quiet=True)
        empty.button.setObjectName("builder-begin")
        empty.button.clicked.connect(partial(self._add, "conv"))
        self._stack.addWidget(empty)
        column.addWidget(self._stack, 1)
        across.addWidget(left, 1)
        across.addWidget(self._side(look))
        self.column.addLayout(across, 1)

    def _side(self, look: Look) -> QWidget:
        side = Card()
        side.setFixedWidth(SIDE_WIDTH)
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(self._fields)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        self._up = IconButton(look, "arrow-up", with_key(self.tr("Move up"), "Alt+Up"))
        self._down = IconButton(look, "arrow-down", with_key(self.tr("Move down"), "Alt+Down"))
        self._copy = IconButton(look, "copy", self.tr("Double this layer"))
        self._remove = IconButton(look, "trash-2", with_key(self.tr("Remove"), "Del"))
        for button, name in (
            (self._up, "up"), (self._down, "down"), (self._copy, "double"), (self._remove, "remove")
        ):  # fmt: skip
            button.setObjectName(f"builder-{name}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        line = QFrame()
        line.setFixedHeight(1)
        set_role(line, "line")
        column.addWidget(line)
        column.addWidget(PlainLabel(self.tr("Add behind it"), role="strong"))
        palette = QWidget()
        flow = FlowLayout(palette, SPACE_S)
        for kind in NEW_LAYERS:
            chip = QuietButton(kind_title(kind), look)
            chip.setObjectName(f"builder-add-{kind.replace('_', '-')}")
            chip.setAccessibleName(self.tr("Add: {layer}").format(layer=kind_title(kind)))
            chip.setToolTip(kind_help(kind))
            set_role(chip, "small-quiet")
            chip.clicked.connect(partial(self._add, kind))
            flow.addWidget(chip)
        column.addWidget(palette)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, SPACE_S)
        outer.addWidget(area)
        return side

    def _connect(self) -> None:
        self._list.chosen.connect(self._on_list_chosen)
        self._list.moved.connect(self._move)
        self._list.removed.connect(self._on_list_removed)
        self._fields.changed.connect(self._on_fields_changed)
        self._name.textEdited.connect(self._on_name_edited)
        for box in (self._height, self._width):
            box.valueChanged.connect(self._on_input_changed)
        self._channels.currentIndexChanged.connect(self._on_input_changed)
        self._preset.activated.connect(self._on_preset_activated)
        self._undo_button.clicked.connect(self._undo)
        self._redo_button.clicked.connect(self._redo)
        self._up.clicked.connect(partial(self._step, -1))
        self._down.clicked.connect(partial(self._step, 1))
        self._copy.clicked.connect(self._on_copy_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._open.clicked.connect(self._on_open_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._inspect.clicked.connect(partial(self.page_wanted.emit, "inspect", COMPOSED))
        self._train.clicked.connect(self._on_train_clicked)
        self.destroyed.connect(self._tokens.cancel_all)

    def _show(self, *_: object) -> None:
        """Bring everything in step with the recipe."""
        recipe, place = self._composing.recipe, self._composing.place
        calculated = calculate_layers(recipe)
        self._is_filling = True
        if self._name.text() != recipe.name:
            self._name.setText(recipe.name)
        self._height.setValue(recipe.input[0])
        self._width.setValue(recipe.input[1])
        self._channels.show_value(recipe.input[2], str(recipe.input[2]))
        self._show_preset(recipe)
        rows = shown_layers(recipe, calculated)
        self._list.show_layers(rows, place)
        chosen = 0 <= place < len(rows)
        wrong = rows[place].wrong if chosen else ""
        self._fields.show_layer(recipe.layers[place] if chosen else None, place + 1, wrong)
        self._is_filling = False
        self._show_totals(recipe)
        problems = calculated.problems
        self._stack.setCurrentIndex(0 if rows else 1)
        said = problem_words(problems, place) if rows else ""
        self._says.setText(said)
        self._says.setVisible(bool(said))
        self._show_buttons(place, len(rows), in_words(problems[0].message) if problems else "")

    def _show_preset(self, recipe: LayerRecipe) -> None:
        names = [("lenet5", "LeNet-5"), ("tutorial", self.tr("CIFAR-10 tutorial")),
                 ("deck", self.tr("Lecture deck")), (NOTHING, self.tr("nothing"))]  # fmt: skip
        found = next(
            (name for name, preset in PRESETS.items() if preset == recipe), "own" if recipe.layers else NOTHING
        )
        self._preset.set_choices(names if found != "own" else [*names, ("own", self.tr("your own"))])
        self._preset.show_value(found)

    def _show_totals(self, recipe: LayerRecipe) -> None:
        calculated = calculate_layers(recipe)
        if calculated.problems:
            self._totals.show_nothing()
            return
        maps, parameters, batch = [row.bytes for row in calculated.rows], calculated.parameters, self._batch.value()
        self._totals.show_totals(
            parameters, parameters, shape_words(calculated.output),
            predict_bytes(calculated.input, maps, parameters),
            train_bytes(calculated.input, maps, parameters, batch), batch,
        )  # fmt: skip

    def _show_buttons(self, place: int, count: int, problem: str) -> None:
        self._undo_button.setEnabled(self._composing.can_undo)
        self._redo_button.setEnabled(self._composing.can_redo)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < count - 1)
        for button in (self._copy, self._remove):
            button.setEnabled(place >= 0)
        self._train.setEnabled(not problem)
        self._inspect.setEnabled(not problem)
        self._train.setToolTip(problem or self.tr("The next training learns this network, whole, from random weights"))

    def _add(self, kind: str, _checked: bool = False) -> None:
        self._composing.insert(NEW_LAYERS[kind])
        self._show()

    def _move(self, place: int, to: int) -> None:
        self._composing.move(place, to)
        self._show()

    def _step(self, by: int, _checked: bool = False) -> None:
        self._move(self._composing.place, self._composing.place + by)

    def _undo(self) -> None:
        self._composing.undo()
        self._show()

    def _redo(self) -> None:
        self._composing.redo()
        self._show()

    def _on_list_chosen(self, place: int) -> None:
        self._composing.look_at(place)
        self._show()

    def _on_list_removed(self, place: int) -> None:
        self._composing.remove(place)
        self._show()

    def _on_remove_clicked(self) -> None:
        self._on_list_removed(self._composing.place)

    def _on_copy_clicked(self) -> None:
        self._composing.insert(self._composing.recipe.layers[self._composing.place])
        self._show()

    def _on_fields_changed(self, name: str, value: object) -> None:
        if not self._is_filling:
            self._composing.change(self._composing.place, name, value)
            self._show()

    def _on_name_edited(self, name: str) -> None:
        self._composing.rename(name)
        self._show()

    def _on_input_changed(self, _: object) -> None:
        if not self._is_filling:
            self._composing.change_input((self._height.value(), self._width.value(), self._channels.value))
            self._show()

    def _on_preset_activated(self, _: int) -> None:
        self._take_preset(self._preset.value)

    def _take_preset(self, name: str) -> None:
        if name == NOTHING:
            self._composing.take(LayerRecipe(self.tr("My network"), (32, 32, 3), ()))
        elif name in PRESETS:
            self._composing.take(PRESETS[name])
        self._show()

    def _on_train_clicked(self) -> None:
        runs = self.session.runs
        network = layers_toml(self._composing.recipe)
        runs.set_options(replace(runs.options, backbone="", weights="", network=network))
        self.page_wanted.emit("", "")

    def _on_open_clicked(self) -> None:
        kinds = self.tr("Networks") + " (*.toml *.json)"
        ask_file(self, self.tr("Open a network"), self._open_file, str(Path.home()), "networks", kinds)

    def _open_file(self, path: Path) -> None:
        work = partial(read_file, path)
        self._tokens.add(
            self.session.background.run(work, self._on_background_read, partial(say_failure, self.session))
        )

    def _on_background_read(self, recipe: LayerRecipe) -> None:
        self._composing.take(recipe)
        self._show()

    def _on_save_clicked(self) -> None:
        recipe, words = self._composing.recipe, self.tr("The network is in {file}.")
        save = partial(save_text, self.session, self._tokens, layers_toml(recipe), words)
        ask_new_file(self, self.tr("Save the network"), save, file_name(recipe), ".toml")
