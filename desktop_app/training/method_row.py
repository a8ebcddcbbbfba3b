"""How a detector finds its boxes: a choice of methods, and what the chosen one does, in two sentences."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.tokens import SPACE_M
from desktop_app.look.widgets import PlainLabel
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.plain_label import escaped
from desktop_app.session.session import Session
from ml_engine.tasks.detection.methods import METHODS, DetectionMethod
from ml_engine.training.model_spec import GRID
from ml_engine.training.recipe import named_method
from ml_engine.training.recipe_text import with_method


class MethodRow(QWidget):
    """Shown for a detector only. The choice is the recipe's `method`, and is kept with the project."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("train-method-row")
        self._session = session
        name = PlainLabel(self.tr("Method"), role="strong")
        self.choice: Choice[str] = Choice("train-method", self.tr("How the detector finds its boxes"))
        self.choice.set_choices((row.name, f"{in_words(row.title)} · {row.year}") for row in METHODS)
        for place, row in enumerate(METHODS):
            self.choice.setItemData(place, escaped(method_words(row)), Qt.ItemDataRole.ToolTipRole)
        self._idea = PlainLabel("", role="dim", wrap=True)
        self._idea.setObjectName("train-method-idea")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(name)
        layout.addWidget(self.choice)
        layout.addWidget(self._idea, 1)
        self.hide()
        self.choice.activated.connect(self._on_choice_activated)
        session.runs.options_changed.connect(self._on_runs_options_changed)
        self._on_runs_options_changed()

    def show_task(self, task: str) -> None:
        """Only a detector has methods."""
        self.setVisible(task == "detect")

    @Slot()
    def _on_runs_options_changed(self) -> None:
        named = named_method(self._session.runs.options.recipe) or GRID
        self.choice.show_value(named if named in METHODS else GRID)
        row = METHODS.get(self.choice.value)
        self._idea.setText(in_words(row.idea))
        self._idea.setToolTip(escaped(row.paper))
        self.choice.setToolTip(escaped(method_words(row)))
        self.choice.setAccessibleDescription(method_words(row))

    @Slot(int)
    def _on_choice_activated(self, _: int) -> None:
        runs = self._session.runs
        method = "" if self.choice.value == GRID else self.choice.value
        runs.set_options(replace(runs.options, recipe=with_method(runs.options.recipe, method)))
        runs.keep_method(method)


def method_words(row: DetectionMethod) -> str:
    """Title, year, idea and where it is from."""
    return f"{in_words(row.title)} ({row.year})\n{in_words(row.idea)}\n{row.paper}"
