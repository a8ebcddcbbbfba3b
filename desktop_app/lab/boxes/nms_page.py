"""The page Suppression: the best box stays, what overlaps it too much goes, and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.boxes.box_canvas import BoxCanvas, ShownBox
from desktop_app.lab.boxes.nms_source import NmsSource, RealAnswers
from desktop_app.lab.boxes.rows import NumberTable
from desktop_app.lab.columns import beside, card
from desktop_app.lab.page import Example, LabPage
from desktop_app.lab.walk.transport import Transport
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, label_color
from desktop_app.look.widgets import LabelledSlider, PlainLabel
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import ReadPicture, read_small
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import AnnotationKind
from ml_engine.lab.iou import Corners
from ml_engine.lab.nms import COURSE_THRESHOLD, Suppression, suppress

PAPER = (24.0, 16.0)
SIDE_WIDTH, PICTURE_SIDE = 340, 900
COURSE_BOXES: tuple[Corners, ...] = (
    (2, 3, 10, 11), (3, 3, 11, 11), (2, 2, 9, 10), (2, 4, 11, 11), (5, 5, 13, 13), (14, 5, 21, 14), (15, 5, 22, 14),
    (13, 5, 20, 13), (10, 1, 15, 4),
)  # fmt: skip
COURSE_SCORES = (0.92, 0.85, 0.71, 0.48, 0.77, 0.88, 0.81, 0.55, 0.35)


@dataclass(frozen=True, slots=True)
class Answers:
    """boxes: xyxy.   path: of the picture they are in, None for squared paper; size: of it, in pixels.

    source: 'paper', 'imagined' or 'network': whose answers they are.
    """

    boxes: tuple[Corners, ...] = COURSE_BOXES
    scores: tuple[float, ...] = COURSE_SCORES
    path: Path | None = None
    size: tuple[int, int] = (0, 0)
    threshold: float = COURSE_THRESHOLD
    least: float = 0.0
    source: str = "paper"


class NmsPage(LabPage):
    """What is set is one Answers."""

    NAME = "nms"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Non-max suppression"),
            self.tr("A detector gives many boxes for one thing. The best stays, what overlaps it by more than the "
                    "threshold goes, and again. Step through it, then move the threshold."),
        )  # fmt: skip
        self._answers = Answers()
        self._found: Suppression = suppress((), ())
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self.canvas = BoxCanvas(look, "lab-nms-canvas", self.tr("Boxes of a detector"), *PAPER)
        self.steps = self.transport = Transport(look, "lab-nms-walk")
        self.source = NmsSource(session)
        self._threshold = LabelledSlider(self.tr("IoU threshold"), 0.0, 1.0, 2)
        self._threshold.slider.setObjectName("lab-nms-threshold")
        self._threshold.setToolTip(self.tr("A box goes when its IoU with a better one is above this."))
        self._least = LabelledSlider(self.tr("Least score"), 0.0, 1.0, 2)
        self._least.slider.setObjectName("lab-nms-least")
        self._least.setToolTip(self.tr("Boxes below this are not looked at."))
        self._step = PlainLabel("", role="strong", wrap=True)
        self._step.setObjectName("lab-nms-step")
        self._left = PlainLabel("", role="title")
        self._left.setObjectName("lab-nms-left")
        self.table = NumberTable(look, "lab-nms-table", self.tr("Boxes"), (
            self.tr("Box"), self.tr("Score"), self.tr("IoU"), self.tr("State")))  # fmt: skip
        self._lay_out()
        self.source.chosen.connect(self._on_source_chosen)
        self.source.answered.connect(self._on_source_answered)
        self.source.says.connect(self._on_source_says)
        self._threshold.value_changed.connect(self._on_sliders_changed)
        self._least.value_changed.connect(self._on_sliders_changed)
        self.steps.moved.connect(self._on_moved)
        kept = self.kept()
        self.show_answers(kept if isinstance(kept, Answers) else Answers())

    def examples(self) -> Sequence[Example]:
        show = self.show_answers
        return [
            Example("course", self.tr("Three things and a doubtful one, threshold 0.6"), partial(show, Answers())),
            Example("strict", self.tr("With threshold 0.3 a neighbour is lost"), partial(show, Answers(threshold=0.3))),
            Example("loose", self.tr("With threshold 0.9 doubles stay"),
                    partial(show, Answers(threshold=0.9))),
            Example("least", self.tr("Only what scores 0.5 or more"), partial(show, Answers(least=0.5))),
            Example("picture", self.tr("Imagined answers around the boxes of your picture"), self.show_picture),
            Example("network", self.tr("What your own detector thinks of before suppression"), self.ask_network),
        ]  # fmt: skip

    def show_picture(self) -> None:
        """Around each box of the current picture a few that a detector might give."""
        document = self.session.document
        boxes = [one.xyxy for one in document.annotations if one.kind is AnnotationKind.BOX] if document else []
        if document is None or not boxes:
            self.source.show_kind("imagined")
            self._step.setText(self.tr("The picture in Label has no boxes. Draw some, then come back."))
            return
        self._tokens.cancel_all()
        path = document.row.image.path
        done = partial(self._on_background_imagined, path, tuple(boxes))
        run, work = self.session.background.run, partial(read_small, path, PICTURE_SIDE)
        self._tokens.add(run(work, done, self._on_background_failed, urgent=True))

    def ask_network(self) -> None:
        """What the learner's own detector thinks of in the current picture."""
        self.source.ask()

    def show_answers(self, answers: Answers) -> None:
        """Boxes with their scores, from the first step."""
        if answers.path != self._answers.path:
            self._read(answers)
        self._answers = answers
        self.source.show_kind(answers.source)
        self._threshold.set_value(answers.threshold)
        self._least.set_value(answers.least)
        self._refresh()
        self.steps.show_step(self.steps.count - 1)
        self._show_step()

    def tell(self) -> None:
        self.put("nms_threshold", self._answers.threshold)
        self.put("nms_left", len(self._found.kept))
        self.put("nms_boxes", len(self._answers.boxes))
        self.put("nms_step", self.steps.index)
        self.put("nms_source", self._answers.source)

    def _lay_out(self) -> None:
        words = QWidget()
        words.setSizePolicy(self.canvas.sizePolicy())
        column = QVBoxLayout(words)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_M)
        for widget in (self.source, self._threshold, self._least, self._left, self._step):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        side = card(words)
        side.setFixedWidth(SIDE_WIDTH)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(card(self.canvas), 1)
        rows.addWidget(self.steps)
        self.body.addLayout(beside(left, side, stretches=(1, 0)), 1)

    def _read(self, answers: Answers) -> None:
        self._tokens.cancel_all()
        if answers.path is None:
            self.canvas.show_paper(*PAPER)
            return
        self.canvas.show_paper(*answers.size)
        work = partial(read_small, answers.path, PICTURE_SIDE)
        run = self.session.background.run
        self._tokens.add(run(work, self._on_background_picture, self._on_background_failed, urgent=True))

    def _refresh(self) -> None:
        answers = self._answers
        self.keep(answers)
        self._found = suppress(answers.boxes, answers.scores, answers.threshold, answers.least)
        self.steps.set_steps(len(self._found.steps) + 1)
        self._show_step()

    def _show_step(self) -> None:
        """After so many steps: the last one's best box is looked at."""
        answers, found = self._answers, self._found
        done = found.steps[: self.steps.index]
        kept = {step.kept for step in done}
        gone = {one.index for step in done for one in step.compared if one.removed} | set(found.too_low)
        last = done[-1] if done else None
        overlaps = {one.index: one.iou for one in last.compared} if last else {}
        locale = QLocale()
        self.canvas.show_boxes([
            ShownBox(
                box, locale.toString(score, "f", 2), label_color(2) if place in kept else label_color(3),
                faded=place in gone, strong=last is not None and place == last.kept,
            )
            for place, (box, score) in enumerate(zip(answers.boxes, answers.scores, strict=True))
        ])  # fmt: skip
        rows = []
        for place in sorted(range(len(answers.boxes)), key=lambda i: -answers.scores[i]):
            state = self._state(place, kept, gone)
            iou = locale.toString(overlaps[place], "f", 2) if place in overlaps else ""
            rows.append((str(place + 1), locale.toString(answers.scores[place], "f", 2), iou, state))
        self.table.show_rows(rows)
        self._left.setText(self.tr("%n box(es) stay", "", len(found.kept)))
        self._step.setText(
            self._words(last.kept if last else -1, [o.index for o in last.compared if o.removed] if last else [])
        )
        if self.isVisible():
            self.tell()

    def _state(self, place: int, kept: set[int], gone: set[int]) -> str:
        if place in kept:
            return self.tr("stays")
        if place in self._found.too_low:
            return self.tr("score too low")
        return self.tr("goes") if place in gone else self.tr("waits")

    def _words(self, kept: int, removed: list[int]) -> str:
        if kept < 0:
            return self.tr("All boxes wait. The best one comes first.")
        if not removed:
            return self.tr("Box {n} is the best that is left; none overlaps it too much.").format(n=kept + 1)
        names = ", ".join(str(place + 1) for place in removed)
        return self.tr("Box {n} is the best that is left; it removes {others}.").format(n=kept + 1, others=names)

    def _on_sliders_changed(self, _: float) -> None:
        threshold, least = self._threshold.value, self._least.value
        if (threshold, least) != (self._answers.threshold, self._answers.least):
            self._answers = replace(self._answers, threshold=threshold, least=least)
            self.session.facts.drop("lab.example")
            self._refresh()
            self.steps.show_step(self.steps.count - 1)
            self._show_step()

    def _on_moved(self, _: int) -> None:
        self._show_step()

    def _on_background_imagined(self, path: Path, boxes: tuple[Corners, ...], picture: ReadPicture) -> None:
        around, scores = imagined(boxes, (picture.width, picture.height))
        self.show_answers(Answers(around, scores, path, (picture.width, picture.height), source="imagined"))
        self.canvas.show_paper(picture.width, picture.height, picture.pixels)

    def _on_source_chosen(self, kind: str) -> None:
        self.session.facts.drop("lab.example")
        if kind == "imagined":
            self.show_picture()
        else:
            self.show_answers(Answers())

    def _on_source_answered(self, real: RealAnswers) -> None:
        """The detector's own thresholds at first: what stays is then its own answer."""
        path = Path(real.found.image)
        work = partial(read_small, path, PICTURE_SIDE)
        done = partial(self._on_background_real, real)
        self._tokens.cancel_all()
        self._tokens.add(self.session.background.run(work, done, self._on_background_failed, urgent=True))

    def _on_source_says(self, words: str) -> None:
        self._step.setText(words)

    def _on_background_real(self, real: RealAnswers, picture: ReadPicture) -> None:
        found, size = real.found, (picture.width, picture.height)
        boxes, scores = tuple(box.xyxy for box in real.boxes), tuple(round(box.score, 4) for box in real.boxes)
        self._answers = replace(self._answers, path=Path(found.image))  # it is read already
        self.show_answers(Answers(boxes, scores, Path(found.image), size, found.iou, found.score, "network"))
        self.canvas.show_paper(*size, picture.pixels)

    def _on_background_picture(self, picture: ReadPicture) -> None:
        self.canvas.show_paper(picture.width, picture.height, picture.pixels)

    def _on_background_failed(self, error: UserError) -> None:
        self._step.setText(f"{in_words(error.message)} {in_words(error.hint)}")


def imagined(boxes: Sequence[Corners], size: tuple[int, int]) -> tuple[tuple[Corners, ...], tuple[float, ...]]:
    """Each box and four near it, a better score for a better fit; always the same for the same boxes."""
    dice = np.random.default_rng(3)
    found: list[Corners] = []
    scores: list[float] = []
    for x0, y0, x1, y1 in boxes:
        wide, high = x1 - x0, y1 - y0
        for number in range(5):
            shift = dice.normal(0, 0.015 + 0.02 * number, 4) * (wide, high, wide, high)
            near = np.clip(np.array([x0, y0, x1, y1]) + shift, 0, [size[0], size[1], size[0], size[1]])
            if near[2] - near[0] > 1 and near[3] - near[1] > 1:
                found.append((float(near[0]), float(near[1]), float(near[2]), float(near[3])))
                scores.append(round(float(np.clip(0.95 - 0.13 * number + dice.normal(0, 0.03), 0.05, 0.99)), 2))
    return tuple(found), tuple(scores)
