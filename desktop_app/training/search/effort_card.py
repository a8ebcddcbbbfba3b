"""How much a search may cost: trials, a limit of time, the seed, the metric; and about how long that will take."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QSpinBox, QVBoxLayout

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, PrimaryButton, Toggle
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.run_words import duration, metric_name
from desktop_app.training.search.choices import Wanted, seconds_of
from ml_engine.training.search_presets import suggested_trials
from ml_engine.training.search_ranges import METRICS

WIDTH, FIELD_WIDTH = 330, 132
MOST_TRIALS, MOST_MINUTES, USUAL_TRIALS = 1000, 10_000, 20
CHANGES_TIME = ("epochs", "steps", "least_steps", "views", "input_size", "batch", "freeze", "second.blocks", "method")


class EffortCard(Card):
    """Signals: changed(): by a person.   start_wanted()."""

    changed = Signal()
    start_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("search-effort")
        self.setFixedWidth(WIDTH)
        self._task = ""
        self._trials = self._spin("search-trials", self.tr("Trainings"), 1, MOST_TRIALS)
        self._trials.setValue(USUAL_TRIALS)
        self._trials.setToolTip(self.tr("How many settings are tried. Each is a training of its own."))
        self._minutes = self._spin("search-minutes", self.tr("Time limit"), 0, MOST_MINUTES)
        self._minutes.setSpecialValueText(self.tr("none"))
        self._minutes.setSuffix(self.tr(" min"))
        self._minutes.setToolTip(self.tr("After so many minutes no training is begun any more; the last one ends."))
        self._seed = self._spin("search-seed", self.tr("Seed"), 0, 2**31 - 1)
        self._seed.setToolTip(self.tr("With the same seed a search tries the same settings again."))
        self._metric: Choice[str] = Choice("search-metric", self.tr("Metric"))
        self._metric.setMinimumWidth(FIELD_WIDTH)
        self._metric.setFixedWidth(FIELD_WIDTH)
        self._metric.setToolTip(self.tr("What is best is what is best by this, on the validation pictures"))
        self._metric.currentIndexChanged.connect(self._on_value_changed)
        self._keep = Toggle(self.tr("Keep all checkpoints"))
        self._keep.setObjectName("search-keep")
        self._keep.setToolTip(
            self.tr("Off: of all but the best, what is needed to go on with a training is removed. Results stay.")
        )
        self._says = PlainLabel("", role="dim", wrap=True)
        self._says.setObjectName("search-estimate")
        self._advice = PlainLabel("", role="small", wrap=True)
        self._advice.setObjectName("search-advice")
        self._why_not = PlainLabel("", role="bad", wrap=True)
        self._why_not.setObjectName("search-why-not")
        self.start = PrimaryButton(self.tr("Start the search"), look, icon="play")
        self.start.setObjectName("search-start")
        self.start.clicked.connect(self.start_wanted)
        self._lay_out()

    @property
    def keeps_all(self) -> bool:
        return self._keep.isChecked()

    @property
    def numbers(self) -> tuple[int, float, int, str]:
        """Trials, minutes, seed, metric."""
        for box in (self._trials, self._minutes, self._seed):
            box.interpretText()
        metric = self._metric.value if self._metric.count() else ""
        return self._trials.value(), float(self._minutes.value()), self._seed.value(), metric

    def show_task(self, task: str, usual_metric: str) -> None:
        """The metrics of a task, its own first."""
        if task != self._task:
            self._task = task
            ordered = dict.fromkeys((usual_metric, *METRICS[task]))
            self._metric.set_choices((name, metric_name(name)) for name in ordered)

    def show_wanted(self, wanted: Wanted, one_s: float | None, why_not: str) -> None:
        """What it comes to. one_s: seconds of a training, None if nobody knows.   why_not: it cannot be started, ''."""
        seconds = seconds_of(wanted, one_s)
        if seconds is None:
            text = self.tr("How long it takes is known after the first training.")
        else:
            text = self.tr("About {time} for %n training(s).", "", wanted.trials).format(time=duration(seconds))
            if any(name in wanted.ranges for name in CHANGES_TIME):
                text = f"{text} {self.tr('What is varied changes how long each takes.')}"
        self._says.setText(text)
        least = suggested_trials(len(wanted.ranges))
        few = bool(wanted.ranges) and wanted.trials < least
        advice = self.tr(
            "With %n varied choice(s), fewer than {least} trainings are little better than chance.",
            "", len(wanted.ranges),
        )  # fmt: skip
        self._advice.setText(advice.format(least=least))
        self._advice.setVisible(few)
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))
        self.start.setEnabled(not why_not)
        self.start.setToolTip(why_not)

    def take_numbers(self, trials: int, minutes: float, seed: int, metric: str) -> None:
        """Those of an earlier search. Tells nobody."""
        for box, value in ((self._trials, trials), (self._minutes, round(minutes)), (self._seed, seed)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        if metric:
            self._metric.show_value(metric, metric_name(metric))

    def _spin(self, name: str, title: str, low: int, high: int) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setRange(low, high)
        box.setFixedWidth(FIELD_WIDTH)
        box.valueChanged.connect(self._on_value_changed)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_S)
        for title, widget in (
            (self.tr("Trainings"), self._trials), (self.tr("Time limit"), self._minutes),
            (self.tr("Best by"), self._metric), (self.tr("Seed"), self._seed),
        ):  # fmt: skip
            label = PlainLabel(title)
            label.setMinimumHeight(widget.sizeHint().height())
            form.addRow(label, widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(PlainLabel(self.tr("How much may it cost?"), role="strong"))
        layout.addLayout(form)
        layout.addWidget(self._keep)
        layout.addWidget(self._says)
        layout.addWidget(self._advice)
        layout.addWidget(self._why_not)
        layout.addWidget(self.start)
        layout.addStretch(1)

    def _on_value_changed(self, *_: object) -> None:
        self.changed.emit()
