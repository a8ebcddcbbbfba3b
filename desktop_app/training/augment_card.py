"""How training pictures will be varied, in a few words, and the door to the studio."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton
from desktop_app.session.session import Session
from desktop_app.training.plan import DataPlan
from desktop_app.training.studio.controls import preset_title
from ml_engine.augment.presets import find_preset
from ml_engine.domain.errors import UserError
from ml_engine.tasks.defaults import default_recipe
from ml_engine.training.recipe import parse_recipe


class AugmentCard(Card):
    """Signals: wanted(): the studio."""

    wanted = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("train-augment-card")
        self._session = session
        self._task = ""
        self._says = PlainLabel("", role="dim")
        self._says.setObjectName("train-augment-says")
        self.button = QuietButton(self.tr("Augmentation…"), look, icon="sliders-horizontal")
        self.button.setObjectName("train-augment")
        self.button.setAccessibleName(self.button.text())
        self.button.setToolTip(self.tr("How training pictures are varied, seen on yours, and which of it helps"))
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addWidget(PlainLabel(self.tr("Training pictures are varied"), role="strong"))
        row.addWidget(self._says)
        row.addStretch(1)
        row.addWidget(self.button)
        session.runs.options_changed.connect(self._on_runs_options_changed)

    def show_plan(self, data: DataPlan) -> None:
        """The task decides what is usual."""
        self._task = data.task
        self.button.setEnabled(bool(data.task))
        self._on_runs_options_changed()

    @Slot()
    def _on_runs_options_changed(self) -> None:
        if not self._task:
            self._says.setText("")
            return
        defaults = default_recipe(self._task)
        try:
            augment = parse_recipe(self._session.runs.options.recipe, defaults).augment
        except UserError:
            return  # said where it is typed
        self._says.setText(preset_title(find_preset(augment, defaults.augment)))
