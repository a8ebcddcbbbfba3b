"""The live curves of a training: loss, and the metric that counts."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.charts.chart import Chart
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import SPACE_L, label_color
from desktop_app.session.run_words import PRIMARY, main_metric, metric_name
from desktop_app.session.session import Session
from desktop_app.session.training_state import Training

TRAIN_COLOR, VALIDATION_COLOR, METRIC_COLOR = label_color(3), label_color(1), label_color(2)


class Curves(QWidget):
    """Two charts side by side."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._loss = Chart(look, self.tr("Loss"), self.tr("epoch"))
        self._metric = Chart(look, self.tr("Metric"), self.tr("epoch"))
        self._loss.setObjectName("train-loss-chart")
        self._metric.setObjectName("train-metric-chart")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_L)
        for chart in (self._loss, self._metric):
            chart.exported.connect(self._on_chart_exported)
            layout.addWidget(chart, 1)

    def show_training(self, training: Training) -> None:
        """Bring both in step; cheap where nothing is new."""
        early = training.steps if len(training.epochs) < 2 else ()
        key = (training.name, training.epochs, len(early), training.total)
        if key == self._shown:
            return
        if not self._shown or self._shown[0] != training.name:
            self._loss.clear()
            self._metric.clear()
        self._shown = key
        epochs = max((epoch.epochs for epoch in training.epochs), default=0)
        last = max((epoch.epoch for epoch in training.epochs), default=0)
        width = (0.0, float(max(epochs, last, 1)))
        self._show_loss(training, width)
        self._show_metric(training, width)

    def _show_loss(self, training: Training, width: tuple[float, float]) -> None:
        whole = [epoch for epoch in training.epochs if epoch.epoch > 0]
        scored = [epoch for epoch in whole if "loss" in epoch.metrics]
        self._loss.set_ranges(width, whole_x=True)
        if len(whole) >= 2 or not training.total:
            self._loss.set_line(self.tr("train"), [e.epoch for e in whole], [e.train_loss for e in whole], TRAIN_COLOR)
        elif training.steps:
            # Within the first passes: every step, so that something moves from the first second on.
            a_step = width[1] / training.total
            steps, losses = zip(*training.steps, strict=True)
            self._loss.set_line(self.tr("train"), [step * a_step for step in steps], losses, TRAIN_COLOR)
        if scored:
            values = [epoch.metrics["loss"] for epoch in scored]
            self._loss.set_line(self.tr("validation"), [e.epoch for e in scored], values, VALIDATION_COLOR)
        self._loss.mark(training.best.epoch if training.best else None, self.tr("best"))

    def _show_metric(self, training: Training, width: tuple[float, float]) -> None:
        key = shown_metric(training)
        self._metric.set_title(metric_name(key))
        self._metric.set_ranges(width, (0.0, 1.0), whole_x=True)
        scored = [epoch for epoch in training.epochs if key in epoch.metrics]
        if scored:
            values = [epoch.metrics[key] for epoch in scored]
            self._metric.set_line(self.tr("validation"), [e.epoch for e in scored], values, METRIC_COLOR)
        self._metric.mark(training.best.epoch if training.best else None, self.tr("best"))

    @Slot(str, str)
    def _on_chart_exported(self, path: str, reason: str) -> None:
        if reason:
            text = self.tr("{file} could not be written: {reason}.").format(file=path, reason=in_words(reason))
            self._session.say(Message("bad", text, self.tr("Choose another folder.")))
        else:
            self._session.say(Message("ok", self.tr("Saved: {file}").format(file=path), timeout_s=6))


def shown_metric(training: Training) -> str:
    """The metric that stands for all, as far as the worker has sent any: before that, what it will be."""
    sent = {key: value for epoch in training.epochs for key, value in epoch.metrics.items()}
    return main_metric(training.task, sent) or PRIMARY.get(training.task, "ap50")
