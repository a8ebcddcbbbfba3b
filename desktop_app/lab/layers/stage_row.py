"""One layer of a chain with the means to change it, and what it comes to."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.lab.controls import NumberSpin
from desktop_app.lab.grid.content import local
from desktop_app.lab.layers.chain import shape_text
from desktop_app.lab.layers.words import stage_title, stage_titles
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, IconButton, PlainLabel
from desktop_app.look.widgets.choice import Choice
from ml_engine.lab.sizes import Padding, each_axis
from ml_engine.lab.stack import Stage, StageFacts, StageKind

NUMBER_WIDTH, KIND_WIDTH, SPIN_WIDTH, PADDING_WIDTH = 16, 136, 92, 96
PADDINGS: tuple[Padding, ...] = (0, 1, 2, 3, 4, 5, "valid", "same")


class StageHead(QWidget):
    """What the numbers of the rows below are, over their columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lab-stage-head")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S + 1, 0, SPACE_S, 0)
        row.setSpacing(SPACE_S)
        row.addSpacing(NUMBER_WIDTH + SPACE_S)
        for words, width in (
            (self.tr("Layer"), KIND_WIDTH), (self.tr("Filters"), SPIN_WIDTH), (self.tr("Window"), SPIN_WIDTH),
            (self.tr("Stride"), SPIN_WIDTH), (self.tr("Padding"), PADDING_WIDTH),
        ):  # fmt: skip
            label = PlainLabel(words, role="small", elide=True)
            label.setFixedWidth(width)
            row.addWidget(label)
        row.addSpacing(SPACE_M)
        row.addWidget(PlainLabel(self.tr("What comes out: rows × columns × channels"), role="small", elide=True), 1)


class StageRow(Card):
    """Signals: changed(object): a Stage that a person made.   removed()."""

    changed = Signal(object)
    removed = Signal()

    def __init__(self, look: Look, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = f"lab-stage-{place + 1}"
        self.setObjectName(name)
        self._stage = Stage("conv")
        self._number = PlainLabel(f"{place + 1}", role="small")
        self._kind: Choice[StageKind] = Choice(f"{name}-kind", self.tr("Kind of layer {n}").format(n=place + 1))
        self._kind.set_choices(stage_titles())
        self._filters = NumberSpin(f"{name}-filters", self.tr("Filters or neurons"), 1, 9999)
        self._filters.setToolTip(self.tr("Filters of a convolution, neurons of a dense layer"))
        self._kernel = NumberSpin(f"{name}-kernel", self.tr("Sides of the window"), 1, 32)
        self._kernel.setToolTip(self.tr("Rows and columns of the window"))
        self._stride = NumberSpin(f"{name}-stride", self.tr("Stride"), 1, 32)
        self._stride.setToolTip(self.tr("Stride"))
        self._padding: Choice[Padding] = Choice(f"{name}-padding", self.tr("Padding"))
        self._padding.setToolTip(self.tr("Padding"))
        self._padding.set_choices([(one, str(one)) for one in PADDINGS])
        self._result = PlainLabel("", role="strong", elide=True)
        self._result.setObjectName(f"{name}-result")
        self._formulas = PlainLabel("", role="small", elide=True)
        self._formulas.setObjectName(f"{name}-formula")
        self._remove = IconButton(look, "x", self.tr("Take layer {n} away").format(n=place + 1))
        self._remove.setObjectName(f"{name}-remove")
        self._build()

    def show_stage(self, stage: Stage, facts: StageFacts | None, problem: str) -> None:
        """What is set, and what it comes to. problem: why it does not fit, in the window's language."""
        self._stage = stage
        has_window = stage.kind not in ("flatten", "dense")
        kernel = each_axis(stage.kernel, 2)[0]
        self._kind.show_value(stage.kind)
        self._filters.show_value(stage.filters)
        self._kernel.show_value(kernel)
        self._stride.show_value(each_axis(stage.stride or (kernel if stage.kind == "pool" else 1), 2)[0])
        self._padding.show_value(stage.padding, str(stage.padding))
        for widget in (self._kernel, self._stride, self._padding):
            widget.setVisible(has_window)
        self._filters.setVisible(stage.kind in ("conv", "separable", "transposed", "dense"))
        self._result.set_role("strong" if facts else "bad")
        if facts is None:
            self._result.setText(problem or self.tr("What is before it does not fit."))
            self._formulas.setText("")
            return
        words = [shape_text(facts.shape)]
        parameters = self.tr("%n parameter(s)", "", facts.parameters)
        parameters = parameters.replace(str(facts.parameters), QLocale().toString(facts.parameters))
        words.append(parameters if facts.parameters else self.tr("no weights"))
        if facts.receptive_field:
            words.append(self.tr("sees {field}").format(field=shape_text(facts.receptive_field)))
        self._result.setText("   ·   ".join(words))
        formulas = list(dict.fromkeys(facts.size_formulas))
        self._formulas.setText(local("     ".join([*formulas, facts.parameter_formula]).strip()))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        row.setSpacing(SPACE_S)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._result)
        words.addWidget(self._formulas)
        for widget in (self._number, self._kind, self._filters, self._kernel, self._stride, self._padding):
            row.addWidget(widget)
        row.addSpacing(SPACE_M)
        row.addLayout(words, 1)
        row.addWidget(self._remove)
        self._number.setFixedWidth(NUMBER_WIDTH)
        self._kind.setFixedWidth(KIND_WIDTH)
        self._padding.setFixedWidth(PADDING_WIDTH)
        for spin in (self._filters, self._kernel, self._stride):
            spin.setFixedWidth(SPIN_WIDTH)
        for control in (self._filters, self._kernel, self._stride, self._padding):
            # What a layer does not have leaves a gap: the columns stay below their headings.
            policy = control.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            control.setSizePolicy(policy)
        self._result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._formulas.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._kind.currentIndexChanged.connect(self._on_kind_changed)
        for spin in (self._filters, self._kernel, self._stride):
            spin.valueChanged.connect(self._on_edited)
        self._padding.currentIndexChanged.connect(self._on_edited)
        self._remove.clicked.connect(self._on_remove_clicked)

    def _on_kind_changed(self, _: int) -> None:
        kind = self._kind.value
        usual = {"pool": Stage("pool", 1, 2, 2), "flatten": Stage("flatten"), "dense": Stage("dense", 10)}
        self.setAccessibleName(stage_title(kind))
        self.changed.emit(usual.get(kind, replace(self._stage, kind=kind, stride=1)))

    def _on_edited(self, _: int) -> None:
        self.changed.emit(
            replace(
                self._stage, filters=self._filters.value(), kernel=self._kernel.value(), stride=self._stride.value(),
                padding=self._padding.value,
            )
        )  # fmt: skip

    def _on_remove_clicked(self, _: bool = False) -> None:
        self.removed.emit()
