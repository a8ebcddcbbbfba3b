"""The card of the run: while it trains, and how it ended, with its curves and answers."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M
from desktop_app.look.widgets import Card, PlainLabel
from desktop_app.pinned.sample_strip import SampleStrip
from desktop_app.session.runs import TrainingEnd
from desktop_app.session.session import Session
from desktop_app.session.training_state import Training
from desktop_app.training.chart_loader import ChartLoader
from desktop_app.training.curves import Curves
from desktop_app.training.notices import Notices
from desktop_app.training.outcome import Outcome
from desktop_app.training.run_head import RunHead
from ml_engine.domain.events import SamplePredictions

CURVES_HEIGHT = 205


class RunCard(Card):
    """One of two heads over the same curves. Hidden while there is neither a run nor an end."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("train-run")
        self.charts = ChartLoader(session, self)
        self.head = RunHead(session, look)
        self.outcome = Outcome(session, look)
        self._curves = Curves(session, look)
        self._curves.setMinimumHeight(CURVES_HEIGHT)
        self._samples = SampleStrip(session, look)
        self._notices = Notices(look)
        self._waiting = PlainLabel(self.tr("The curves begin with the first step; labelling goes on meanwhile."), "dim")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.head)
        layout.addWidget(self.outcome)
        layout.addWidget(self._waiting)
        layout.addWidget(self._curves, 1)
        layout.addWidget(self._samples)
        layout.addWidget(self._notices)
        self.hide()

    def show_state(self, training: Training | None, end: TrainingEnd | None) -> None:
        """The training that runs, else how the last one ended, else nothing."""
        shown = training or (end.training if end is not None else None)
        self.setVisible(shown is not None)
        self.head.setVisible(training is not None)
        self.outcome.setVisible(training is None and end is not None)
        if training is None:
            self.head.let_go()
        if shown is None:
            return
        if training is not None:
            self.head.show_training(training)
        elif end is not None:
            self.outcome.show_end(end)
        self.charts.load()
        has_curve = self.charts.is_loaded and bool(shown.epochs or (shown.steps and shown.total))
        self._curves.setVisible(has_curve)
        grows = QSizePolicy.Policy.Expanding if has_curve else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, grows)
        self._waiting.setVisible(training is not None and not has_curve)
        if has_curve:
            self._curves.show_training(shown)
        self._samples.show_samples(shown.samples if isinstance(shown.samples, SamplePredictions) else None)
        self._notices.show_notices(shown.notices)
