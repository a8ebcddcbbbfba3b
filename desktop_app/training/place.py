"""The Train place: what will be trained and with what, one button, the run, and how it ended."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from desktop_app.look.widgets import Badge, PlainLabel, PrimaryButton, QuietButton
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.session.action_keys import TRAIN, shown_key
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session
from desktop_app.session.split_words import ICONS, badge_words, finding_words
from desktop_app.training import words
from desktop_app.training.advanced import Advanced
from desktop_app.training.augment_card import AugmentCard
from desktop_app.training.cards import NAMES, PlanCards
from desktop_app.training.continue_bar import ContinueBar, interrupted_run
from desktop_app.training.details import Details
from desktop_app.training.label_table import LabelTable
from desktop_app.training.method_row import MethodRow
from desktop_app.training.pages import PAGES, Pages
from desktop_app.training.planner import Plan, Planner, network_problems
from desktop_app.training.problem_list import ProblemList
from desktop_app.training.queue_card import QueueCard
from desktop_app.training.run_card import RunCard
from desktop_app.training.studio.studio import Studio
from ml_engine.domain.split_check import SplitCheck

PRELOAD_AFTER_MS = 500


class TrainPlace(QWidget):
    """Built from the session and the look; keeps no facts."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train-place")
        self._session, self._look = session, look
        self._starts_when_planned = False
        self._trained = False
        self._planner = Planner(session, self)
        self._heading = PlainLabel(words.heading(""), role="title")
        self._heading.setObjectName("train-heading")
        self._reason = PlainLabel("", role="dim", wrap=True)
        self._reason.setObjectName("train-reason")
        choices = words.task_choices()
        self._task = Segmented("train-task", [(task, title) for task, title, _ in choices])
        for task, _, idea in choices:
            self._task.set_tip(task, idea)
        self._method = MethodRow(session)
        self._start = PrimaryButton(self.tr("Train"), look, icon="play")
        self._start.setObjectName("train-start")
        self._cards = PlanCards()
        self._split_badge = Badge(look)
        self._split_badge.setObjectName("train-split-badge")
        self._split_badge.hide()
        self._details = Details(session, look, self._planner)
        self._problems = ProblemList(session, look, self.set_task, partial(self.show_detail, "backbone"))
        self._continue = ContinueBar(session, look)
        self._run = RunCard(session, look)
        self._queue = QueueCard(session, look)
        self._later = QuietButton(self.tr("Add to the queue"), look, icon="plus")
        self._later.setObjectName("train-later")
        self._later.setAccessibleName(self._later.text())
        self._later.setToolTip(self.tr("Trains with these choices when the training that runs has ended."))
        self._labels = LabelTable(session, look)
        self._advanced = Advanced(session, look, self._planner)
        self._studio = Studio(session, look)
        self._augment = AugmentCard(session, look)
        # By the first step the charts should be there, but not before the window is up.
        self._preload = QTimer(self, singleShot=True, interval=PRELOAD_AFTER_MS)
        self._preload.timeout.connect(self._on_preload_timeout)
        self._preload.start()
        self._lay_out()
        self._connect()
        self._on_runs_training_changed()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # not QWidget's own list
        """Train, stop, continue; the pages of the place."""
        runs = self._session.runs
        pages = (
            ("networks", self.tr("All networks"), "layout-grid"),
            ("builder", self.tr("Compose a network"), "layers"),
            ("recipe", self.tr("All choices of the recipe"), "sliders-horizontal"),
            ("rate", self.tr("Find the learning rate"), "chart-line"),
            ("search", self.tr("Search for better settings"), "text-search"),
        )
        return [
            *(ActionSpec(f"train-{name}", text, partial(self._session.go_to, "train", name), icon=icon)
              for name, text, icon in pages),
            ActionSpec("train", self.tr("Train"), self.train, TRAIN.keys, "play"),
            ActionSpec(
                "stop-training", self.tr("Stop training and keep the best"), runs.stop, (), "circle-stop",
                self._can_stop,
            ),
            ActionSpec(
                "augmentation", self.tr("Augmentation…"), self.open_studio, (), "sliders-horizontal",
                self._can_open_studio,
            ),
            ActionSpec(
                "train-later", self.tr("Add a training to the queue"), self.train_later, (), "plus", self._can_wait,
            ),
            ActionSpec("continue-training", self.tr("Continue run"), self.go_on, (), "circle-play", self._can_go_on),
        ]  # fmt: skip

    @Slot()
    def train(self) -> None:
        """Go here and start, as soon as the plan is known; what is missing is said instead. One training at a time."""
        self._session.go_to("train")
        if self._session.ablations.is_running:
            text = self.tr("An ablation runs: the training would have to wait for it.")
            self._session.say(Message("info", text, self.tr("Wait for its end, or stop it under Augmentation.")))
            return
        if self._session.searches.is_running:
            text = self.tr("A search for better settings runs: the training would have to wait for it.")
            see = partial(self._session.go_to, "train", "search")
            self._session.say(Message("info", text, self.tr("Wait for its end, or pause it."), self.tr("See it"), see))
            return
        self._pages.close_all()
        if self._session.runs.training is not None or not self._advanced.commit():
            return
        self._starts_when_planned = True
        if self._planner.is_fresh:
            self._start_if_possible()
        else:
            self._planner.refresh()

    def open_studio(self) -> None:
        """How training pictures are varied, for the next training."""
        plan = self._planner.plan
        self._session.go_to("train")
        if plan is None or self._session.runs.training is not None or not self._advanced.commit():
            return
        self._studio.begin(plan.data)
        self._pages.setCurrentWidget(self._studio)

    @Slot()
    def train_later(self) -> None:
        """Let a training with these choices wait for the one that runs; without one, train."""
        if self._session.runs.training is None:
            self.train()
        elif self._advanced.commit():
            self._session.runs.start(self._session.runs.options)

    def go_on(self) -> None:
        """With the run that was interrupted."""
        run = interrupted_run(self._session)
        if run is not None:
            self._session.go_to("train")
            self._session.runs.resume(run.name)

    def set_task(self, task: str) -> None:
        """Detector, localiser or classifier; what the labels suggest anyway is not kept as a choice."""
        plan = self._planner.plan
        wanted = "" if plan is not None and plan.data.inferred == task else task
        self._session.runs.set_options(replace(self._session.runs.options, task=wanted))

    def show_detail(self, detail: str) -> None:
        """What a card opens ('backbone', 'split', 'device', 'time'), or a page ('recipe', 'inspect NAME')."""
        name, _, of_it = detail.partition(" ")
        if name in PAGES:
            self._pages.open(name, of_it)
            return
        self._pages.close_all()
        if detail in NAMES and self._details.opened != detail:
            self._on_cards_opened(detail)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._planner.watch(True)
        self._session.split.watch(id(self), True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._planner.watch(False)
        self._session.split.watch(id(self), False)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_L)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._task)
        head.addWidget(self._later)
        head.addWidget(self._start)
        title = QVBoxLayout()
        title.setSpacing(SPACE_S)
        title.addLayout(head)
        title.addWidget(self._reason)
        title.addWidget(self._split_badge, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(title)
        for shown in (self._method, self._continue, self._problems, self._cards, self._details):
            column.addWidget(shown)
        column.addWidget(self._run, 1)
        column.addWidget(self._queue)
        column.addWidget(self._labels)
        column.addWidget(self._augment)
        column.addWidget(self._advanced)
        column.addStretch(0)
        for widget in (
            self._method, self._continue, self._problems, self._details, self._queue, self._labels, self._augment,
            self._advanced,
        ):  # fmt: skip
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._pages = Pages(self._session, self._look, self._planner, area)
        self._pages.addWidget(self._studio)
        outer.addWidget(self._pages)

    def _connect(self) -> None:
        session = self._session
        self._planner.changed.connect(self._on_planner_changed)
        self._task.chosen.connect(self.set_task)
        self._start.clicked.connect(self.train)
        self._augment.wanted.connect(self.open_studio)
        self._studio.closed.connect(self._on_studio_closed)
        self._later.clicked.connect(self.train_later)
        self._cards.opened.connect(self._on_cards_opened)
        self._split_badge.clicked.connect(partial(self._show_split, False))
        session.split.changed.connect(self._on_split_changed)
        self.destroyed.connect(partial(session.split.forget, id(self)))
        self._details.page_wanted.connect(self._on_page_wanted)
        self._advanced.page_wanted.connect(self._on_page_wanted)
        self._details.closed.connect(partial(self._cards.set_open, ""))
        self._run.outcome.again_wanted.connect(self.train)
        session.runs.training_changed.connect(self._on_runs_training_changed)
        session.runs.training_ended.connect(self._on_runs_training_changed)
        session.runs.changed.connect(self._on_runs_training_changed)
        self._run.charts.loaded.connect(self._on_runs_training_changed)
        session.settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()

    def _start_if_possible(self) -> None:
        plan, self._starts_when_planned = self._planner.plan, False
        if plan is not None and plan.can_train and self._session.runs.training is None:
            self._session.runs.start(replace(self._session.runs.options, task=plan.data.task))

    @Slot()
    def _on_settings_changed(self) -> None:
        self._start.set_key(shown_key(TRAIN, self._session.settings.value.keys))

    @Slot()
    def _on_preload_timeout(self) -> None:
        self._run.charts.load()

    @Slot()
    def _on_planner_changed(self) -> None:
        plan = self._planner.plan
        if plan is not None:
            self._show_plan(plan)
        if self._planner.error is not None:
            self._reason.setText(in_words(self._planner.error.message))
        if self._starts_when_planned:
            self._start_if_possible()

    def _show_plan(self, plan: Plan) -> None:
        data = plan.data
        self._heading.setText(words.heading(data.task))
        self._reason.setText(words.reason(data, self._session.runs.options.task))
        self._task.set_chosen(data.task)
        self._task.setVisible(bool(data.task))
        self._method.show_task(data.task)
        self._cards.show_plan(plan)
        self._details.show_plan(plan)
        self._labels.show_plan(data)
        self._augment.show_plan(data)
        problems = list(data.problems)
        problems += network_problems(plan)
        self._problems.show_problems(problems)

    def _show_split(self, _: bool) -> None:
        self.show_detail("split")

    @Slot()
    def _on_split_changed(self) -> None:
        """A badge while something is wrong with the split; the detail says what."""
        health = self._session.split.value
        check = health.check if health is not None else SplitCheck()
        self._split_badge.setVisible(bool(check.findings))
        icon, color = ICONS[check.severity]
        why = "\n".join(finding_words(finding) for finding in check.findings[:3])
        self._split_badge.set_badge(badge_words(check), icon, color, why)

    def _on_page_wanted(self, name: str) -> None:
        self._pages.open(name)

    @Slot(str)
    def _on_cards_opened(self, name: str) -> None:
        self._cards.set_open(self._details.toggle(name))

    @Slot()
    def _on_runs_training_changed(self, *_: object) -> None:
        runs = self._session.runs
        trains = runs.training is not None
        if trains:
            self._pages.setCurrentIndex(0)
        if trains and not self._trained:
            # What was chosen is done with; the curves come where it was.
            self._details.shut()
            self._area.verticalScrollBar().setValue(0)
        self._trained = trains
        self._run.show_state(runs.training, runs.ended)
        self._start.setVisible(not trains)
        self._later.setVisible(trains)
        plan = self._planner.plan
        self._augment.setVisible(not trains)
        self._labels.setVisible(not trains and plan is not None and self._labels.has_rows)

    @Slot()
    def _on_studio_closed(self) -> None:
        self._pages.setCurrentIndex(0)
        self._augment.button.setFocus()

    def _can_stop(self) -> bool:
        return self._session.runs.training is not None and not self._session.runs.training.is_stopping

    def _can_open_studio(self) -> bool:
        return self._session.runs.training is None and self._planner.plan is not None

    def _can_wait(self) -> bool:
        return self._session.runs.training is not None

    def _can_go_on(self) -> bool:
        return interrupted_run(self._session) is not None
