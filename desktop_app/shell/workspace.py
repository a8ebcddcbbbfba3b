"""Everything around one open project. It can be thrown away and made again (another language) while work goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.lessons.panel import FIRST as LESSON_FIRST
from desktop_app.lessons.panel import LessonPanel
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.widgets import MessageBar
from desktop_app.look.widgets.segmented import chosen_one
from desktop_app.project.query import ImageFilter
from desktop_app.session.action_keys import FIND, TRAIN, UNDO, WHAT_IS_THIS, ActionKeys
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session
from desktop_app.shell.action_registry import ActionRegistry
from desktop_app.shell.command_palette import CommandPalette
from desktop_app.shell.label_place import LabelPlace
from desktop_app.shell.rail import PlaceName, Rail
from desktop_app.shell.session_messages import SessionMessages
from desktop_app.shell.status_bar import StatusBar
from desktop_app.shell.top_bar import TopBar
from desktop_app.shell.training_messages import TrainingMessages
from desktop_app.shell.what_is_this import WhatIsThis
from ml_engine.domain.values import ImageStatus

PlaceFactory = Callable[[Session, Look], QWidget]
MAKE_AHEAD_AFTER_MS = 2_000
LESSON_WIDTH = "window/lesson-width"
FOOT = ("lab", "lessons")  # places at the foot of the rail


@runtime_checkable
class Trains(Protocol):
    """The place that starts trainings."""

    def train(self) -> None:
        """Start as soon as what is needed is known; while a training runs: nothing."""


@runtime_checkable
class ShowsDetails(Protocol):
    """A place with parts that others may ask for."""

    def show_detail(self, detail: str) -> None:
        """Show a part of it."""


class Workspace(QWidget):
    """Rail, top bar, places, message bar and status bar of a session.

    places: makers of the other places, by id; each is made when it is first shown.
    Signals: relink_wanted(str): a folder of pictures is not where it was.
    """

    relink_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        look: Look,
        geometry: QSettings,
        places: dict[str, PlaceFactory],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self.session = session
        self._look = look
        self._factories = places
        self._made: dict[str, QWidget] = {}
        self.actions_registry = ActionRegistry(session.settings, look, self)
        self.palette_box = CommandPalette(session, look, self.actions_registry)
        self.top_bar = TopBar(session, look, self.palette_box)
        self.rail = Rail(self._place_names(), session.settings, look)
        self.messages = MessageBar(look)
        self.messages.setProperty("flush", True)  # it lies against the bars around it
        self.status = StatusBar(session, look)
        self.label_place = LabelPlace(session, look, geometry)
        self._stack = QStackedWidget(self)
        self.lesson = LessonPanel(session, look, self)
        self._beside = QSplitter(Qt.Orientation.Horizontal, self)
        self._geometry = geometry
        self.what_is_this = WhatIsThis(session, look, self, (self.top_bar.what_is_this,))
        self._lay_out()
        self._made["label"] = self.label_place
        self._stack.addWidget(self.label_place)
        self._words = SessionMessages(session, self)
        self._training_words = TrainingMessages(session, self)
        # The place that most go to next is made before anybody waits for it.
        self._ahead = QTimer(self, singleShot=True, interval=MAKE_AHEAD_AFTER_MS)
        self._ahead.timeout.connect(self._on_ahead_timeout)
        self._ahead.start()
        self._connect()

    @property
    def place(self) -> str:
        """The id of the place that is shown."""
        current = self._stack.currentWidget()
        return next(place_id for place_id, widget in self._made.items() if widget is current)

    def show_place(self, place_id: str, detail: str = "") -> None:
        """Go to a place. detail: what of it, for places that know such (`show_detail`)."""
        if place_id not in self._made and place_id not in self._factories:
            return
        self.make_place(place_id)
        self._stack.setCurrentWidget(self._made[place_id])
        self.rail.show_place(place_id)
        self.top_bar.train.setVisible(place_id != "train")  # that place has its own
        place = self._made[place_id]
        if detail and isinstance(place, ShowsDetails):
            place.show_detail(detail)
        self.session.settings.change(place=place_id)
        self.session.facts.put("window.place", place_id)
        focused = self.window().focusWidget()
        if place_id == "label":
            self.label_place.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not (detail and focused is not None and place.isAncestorOf(focused)):
            _focus_into(self._made[place_id], Qt.FocusReason.OtherFocusReason)

    def make_place(self, place_id: str) -> QWidget:
        """The place, made if it is not there yet."""
        if place_id not in self._made:
            widget = self._factories[place_id](self.session, self._look)
            self._made[place_id] = widget
            self._stack.addWidget(widget)
            self._bind(widget)
        return self._made[place_id]

    def bind_window_actions(self, specs: list[ActionSpec]) -> None:
        """Actions of the window itself, and those of all places: to be called once the workspace is in its window."""
        self.actions_registry.bind([*specs, *self._own_actions(), *self.label_place.dock_actions()], self)
        for panel, actions in self.label_place.actions_by_panel():
            self.actions_registry.bind(actions, panel)
        self._bind(self.lesson)
        for place_id, widget in self._made.items():
            if place_id != "label":
                self._bind(widget)

    def say_notices(self) -> None:
        """What the project has to say when it opens."""
        self._words.say_notices()

    def release(self) -> None:
        """It goes: nothing of it may listen or ring any more."""
        self.what_is_this.release()
        self.lesson.release()

    def remember(self) -> None:
        """Keep where panels are."""
        self.label_place.remember()
        if self.lesson.isVisible():
            self._geometry.setValue(LESSON_WIDTH, self.lesson.width())

    def _bind(self, place: QWidget) -> None:
        self.actions_registry.bind(specs_of(place), place)

    def _place_names(self) -> tuple[PlaceName, ...]:
        names = (
            ("label", self.tr("Label"), "square-dashed"),
            ("train", self.tr("Train"), "brain-circuit"),
            ("results", self.tr("Results"), "chart-line"),
            ("inside", self.tr("Inside"), "microscope"),
            ("export", self.tr("Export"), "package"),
            ("lab", self.tr("Lab"), "flask-conical"),
            ("lessons", self.tr("Lessons"), "graduation-cap"),
        )
        return tuple(
            PlaceName(place_id, title, icon, ActionKeys(f"go-{place_id}", (f"Ctrl+{number}",)), place_id in FOOT)
            for number, (place_id, title, icon) in enumerate(names, start=1)
        )

    def _own_actions(self) -> list[ActionSpec]:
        session = self.session
        history = session.history
        go = [
            ActionSpec(
                place.keys.id,
                self.tr("Go to {place}").format(place=place.title),
                partial(self.show_place, place.id),
                place.keys.keys,
                place.icon,
            )
            for place in self._place_names()
        ]
        return [
            *go,
            ActionSpec("undo", self.tr("Undo"), session.undo, UNDO.keys, "undo-2", lambda: history.can_undo),
            ActionSpec(
                "redo", self.tr("Redo"), session.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", lambda: history.can_redo
            ),
            ActionSpec("train", self.tr("Train"), self.train, TRAIN.keys, "play"),
            ActionSpec("find", self.tr("Find pictures or actions"), self.palette_box.open, FIND.keys, "search"),
            ActionSpec(
                "what-is-this",
                self.tr("What is this?"),
                self.what_is_this.toggle,
                WHAT_IS_THIS.keys,
                "circle-question-mark",
            ),
            ActionSpec("next-panel", self.tr("Next panel"), self.next_panel, ("F6",)),
            ActionSpec(
                "propose-all",
                self.tr("Propose on all pictures to do"),
                self.propose_all,
                ("Ctrl+Shift+P",),
                "sparkles",
                self._can_propose,
            ),
        ]

    def train(self) -> None:
        """F5: the Train place, and its training starts with what is set there; while one runs, it is shown."""
        self.show_place("train")
        place = self._made["train"]
        if isinstance(place, Trains):
            place.train()

    def propose_all(self) -> None:
        """Ask the chosen run for every picture that is still to do."""
        session = self.session
        if not session.runs.chosen:
            session.say(
                Message(
                    "info",
                    self.tr("There is no trained run yet."),
                    self.tr("Train first; then it can propose boxes for the rest."),
                    self.tr("Train"),
                    self.train,
                )
            )
            return
        session.background.run(partial(_to_do, session), session.proposing.propose)

    def next_panel(self) -> None:
        """F6: from panel to panel; elsewhere from bar to place."""
        panels = list(self.label_place.panels()) if self.place == "label" else [self._made[self.place]]
        panels += [self.lesson, self.rail]
        focused = self.window().focusWidget()
        inside = [
            panel for panel in panels if focused is not None and (panel is focused or panel.isAncestorOf(focused))
        ]
        start = panels.index(inside[0]) + 1 if inside else 0
        for panel in panels[start:] + panels[:start]:
            if panel.isVisible() and _focus_into(panel):
                return

    def _can_propose(self) -> bool:
        return self.session.proposing.progress is None and not self.session.read_only

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.messages)
        self._beside.setObjectName("beside-lesson")
        self._beside.setChildrenCollapsible(False)
        self._beside.setHandleWidth(1)
        self._beside.addWidget(self._stack)
        self._beside.addWidget(self.lesson)
        self._beside.setStretchFactor(0, 1)
        self._beside.setStretchFactor(1, 0)
        kept = self._geometry.value(LESSON_WIDTH, LESSON_FIRST, int)
        self._beside.setSizes([10_000, kept if isinstance(kept, int) else LESSON_FIRST])
        middle.addWidget(self._beside, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addLayout(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addLayout(body, 1)
        layout.addWidget(self.status)

    def _connect(self) -> None:
        session, canvas = self.session, self.label_place.canvas
        session.said.connect(self.messages.show_message)
        session.place_wanted.connect(self.show_place)
        self.rail.chosen.connect(self.show_place)
        self._words.relink_wanted.connect(self.relink_wanted)
        self.top_bar.train_wanted.connect(self.train)
        self.top_bar.what_is_this.clicked.connect(self.what_is_this.set_mode)
        self.what_is_this.mode_changed.connect(self.top_bar.what_is_this.setChecked)
        self.top_bar.job_wanted.connect(self._on_top_bar_job_wanted)
        canvas.zoom_changed.connect(self.status.show_zoom)
        canvas.pointer_moved.connect(self.status.show_pointer)

    def _on_ahead_timeout(self) -> None:
        self.make_place("train")

    def _on_top_bar_job_wanted(self) -> None:
        self.show_place("train" if self.session.runs.training is not None else "label")


def _to_do(session: Session, _: object) -> list[int]:
    return session.query.image_ids(ImageFilter(status=ImageStatus.NEW))


def specs_of(place: QWidget) -> list[ActionSpec]:
    """What can be done in a place: it says so in `actions`, where a plain widget has a list of QActions."""
    listed: list[object] = list(place.actions())
    return [spec for spec in listed if isinstance(spec, ActionSpec)]


def _focus_into(panel: QWidget, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> bool:
    """Give the focus to a panel, or to the first thing in it that takes it."""
    if panel.focusPolicy() & Qt.FocusPolicy.TabFocus:
        panel.setFocus(reason)
        return True
    for child in panel.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(panel) and child.isEnabled():
            chosen_one(child).setFocus(reason)
            return True
    return False
