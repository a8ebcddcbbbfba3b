"""The nudge: how little has to change, unseen, until the network answers something else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.insight.answer_bars import AnswerBars, percent
from desktop_app.insight.asking import Asking
from desktop_app.insight.map_files import MapFiles
from desktop_app.insight.networks import Network, surroundings
from desktop_app.insight.panels import asking_panel, found_card, lay_beside
from desktop_app.insight.still import Still
from desktop_app.insight.why.choices import nudge_job
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M
from desktop_app.look.widgets import LabelledSlider, PlainLabel, QuietButton, ThinProgress
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.read_picture import to_qimage
from desktop_app.session.session import Session
from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.events import AnswerBox, LabelAnswer, Nudged
from ml_engine.images.heat_picture import difference_picture

REST_MS = 250
LEAST, MOST, USUAL = 0.5, 16.0, 2.0
MANY_STEPS = 10
SHOWN = 3


class NudgePart(QWidget):
    """asking: the question."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._network: Network | None = None
        self._image: Path | None = None
        self._files = MapFiles(session, self)
        self.asking = Asking(session, self)
        self.strength = LabelledSlider(self.tr("Strength"), LEAST, MOST, decimals=1)
        self.strength.setObjectName("nudge-strength")
        self.strength.setToolTip(self.tr("By how many of 255 grey levels a number of the picture may change at most"))
        self.strength.set_value(USUAL)
        self.steps: Choice[int] = Choice("nudge-steps", self.tr("How the change is found"))
        self.steps.set_choices([(1, self.tr("In one step")), (MANY_STEPS, self.tr("In ten small steps"))])
        self.steps.setToolTip(
            self.tr("One step follows the slope once (FGSM). Ten small ones look again each time and fool more easily.")
        )
        self.towards: Choice[str] = Choice("nudge-towards", self.tr("What it shall answer instead"))
        self.towards.set_choices([("", self.tr("Anything else"))])
        for choice in (self.steps, self.towards):
            choice.setMinimumWidth(0)
        self.save = QuietButton(self.tr("Save the changed picture…"), look, icon="image-down")
        self.save.setObjectName("nudge-save")
        self.verdict = PlainLabel("", role="strong", wrap=True)
        self.verdict.setObjectName("nudge-verdict")
        self._progress = ThinProgress()
        names = ("nudge-before", "nudge-after", "nudge-change")
        self._stills = [Still(look, name) for name in names]
        self._bars = [AnswerBars(look, f"{name}-answers") for name in names[:2]]
        self._change_says = PlainLabel("", role="dim", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._build()
        self._connect()

    def follow(self, network: Network, image: Path) -> None:
        """Nudge this picture for this network."""
        if (network, image) == (self._network, self._image):
            return
        if network != self._network:
            self.towards.set_choices([("", self.tr("Anything else"))])
        self._network, self._image = network, image
        self.asking.clear()
        self._soon.start()

    def _build(self) -> None:
        about = self.tr(
            "Every number of the picture is changed a little, in the direction that confuses the network most. You see "
            "no difference; the network may."
        )
        side = asking_panel(
            about, self.strength, PlainLabel(self.tr("How the change is found"), role="small"), self.steps,
            PlainLabel(self.tr("What it shall answer instead"), role="small"), self.towards, self.save,
        )  # fmt: skip
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_M)
        titles = (self.tr("Before"), self.tr("After"), self.tr("The change, made visible"))
        belows: tuple[QWidget, ...] = (*self._bars, self._change_says)
        for title, still, below in zip(titles, self._stills, belows, strict=True):
            top = Qt.AlignmentFlag.AlignTop
            cards.addWidget(found_card(PlainLabel(title, role="strong"), still, below, growing=still, last=top), 1)
        right = QVBoxLayout()
        right.setSpacing(SPACE_M)
        right.addWidget(self.verdict)
        right.addWidget(self._progress)
        right.addLayout(cards, 1)
        lay_beside(self, side, right)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._ask)
        self.asking.changed.connect(self._show)
        self.strength.value_changed.connect(self._soon.start)
        self.steps.currentIndexChanged.connect(self._soon.start)
        self.towards.currentIndexChanged.connect(self._soon.start)
        self.save.clicked.connect(self._on_save_clicked)
        self._show()

    def _ask(self) -> None:
        if self._network is None or self._image is None:
            return
        job = nudge_job(
            self._network, surroundings(self._session), str(self._image), self.strength.value, self.steps.value,
            self.towards.value,
        )  # fmt: skip
        self.asking.start(job, keep=True)

    def _show(self) -> None:
        asking = self.asking
        found = asking.found if isinstance(asking.found, Nudged) else None
        self._progress.setVisible(asking.is_busy)
        self._progress.set_fraction(asking.fraction)
        self.save.setEnabled(found is not None)
        if found is None:
            for still in self._stills:
                still.set_image(None)
            for bars in self._bars:
                bars.set_answers(())
            self._change_says.setText("")
            self.verdict.setText(self._waiting(asking))
            return
        before, after = unpack_array(found.pixels), unpack_array(found.changed)
        for still, pixels in zip(self._stills, (before, after, difference_picture(before, after)), strict=True):
            still.set_image(to_qimage(pixels))
        self._bars[0].set_answers(_rows(found.before, found.boxes_before))
        self._bars[1].set_answers(_rows(found.after, found.boxes_after))
        self._change_says.setText(
            self.tr("Grey is no change; black and white are {strength} grey levels less or more.").format(
                strength=QLocale().toString(found.strength, "f", 1)
            )
        )
        self.verdict.setText(verdict_words(found))
        if not asking.is_busy:
            self._fill_towards(found)
            self._say_facts(found)

    def _waiting(self, asking: Asking) -> str:
        if asking.failure is not None:
            return asking.failure_words
        return self.tr("Changing the picture…") if asking.is_busy else ""

    def _fill_towards(self, found: Nudged) -> None:
        if self.towards.count() > 1 or found.boxes_before:
            return
        others = [(one.label, one.label) for one in found.before if one.label != found.label]
        self.towards.set_choices([("", self.tr("Anything else")), *others])

    def _say_facts(self, found: Nudged) -> None:
        facts = self._session.facts
        facts.put("inside.nudge.strength", found.strength)
        facts.put("inside.nudge.fooled", found.fooled)
        facts.put("inside.nudge.answer", found.after[0].label if found.after else "")

    def _on_save_clicked(self) -> None:
        found = self.asking.found
        if isinstance(found, Nudged):
            image: QImage = to_qimage(unpack_array(found.changed))
            self._files.save(image, f"{Path(found.image).stem} nudged")


def verdict_words(found: Nudged) -> str:
    """What came of it, in a sentence."""
    tr = QCoreApplication.translate
    strength = QLocale().toString(found.strength, "f", 1)
    if found.boxes_before or found.boxes_after:
        text = tr(
            "NudgePart", "Changed by at most {strength} of 255 grey levels: {before} found before, {after} after."
        )
        return text.format(strength=strength, before=len(found.boxes_before), after=len(found.boxes_after))
    if not found.after:
        return ""
    best = found.after[0]
    if found.fooled:
        text = tr("NudgePart", "Changed by at most {strength} of 255 grey levels: now it is “{label}” ({score}).")
    else:
        text = tr(
            "NudgePart",
            "Changed by at most {strength} of 255 grey levels: still “{label}” ({score}). Make it stronger, or take "
            "ten steps.",
        )
    return text.format(strength=strength, label=best.label, score=percent(best.score))


def _rows(answers: tuple[LabelAnswer, ...], boxes: tuple[AnswerBox, ...]) -> list[LabelAnswer]:
    if boxes:
        return [LabelAnswer(box.label, box.score) for box in boxes[:SHOWN]]
    return list(answers[:SHOWN])
