"""Turn and shift: the picture is moved in front of the network, and its answer follows the hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.charts.chart import Chart
from desktop_app.insight.answer_bars import AnswerBars
from desktop_app.insight.map_files import MapFiles
from desktop_app.insight.network_place import place_of
from desktop_app.insight.networks import Network, surroundings
from desktop_app.insight.panels import asking_panel, found_card, lay_beside
from desktop_app.insight.still import Still
from desktop_app.insight.why.moved_picture import with_boxes
from desktop_app.insight.why.moves import FARTHEST, Setting, curve_words, now_words, place_on, place_words
from desktop_app.insight.why.moving import Moving
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M
from desktop_app.look.widgets import LabelledSlider, PlainLabel, QuietButton, ThinProgress
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.labelled_slider import line_up
from desktop_app.session.session import Session
from ml_engine.domain.events import LabelAnswer, Moved
from ml_engine.jobs.insight_specs import MOVE_AXES, MoveAxis, MoveJob

SETTING_PROPERTY = "inside_why_moves"  # on the session: places are rebuilt, what was set stays
SHOWN = 5
LINE = "followed"


class MovePart(QWidget):
    """moving: the questions.   setting: what the sliders say."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._look = session, look
        self._network: Network | None = None
        self._image: Path | None = None
        self._files = MapFiles(session, self)
        self.moving = Moving(session, self)
        kept = session.property(SETTING_PROPERTY)
        self.setting = kept if isinstance(kept, Setting) else Setting()
        self.sliders: dict[MoveAxis, LabelledSlider] = {}
        self.followed: Choice[str] = Choice("move-label", self.tr("The label that is followed"))
        self.followed.setMinimumWidth(0)
        self.axis: Choice[MoveAxis] = Choice("move-axis", self.tr("What the curve runs along"))
        self.axis.setMinimumWidth(0)
        self.back = QuietButton(self.tr("As it lies"), look, icon="rotate-ccw")
        self.back.setObjectName("move-back")
        self.back.setToolTip(self.tr("Turn and shift nothing"))
        self.save = QuietButton(self.tr("Save the moved picture…"), look, icon="image-down")
        self.save.setObjectName("move-save")
        self.verdict = PlainLabel("", role="strong", wrap=True)
        self.verdict.setObjectName("move-verdict")
        self.still = Still(look, "move-picture")
        self.still.setAccessibleName(self.tr("The picture as the network sees it"))
        self.bars = AnswerBars(look, "move-answers")
        self.chart = Chart(look, "", "", "%")
        self.chart.setObjectName("move-curve")
        self.story = PlainLabel("", role="dim", wrap=True)
        self.story.setObjectName("move-story")
        self._progress = ThinProgress()
        self._make_sliders()
        self._build()
        self._connect()

    def follow(self, network: Network, image: Path) -> None:
        """Move this picture in front of this network."""
        if (network, image) == (self._network, self._image):
            return
        self._network, self._image = network, image
        self._fill_followed(None)
        self.moving.clear()
        self._ask()

    def _make_sliders(self) -> None:
        words = {"turn": self.tr("Turn, °"), "across": self.tr("Right, %"), "down": self.tr("Down, %")}
        tips = {
            "turn": self.tr("Degrees clockwise, about the middle of the picture"),
            "across": self.tr("To the right, in percent of the network’s input; below 0 to the left"),
            "down": self.tr("Downwards, in percent of the network’s input; below 0 upwards"),
        }
        for axis in MOVE_AXES:
            slider = LabelledSlider(words[axis], -FARTHEST[axis], FARTHEST[axis], decimals=0)
            slider.slider.setObjectName(f"move-{axis}")
            slider.setToolTip(tips[axis])
            slider.set_value(getattr(self.setting, axis))
            self.sliders[axis] = slider
        along = {"turn": self.tr("Turning"), "across": self.tr("Left and right"), "down": self.tr("Up and down")}
        line_up(self.sliders.values())
        self.axis.set_choices([(axis, along[axis]) for axis in MOVE_AXES])
        self.axis.setToolTip(self.tr("The curve shows what the network would answer all along this line"))
        self.followed.setToolTip(self.tr("Whose probability the curve shows"))
        self.axis.show_value(self.setting.axis)

    def _build(self) -> None:
        about = self.tr(
            "You know a bird that is turned or stands further left. Does the network? Move a slider: it is asked again "
            "at once."
        )
        side = asking_panel(
            about, *self.sliders.values(), self.back,
            PlainLabel(self.tr("The label that is followed"), role="small"), self.followed,
            PlainLabel(self.tr("What the curve runs along"), role="small"), self.axis, self.save,
        )  # fmt: skip
        seen = PlainLabel(self.tr("What the network sees"), role="strong")
        says = PlainLabel(self.tr("What it answers"), role="strong")
        answered = QVBoxLayout()
        answered.setSpacing(SPACE_M)
        answered.addWidget(found_card(says, self.bars))
        answered.addWidget(found_card(self.chart, self.story, growing=self.chart), 1)
        found = QHBoxLayout()
        found.setSpacing(SPACE_M)
        found.addWidget(found_card(seen, self.still, growing=self.still), 2)
        found.addLayout(answered, 3)
        right = QVBoxLayout()
        right.setSpacing(SPACE_M)
        right.addWidget(self.verdict)
        right.addWidget(self._progress)
        right.addLayout(found, 1)
        lay_beside(self, side, right)

    def _connect(self) -> None:
        for slider in self.sliders.values():
            slider.value_changed.connect(self._on_slider_value_changed)
        self.axis.currentIndexChanged.connect(self._on_axis_changed)
        self.followed.currentIndexChanged.connect(self._on_followed_changed)
        self.back.clicked.connect(self._on_back_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.moving.changed.connect(self._show)
        self._show()

    def _ask(self) -> None:
        self._session.setProperty(SETTING_PROPERTY, self.setting)
        if self._network is None or self._image is None:
            return
        around = surroundings(self._session)
        job = MoveJob(
            str(self._image), place_of(self._network, around), (self.setting.move,), self.followed.value,
            true_labels=self._true_labels(), device=around.device, threads=around.threads,
        )  # fmt: skip
        self.moving.ask(job, self.setting.curve)

    def _true_labels(self) -> tuple[str, ...]:
        """What a person said that the picture shows."""
        document, labels = self._session.document, self._session.labels
        ids = [item.label_id for item in document.annotations] if document is not None else []
        return tuple(dict.fromkeys(labels.get(label_id).name for label_id in ids))

    def _show(self) -> None:
        moving, setting = self.moving, self.setting
        found = moving.found
        self._progress.set_fraction(moving.share if moving.share else None)
        self._progress.setVisible(moving.is_busy or (moving.share or 1.0) < 1.0)
        self.save.setEnabled(found is not None)
        self.back.setEnabled(bool(setting.turn or setting.across or setting.down))
        if found is None:
            self.still.set_image(None)
            self.bars.set_answers(())
            self.verdict.setText(moving.wrong or (self.tr("Asking the network…") if moving.is_busy else ""))
        else:
            self.still.set_image(with_boxes(found, self._look))
            self.bars.set_answers(_shown(found), found.label)
            self.verdict.setText(now_words(found))
            self._fill_followed(found)
            self._say_facts(found)
        self._show_curve(moving.curve)

    def _show_curve(self, points: list[Moved]) -> None:
        setting = self.setting
        label = points[0].label if points else ""
        titles = {
            "turn": self.tr("How sure of “{label}”, turned all round"),
            "across": self.tr("How sure of “{label}”, from left to right"),
            "down": self.tr("How sure of “{label}”, from top to bottom"),
        }
        self.chart.set_title(titles[setting.axis].format(label=label) if label else self.tr("The curve"))
        reach = FARTHEST[setting.axis]
        self.chart.set_ranges((-reach, reach), (0.0, 100.0))
        xs = [place_on(setting.axis, point) for point in points]
        self.chart.set_line(self.tr("probability"), xs, [100 * point.score for point in points], "accent")
        self.chart.mark(setting.place, place_words(setting.axis, setting.place))
        is_whole = self.moving.share == 1.0
        self.story.setText(curve_words(setting.axis, points) if is_whole else "")

    def _fill_followed(self, found: Moved | None) -> None:
        """The labels to choose from: the picture's own or the network's first answer, then all that were answered."""
        if found is None:
            self.followed.set_choices([("", self.tr("The picture’s own"))])
            return
        chosen = self.followed.value
        known = [self.followed.itemText(place) for place in range(1, self.followed.count())]
        names = [*known, *(one.label for one in found.answers if one.label not in known)]
        if names != known:
            own = self.tr("The picture’s own") if self._true_labels() else self.tr("Its answer as it lies")
            self.followed.set_choices([("", own), *((name, name) for name in names)])
            self.followed.show_value(chosen)

    def _say_facts(self, found: Moved) -> None:
        facts = self._session.facts
        facts.put("inside.move.degrees", found.degrees)
        facts.put("inside.move.across", found.across)
        facts.put("inside.move.down", found.down)
        facts.put("inside.move.label", found.label)
        facts.put("inside.move.score", found.score)
        facts.put("inside.move.answer", found.answers[0].label if found.answers else "")

    def _on_slider_value_changed(self, _: float) -> None:
        values: dict[MoveAxis, float] = {axis: slider.value for axis, slider in self.sliders.items()}
        moved = [axis for axis in MOVE_AXES if values[axis] != getattr(self.setting, axis)]
        if not moved:
            return
        # The curve runs along what the hand moves.
        self.setting = Setting(values["turn"], values["across"], values["down"], moved[0])
        self.axis.show_value(moved[0])
        self._ask()

    def _on_axis_changed(self, _: int) -> None:
        self.setting = replace(self.setting, axis=self.axis.value)
        self._ask()

    def _on_followed_changed(self, _: int) -> None:
        self._ask()

    def _on_back_clicked(self) -> None:
        axis = self.setting.axis
        for slider in self.sliders.values():
            slider.set_value(0)
        self.setting = Setting(axis=axis)
        self.axis.show_value(axis)
        self._ask()

    def _on_save_clicked(self) -> None:
        found = self.moving.found
        if found is not None:
            self._files.save(with_boxes(found, self._look), f"{Path(found.image).stem} moved")


def _shown(found: Moved) -> list[LabelAnswer]:
    """The surest, and the followed one if it is not among them."""
    rows = list(found.answers[:SHOWN])
    if found.label not in {one.label for one in rows}:
        rows = [*rows[: SHOWN - 1], LabelAnswer(found.label, found.score)]
    return rows
