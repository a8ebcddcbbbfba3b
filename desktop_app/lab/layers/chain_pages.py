"""The pages Sizes and Receptive field: a chain of layers, drawn two ways over the same rows of controls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.columns import card
from desktop_app.lab.controls import NumberSpin
from desktop_app.lab.layers.chain import Chain, memory
from desktop_app.lab.layers.drawing import BlockDrawing, ChainDrawing, FieldDrawing
from desktop_app.lab.layers.stage_row import StageHead, StageRow
from desktop_app.lab.page import Example, LabPage
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import PlainLabel, QuietButton
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.session import Session
from ml_engine.lab.stack import Stage

ROWS_WIDTH, MOST_STAGES, LARGEST_SIDE = 1400, 12, 4096


class ChainPage(LabPage):
    """What is set is one Chain; subclasses choose the drawing and the examples."""

    def __init__(self, session: Session, look: Look, title: str, sentence: str, drawing: ChainDrawing) -> None:
        super().__init__(session, look, title, sentence)
        self.drawing = drawing
        self._chain = Chain()
        self._rows: list[StageRow] = []
        self._sides = [
            NumberSpin(f"lab-{self.NAME}-input-{word}", accessible, 1, LARGEST_SIDE)
            for word, accessible in (
                ("rows", self.tr("Rows of the input")), ("columns", self.tr("Columns of the input")),
                ("channels", self.tr("Channels of the input")),
            )
        ]  # fmt: skip
        self._total = PlainLabel("", role="strong")
        self._total.setObjectName(f"lab-{self.NAME}-total")
        self._list = QVBoxLayout()
        self._adding = QuietButton(self.tr("Add a layer"), look, "plus")
        self._adding.setObjectName(f"lab-{self.NAME}-add")
        self._lay_out()
        for spin in self._sides:
            spin.valueChanged.connect(self._on_sides_changed)
        self._adding.clicked.connect(self._on_add_clicked)
        kept = self.kept()
        self.show_chain(kept if isinstance(kept, Chain) else self._chain)

    @property
    def chain(self) -> Chain:
        """What is set."""
        return self._chain

    def show_chain(self, chain: Chain) -> None:
        """Set it, and show what it comes to."""
        self._chain = chain
        self.keep(chain)
        facts, wrong, error = chain.facts()
        for spin, side in zip(self._sides, chain.shape, strict=True):
            spin.show_value(side)
        self._fit_rows(len(chain.stages))
        for place, (row, stage) in enumerate(zip(self._rows, chain.stages, strict=True)):
            problem = f"{in_words(error.message)} {in_words(error.hint)}" if error and place == wrong else ""
            row.show_stage(stage, facts[place] if place < len(facts) else None, problem)
        self.drawing.show_chain(chain, facts)
        total = QLocale().toString(sum(row.parameters for row in facts))
        numbers = QLocale().toString(sum(memory(row.shape) for row in facts))
        self._total.setText(
            self.tr("{parameters} parameters in all, {numbers} numbers in the maps").format(
                parameters=total, numbers=numbers
            )
        )
        self._adding.setEnabled(len(chain.stages) < MOST_STAGES)
        if self.isVisible():
            self.tell()

    def tell(self) -> None:
        facts, wrong, _ = self._chain.facts()
        self.put("layers", len(self._chain.stages))
        self.put("parameters", sum(row.parameters for row in facts))
        self.put("output_size", facts[-1].shape if facts else self._chain.shape)
        self.put("fits", wrong < 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(PlainLabel(self.tr("Input"), role="strong"))
        for place, spin in enumerate(self._sides):
            if place:
                head.addWidget(PlainLabel("×"))
            head.addWidget(spin)
        head.addStretch(1)
        head.addWidget(self._total)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(SPACE_S)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_S)
        inner.addWidget(StageHead())
        inner.addLayout(self._list)
        across = QHBoxLayout()
        across.addWidget(self._adding)
        across.addStretch(1)
        inner.addLayout(across)
        inner.addStretch(1)
        column.addWidget(scrolled(inner, ROWS_WIDTH, centred=False))
        self.body.addWidget(card(self.drawing), 5)
        self.body.addLayout(head)
        self.body.addWidget(holder, 5)

    def _fit_rows(self, count: int) -> None:
        while len(self._rows) > count:
            row = self._rows.pop()
            self._list.removeWidget(row)
            row.setParent(None)  # at once: its name is free for the next one
            row.deleteLater()
        while len(self._rows) < count:
            place = len(self._rows)
            row = StageRow(self.look, place)
            row.changed.connect(partial(self._on_row_changed, place))
            row.removed.connect(partial(self._on_row_removed, place))
            self._rows.append(row)
            self._list.addWidget(row)

    def _edit(self, chain: Chain) -> None:
        self.session.facts.drop("lab.example")
        self.show_chain(chain)

    def _on_row_changed(self, place: int, stage: Stage) -> None:
        self._edit(self._chain.with_stage(place, stage))

    def _on_row_removed(self, place: int) -> None:
        self._edit(self._chain.without(place))

    def _on_add_clicked(self, _: bool = False) -> None:
        is_flat = any(stage.kind in ("flatten", "dense") for stage in self._chain.stages)
        self._edit(self._chain.added(Stage("dense", 10) if is_flat else Stage("conv", 8, 3, 1)))

    def _on_sides_changed(self, _: int) -> None:
        rows, columns, channels = (spin.value() for spin in self._sides)
        self._edit(Chain((rows, columns, channels), self._chain.stages))


class SizesPage(ChainPage):
    """Shapes, formulas and parameters, layer by layer."""

    NAME = "sizes"

    def __init__(self, session: Session, look: Look) -> None:
        drawing = BlockDrawing(look, "lab-sizes-drawing", self.tr("The maps of the layers as blocks"))
        super().__init__(
            session, look, self.tr("Sizes"),
            self.tr("How large the maps are after each layer and how many weights it has, with the numbers filled in. "
                    "Change a kernel or a stride and watch the rest follow."), drawing,
        )  # fmt: skip

    def examples(self) -> Sequence[Example]:
        show = self.show_chain
        plain, thin = Stage("conv", 128, 3, 1, 1), Stage("separable", 128, 3, 1, 1)
        three = tuple(Stage("conv", n, 3, 2, "same") for n in (100, 200, 400))
        return [
            Example("course", self.tr("28 × 28 × 1 down to 8 × 8 × 20"), partial(show, Chain())),
            Example("flatten", self.tr("32 × 32 × 3, 4 filters 3 × 3, flattened: 3,600"),
                    partial(show, Chain((32, 32, 3), (Stage("conv", 4, 3, 1), Stage("flatten"))))),
            Example("dense", self.tr("Flattened and dense: (inputs + 1) × outputs"),
                    partial(show, Chain((32, 32, 3), (Stage("conv", 4, 3, 1), Stage("flatten"), Stage("dense", 10))))),
            Example("three", self.tr("Three 3 × 3 with stride 2, “same”: 903,400"),
                    partial(show, Chain((200, 300, 3), three))),
            Example("same", self.tr("75 with stride 2, “same”: 38"),
                    partial(show, Chain((75, 75, 3), (Stage("conv", 8, 3, 2, "same"),)))),
            Example("keeps", self.tr("3 × 3 with padding 1 and 5 × 5 with padding 2 keep the size"),
                    partial(show, Chain((28, 28, 1), (Stage("conv", 8, 3, 1, 1), Stage("conv", 8, 5, 1, 2))))),
            Example("separable", self.tr("Separable beside plain: far fewer weights"),
                    partial(show, Chain((32, 32, 64), (plain, thin)))),
            Example("transposed", self.tr("Down by 2, and back by a transposed convolution"),
                    partial(show, Chain((32, 32, 3), (Stage("conv", 8, 2, 2), Stage("transposed", 3, 2, 2))))),
        ]  # fmt: skip


class FieldPage(ChainPage):
    """What one number of a deep layer sees of the input."""

    NAME = "field"

    def __init__(self, session: Session, look: Look) -> None:
        drawing = FieldDrawing(look, "lab-field-drawing", self.tr("What a unit sees, layer by layer"))
        super().__init__(
            session, look, self.tr("Receptive field"),
            self.tr("What one number of a deep layer sees of the picture: each layer lets it see more. Click a unit, "
                    "then add layers or strides."), drawing,
        )  # fmt: skip
        drawing.field_changed.connect(self._on_field_changed)

    def examples(self) -> Sequence[Example]:
        show = self.show_chain
        conv = Stage("conv", 8, 3, 1)
        return [
            Example("course", self.tr("The course's chain sees 5, 6 and 14 pixels"), partial(show, Chain())),
            Example("two", self.tr("Two 3 × 3 see 5 × 5"), partial(show, Chain((9, 9, 1), (conv, conv)))),
            Example("three", self.tr("Three 3 × 3 see 7 × 7"), partial(show, Chain((11, 11, 1), (conv, conv, conv)))),
            Example("stride", self.tr("A stride widens all that follows"),
                    partial(show, Chain((21, 21, 1), (Stage("conv", 8, 3, 2), conv, conv)))),
            Example("pool", self.tr("Convolution and pooling, three times"),
                    partial(show, Chain((46, 46, 3), (conv, Stage("pool", kernel=2, stride=2)) * 3))),
        ]  # fmt: skip

    def tell(self) -> None:
        super().tell()
        if isinstance(self.drawing, FieldDrawing):
            self.put("field", self.drawing.field)
            self.put("field_layer", self.drawing.chosen[0])

    def _on_field_changed(self) -> None:
        if self.isVisible():
            self.tell()
