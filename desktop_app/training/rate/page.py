"""The rate finder: a short search, its curve, and the rate that it suggests for the next training."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.charts.chart import Chart
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, EmptyState, PlainLabel, PrimaryButton, QuietButton, ThinProgress
from desktop_app.session.recipe_words import number_words
from desktop_app.session.run_words import phase_words
from desktop_app.session.session import Session
from desktop_app.training.form.draft import draft_of, options_of
from desktop_app.training.form.editors import NumberEdit
from desktop_app.training.planner import Planner
from desktop_app.training.sub_page import SubPage
from ml_engine.domain.events import RateCurve

ROOM = 1.15  # above the start of the smoothed curve: what explodes beyond need not be seen whole


class RatePage(SubPage):
    """Shows session.rate_search; a search goes on while other pages are looked at."""

    NAME = "rate"

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner, "")
        self.title.setText(self.tr("Learning rate"))
        self._shown: RateCurve | None = None
        self._start = QuietButton(self.tr("Find it again"), look, icon="refresh-cw")
        self._start.setObjectName("rate-start")
        self._start.setAccessibleName(self._start.text())
        self._stop = QuietButton(self.tr("Stop"), look, icon="circle-stop")
        self._stop.setObjectName("rate-stop")
        self._stop.setAccessibleName(self.tr("Stop the search"))
        self._says = PlainLabel("", role="dim", wrap=True)
        self._says.setObjectName("rate-says")
        self._progress = ThinProgress()
        self._progress.setAccessibleName(self.tr("How far the search is"))
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName("rate-wrong")
        self._empty = EmptyState(
            look, "chart-line", self.tr("Which rate suits this training?"),
            self.tr("About a hundred steps are tried with a rate that rises from tiny to far too high. "
                    "The curve shows where the loss falls and where it explodes. Nothing is kept."),
            self.tr("Find the rate"),
        )  # fmt: skip
        self._empty.button.setObjectName("rate-begin")
        self._chart = Chart(look, self.tr("Loss by learning rate"), self.tr("learning rate"))
        self._chart.setObjectName("rate-chart")
        self._result = Card()
        self._reason = PlainLabel("", wrap=True)
        self._reason.setObjectName("rate-reason")
        self._rate = NumberEdit("rate-number", self.tr("Rate to use"), whole=False)
        self._rate.setFixedWidth(120)
        self._rate.setToolTip(self.tr("The suggestion, or another one that you read off the curve"))
        self._use = PrimaryButton(self.tr("Use this rate"), look, icon="check")
        self._use.setObjectName("rate-use")
        self._use.setAccessibleName(self._use.text())
        self._now = PlainLabel("", role="small")
        self._now.setObjectName("rate-now")
        self._lay_out()
        self._connect()
        self._show()

    def open(self, detail: str) -> None:  # noqa: ARG002
        """As it stands."""
        self._show()

    def focus_first(self) -> None:
        first = self._use if self._use.isVisible() else self._empty.button
        first.setFocus()

    def _lay_out(self) -> None:
        self.tools.addWidget(self._stop)
        self.tools.addWidget(self._start)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(PlainLabel(self.tr("Suggested rate"), role="strong"))
        row.addWidget(self._rate)
        row.addWidget(self._use)
        row.addWidget(self._now, 1)
        result = QVBoxLayout(self._result)
        result.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        result.setSpacing(SPACE_S)
        result.addWidget(self._chart, 1)
        result.addWidget(self._reason)
        result.addLayout(row)
        for part in (self._says, self._progress, self._wrong):
            self.column.addWidget(part)
        self.column.addWidget(self._empty, 1)
        self.column.addWidget(self._result, 1)

    def _connect(self) -> None:
        self._start.clicked.connect(self._on_start_clicked)
        self._empty.button.clicked.connect(self._on_start_clicked)
        self._stop.clicked.connect(self.session.rate_search.stop)
        self._use.clicked.connect(self._on_use_clicked)
        self._rate.textChanged.connect(self._on_rate_text_changed)
        self._chart.exported.connect(self._on_chart_exported)
        self.session.rate_search.changed.connect(self._show)
        self.session.runs.training_changed.connect(self._show)
        self.session.runs.options_changed.connect(self._show)
        self.planner.changed.connect(self._show)

    @Slot()
    def _show(self) -> None:
        search, runs = self.session.rate_search, self.session.runs
        running, found = search.is_running, search.search.curve if search.search else None
        problem = search.search.problem if search.search else ""
        can_start = not running and runs.training is None and self._can_train()
        # What has the focus may be about to go: then the focus goes to what comes instead, not to the window's corner.
        goes_on = any(button.hasFocus() for button in (self._start, self._stop, self._empty.button))
        for button in (self._start, self._empty.button):
            button.setEnabled(can_start)
            button.setToolTip("" if can_start else self._why_not())
        self._start.setVisible(not running and (found is not None or bool(problem)))
        self._stop.setVisible(running)
        self._progress.setVisible(running)
        self._wrong.setVisible(bool(problem))
        self._wrong.setText(in_words(problem))
        self._empty.setVisible(found is None and not running)
        self._result.setVisible(found is not None)
        self._says.setVisible(running or found is not None)
        if running and search.search is not None:
            total = search.search.total
            self._progress.set_fraction(search.search.done / total if total else None)
            self._says.setText(self.tr("Looking for the rate: {phase}").format(phase=self._phase(search.search.phase)))
        elif found is not None:
            self._says.setText(self.tr("Where the curve falls most steeply, the network learns fastest."))
        if found is not None and found is not self._shown:
            self._show_curve(found)
        self._show_now()
        if goes_on:
            (self._stop if running else self._use if found is not None else self._empty.button).setFocus()

    def _show_curve(self, curve: RateCurve) -> None:
        self._shown = curve
        powers = [math.log10(rate) for rate in curve.rates]
        self._chart.clear()
        low = min(*curve.smoothed, *curve.losses)
        high = max(low * ROOM, min(max(curve.smoothed), curve.smoothed[0] * ROOM))
        self._chart.set_ranges(None, (max(0.0, low - (high - low) * 0.1), high), powers_x=True)
        self._chart.set_line(self.tr("each step"), powers, curve.losses, "dim")
        self._chart.set_line(self.tr("smoothed"), powers, curve.smoothed, "accent")
        self._chart.mark(math.log10(curve.rate), self.tr("suggested: {rate}").format(rate=_rate_text(curve.rate)))
        self._reason.setText(in_words(curve.reason))
        self._rate.setText(number_words(curve.rate))

    def _show_now(self) -> None:
        task = self.planner.plan.data.task if self.planner.plan is not None else self.session.runs.options.task
        now = draft_of(self.session.runs.options, task).values["rate"]
        is_same = isinstance(now, float | int) and self._rate.number == now
        text = self.tr("The next training uses it.") if is_same else self.tr("The next training uses {rate} as yet.")
        self._now.setText(text.format(rate=_rate_text(float(now)) if isinstance(now, float | int) else ""))
        self._use.setEnabled(not is_same and self._is_rate())

    def _is_rate(self) -> bool:
        rate = self._rate.number
        return rate is not None and 0 < rate <= 10

    def _can_train(self) -> bool:
        return self.planner.plan is not None and self.planner.plan.can_train

    def _why_not(self) -> str:
        if self.session.runs.training is not None:
            return self.tr("Not while a training runs")
        return self.tr("Something is missing: the page before says what") if not self._can_train() else ""

    def _phase(self, phase: str) -> str:
        return self.tr("trying rates") if phase == "rates" else phase_words(phase)

    def _on_start_clicked(self) -> None:
        runs = self.session.runs
        task = self.planner.plan.data.task if self.planner.plan is not None else runs.options.task
        self.session.rate_search.start(replace(runs.options, task=task))

    def _on_use_clicked(self) -> None:
        runs = self.session.runs
        rate = self._rate.number
        if rate is None:
            return
        task = self.planner.plan.data.task if self.planner.plan is not None else runs.options.task
        runs.set_options(options_of(draft_of(runs.options, task).with_value("rate", float(rate)), runs.options))

    def _on_rate_text_changed(self, _: str) -> None:
        self._show_now()

    def _on_chart_exported(self, path: str, problem: str) -> None:
        if problem:
            self.session.say(Message("bad", problem))
        else:
            self.session.say(Message("ok", self.tr("The chart is in {file}.").format(file=path), timeout_s=6))


def _rate_text(rate: float) -> str:
    """'0.003'; '1e-05' of very small ones."""
    return QLocale().toString(rate, "g", 3)
