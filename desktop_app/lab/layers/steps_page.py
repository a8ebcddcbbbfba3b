"""The page Steps: what happens to numbers between two convolutions, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.charts.chart import Chart
from desktop_app.i18n.messages import in_words
from desktop_app.lab.columns import beside, card, settings_column
from desktop_app.lab.controls import Chips
from desktop_app.lab.convolve.words import activation_titles
from desktop_app.lab.grid.content import GridContent, local, unlocal
from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.lab.layers.step_kinds import StepKind, StepRow, step_kinds
from desktop_app.lab.page import Example, LabPage
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_XS
from desktop_app.look.widgets import PlainLabel, set_role
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.lab.functions import find_activation

CELL, CELL_WIDE, CAPTION, TYPED_AFTER_MS, ROWS_WIDTH = 34, 58, 190, 200, 1000


@dataclass(frozen=True, slots=True)
class StepsSetup:
    """texts: what was typed for a kind, where it is not the usual."""

    kind: str = "activation"
    activation: str = "relu"
    texts: dict[str, str] = field(default_factory=dict)


class StepsPage(LabPage):
    """What is set is one StepsSetup."""

    NAME = "steps"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Steps"),
            self.tr("What happens to numbers between two convolutions: every row is one step. Type other numbers and "
                    "see which rows change."),
        )  # fmt: skip
        self._setup = StepsSetup()
        self._kinds = {kind.id: kind for kind in step_kinds()}
        self._chips = Chips("lab-step-kind", [(kind.id, kind.title) for kind in self._kinds.values()])
        self._idea = PlainLabel("", role="small", wrap=True)
        self._text_title = PlainLabel(self.tr("What goes in"), role="strong")
        self._text = QLineEdit()
        self._text.setObjectName("lab-step-text")
        self._text.setAccessibleName(self.tr("What goes in"))
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName("lab-step-problem")
        self._activation: Choice[str] = Choice("lab-step-activation", self.tr("Activation"))
        self._activation.setMinimumWidth(120)
        self._activation.set_choices(activation_titles())
        self._typing = QTimer(self, singleShot=True, interval=TYPED_AFTER_MS)
        self.chart = Chart(look, self.tr("The curve"), "x", "y")
        self.chart.setObjectName("lab-step-chart")
        self._rows = QVBoxLayout()
        self._shown: list[QWidget] = []
        self._lay_out()
        self._chips.chosen.connect(self._on_kind_chosen)
        self._text.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._on_typing_timeout)
        self._activation.currentIndexChanged.connect(self._on_activation_changed)
        kept = self.kept()
        self.show_setup(kept if isinstance(kept, StepsSetup) else StepsSetup())

    def examples(self) -> Sequence[Example]:
        return [Example(kind.id, kind.title, partial(self._show_kind, kind.id)) for kind in step_kinds()]

    def show_setup(self, setup: StepsSetup) -> None:
        """Set it, and compute."""
        self._setup = setup
        self.keep(setup)
        kind = self._kinds[setup.kind]
        self._chips.show_value(kind.id)
        self._idea.setText(kind.idea)
        self._activation.show_value(setup.activation)
        self._activation.setVisible(kind.id == "activation")
        self.chart.setVisible(kind.id == "activation")
        text = setup.texts.get(kind.id, kind.usual)
        self._text.setVisible(bool(kind.usual))
        self._text_title.setVisible(bool(kind.usual))
        self._text.setToolTip(kind.hint)
        self._text.setPlaceholderText(kind.hint)
        if unlocal(self._text.text()) != text:
            with QSignalBlocker(self._text):
                self._text.setText(local(text))
        self._compute(kind, text)
        if kind.id == "activation":
            self._draw()
        if self.isVisible():
            self.tell()

    def tell(self) -> None:
        self.put("step_kind", self._setup.kind)
        self.put("activation", self._setup.activation)

    def _lay_out(self) -> None:
        column = settings_column(
            PlainLabel(self.tr("Step"), role="strong"), self._chips, self._idea,
            self._text_title, self._text, self._wrong, self._activation,
        )  # fmt: skip
        holder = QWidget()
        holder.setSizePolicy(self.chart.sizePolicy())
        rows = QVBoxLayout()
        rows.setSpacing(SPACE_L)
        rows.addLayout(self._rows)
        rows.addStretch(1)
        self._rows.setSpacing(SPACE_L)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        inside.addWidget(scrolled(rows, ROWS_WIDTH, centred=False), 3)
        inside.addWidget(self.chart, 2)
        self.body.addLayout(beside(column, card(holder), stretches=(0, 1)), 1)

    def _compute(self, kind: StepKind, text: str) -> None:
        try:
            rows = kind.compute(text, self._setup.activation)
        except UserError as error:
            self._wrong.setText(f"{in_words(error.message)} {in_words(error.hint)}")
            set_role(self._text, "wrong")
            self._wrong.show()
            return
        self._wrong.hide()
        set_role(self._text, "")
        for widget in self._shown:
            self._rows.removeWidget(widget)
            widget.setParent(None)  # at once: its name is free for the next one
            widget.deleteLater()
        self._shown = [self._row(place, row) for place, row in enumerate(rows)]
        for widget in self._shown:
            self._rows.addWidget(widget)

    def _row(self, place: int, row: StepRow) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        across = QHBoxLayout()
        across.setSpacing(SPACE_M)
        caption = PlainLabel(local(row.caption), role="strong", wrap=True)
        caption.setFixedWidth(CAPTION)
        across.addWidget(caption)
        if row.values is not None:
            grid = NumberGrid(self.look, f"lab-step-row-{place + 1}", row.caption)
            high, wide = row.values.shape
            side = min(CELL_WIDE if high == 1 else CELL, 480 // wide)
            grid.set_largest(side)
            grid.setFixedSize(wide * side + 6, high * side + 6)
            grid.show_content(GridContent(row.values))
            across.addWidget(grid)
            across.addStretch(1)
        note = PlainLabel(local(row.note), role="small" if row.values is not None else "body", wrap=True)
        note.setObjectName(f"lab-step-note-{place + 1}")
        if row.values is None:
            across.addWidget(note, 1)
        column.addLayout(across)
        if row.values is not None and row.note:
            note.setContentsMargins(CAPTION + SPACE_M, 0, 0, 0)
            column.addWidget(note)
        return holder

    def _draw(self) -> None:
        one = find_activation(self._setup.activation)
        xs = np.linspace(-5, 5, 201)
        self.chart.clear()
        self.chart.set_ranges((-5.0, 5.0), None)
        self.chart.set_line(in_words(one.title), xs.tolist(), one.apply(xs).tolist(), "accent")

    def _show_kind(self, kind: str) -> None:
        texts = {key: text for key, text in self._setup.texts.items() if key != kind}
        self.show_setup(StepsSetup(kind, self._setup.activation, texts))

    def _on_kind_chosen(self, kind: str) -> None:
        self.session.facts.drop("lab.example")
        self.show_setup(StepsSetup(kind, self._setup.activation, self._setup.texts))

    def _on_typing_timeout(self) -> None:
        setup = self._setup
        self.session.facts.drop("lab.example")
        self.show_setup(
            StepsSetup(setup.kind, setup.activation, {**setup.texts, setup.kind: unlocal(self._text.text())})
        )

    def _on_activation_changed(self, _: int) -> None:
        self.show_setup(StepsSetup(self._setup.kind, self._activation.value, self._setup.texts))
