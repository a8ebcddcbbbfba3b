"""The page IoU: two boxes that one drags, and the fraction that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.boxes.box_canvas import BoxCanvas, ShownBox
from desktop_app.lab.boxes.two_boxes import PAPER, NamedBox, TwoBoxes, boxes_on, named_boxes
from desktop_app.lab.columns import beside, card
from desktop_app.lab.controls import Chips
from desktop_app.lab.grid.content import local
from desktop_app.lab.page import Example, LabPage
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, label_color
from desktop_app.look.widgets import PlainLabel, ThinProgress
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import ReadPicture, read_small
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.lab.iou import Corners, box_overlap
from ml_engine.lab.matrices import number_text

SIDE_WIDTH, PICTURE_SIDE = 300, 1200


class IouPage(LabPage):
    """What is set is TwoBoxes: on squared paper, or on the picture that is chosen in Label."""

    NAME = "iou"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Overlap (IoU)"),
            self.tr("How well two boxes agree: what they share, divided by what they cover together. Drag a box or "
                    "its corners; 1 and 2 choose a box, the arrows move it, with Shift they resize it."),
        )  # fmt: skip
        self._two = TwoBoxes()
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._ground = Chips(
            "lab-iou-ground", [("paper", self.tr("Squared paper")), ("picture", self.tr("Your picture"))]
        )
        self._ground.set_tip("paper", self.tr("Small whole numbers, to do the sum by hand."))
        self._ground.set_tip(
            "picture",
            self.tr("The picture that is chosen in Label, with your own box and what a run suggests, where there are."),
        )
        self._problem = PlainLabel("", role="bad", wrap=True)
        self._problem.setObjectName("lab-iou-problem")
        self.canvas = BoxCanvas(look, "lab-iou-canvas", self.tr("Two boxes"), *PAPER, can_move=True)
        self._value = PlainLabel("", role="title")
        self._value.setObjectName("lab-iou-value")
        self._bar = ThinProgress()
        self._bar.setObjectName("lab-iou-bar")
        self._lines = {name: PlainLabel("", wrap=True) for name in ("a", "b", "shared", "union", "fraction", "words")}
        for name, label in self._lines.items():
            label.setObjectName(f"lab-iou-{name}")
        self._lay_out()
        self.canvas.moved.connect(self._on_canvas_moved)
        self._ground.chosen.connect(self._on_ground_chosen)
        kept = self.kept()
        self.show_two(kept if isinstance(kept, TwoBoxes) else TwoBoxes())

    def examples(self) -> Sequence[Example]:
        show = self.show_boxes
        return [
            Example("quarter", self.tr("10 × 10 and 10 × 10, shifted by 5: 25/175"),
                    partial(show, ((2, 1, 12, 11), (7, 6, 17, 16)))),
            Example("same", self.tr("The same box twice: 1"), partial(show, ((4, 3, 14, 11), (4, 3, 14, 11)))),
            Example("apart", self.tr("Side by side: 0"), partial(show, ((1, 3, 9, 11), (12, 3, 20, 11)))),
            Example("inside", self.tr("One inside the other: 1/4"), partial(show, ((2, 2, 18, 14), (2, 2, 10, 8)))),
            Example("half", self.tr("Just enough for AP50: 1/2"), partial(show, ((2, 3, 14, 11), (6, 3, 18, 11)))),
            Example("picture", self.tr("On your picture"), self.show_picture),
        ]  # fmt: skip

    def show_boxes(self, boxes: tuple[Corners, Corners]) -> None:
        """Two boxes on squared paper, xyxy."""
        self.show_two(TwoBoxes(boxes))

    def show_picture(self) -> None:
        """The current picture, with two boxes to begin with; without one, a sentence that says what to do."""
        document = self.session.document
        self._ground.show_value("picture")
        if document is None:
            self._problem.setText(self.tr("Choose a picture in Label first."))
            return
        self._tokens.cancel_all()
        names: dict[object, str] = {label.id: label.name for label in self.session.labels.all}
        done = partial(self._on_background_picture, document.row.image.path, *named_boxes(document, names))
        work = partial(read_small, document.row.image.path, PICTURE_SIDE)
        run = self.session.background.run
        self._tokens.add(run(work, done, self._on_background_failed, urgent=True))

    def show_two(self, two: TwoBoxes) -> None:
        """Boxes with what they are on."""
        if two.path != self._two.path or two.size != self._two.size:
            self.canvas.show_paper(*two.size)
            if two.path is not None:
                self._read(two.path)
        self._problem.setText("")
        self._ground.show_value("paper" if two.path is None else "picture")
        self._two = two
        self.keep(two)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Another picture may have been chosen in Label meanwhile."""
        super().showEvent(event)
        document = self.session.document
        if document is not None and self._two.path not in (None, document.row.image.path):
            self.show_picture()

    def _show(self) -> None:
        boxes = self._two.boxes
        steps = box_overlap(*boxes)
        names = tuple(self._name(place) for place in (0, 1))
        colors = (label_color(3), label_color(1))
        self.canvas.show_boxes(
            [ShownBox(box, name, color) for box, name, color in zip(boxes, names, colors, strict=True)], steps.overlap
        )
        number = number_text
        self._value.setText(self.tr("IoU = {value}").format(value=QLocale().toString(steps.iou, "f", 3)))
        self._bar.set_fraction(steps.iou)
        self._lines["a"].setText(self.tr("{name}: {sides}").format(name=names[0], sides=_sides(boxes[0])))
        self._lines["b"].setText(self.tr("{name}: {sides}").format(name=names[1], sides=_sides(boxes[1])))
        self._lines["shared"].setText(self.tr("Shared (intersection): {n}").format(n=number(steps.intersection)))
        areas = f"{number(steps.area_a)} + {number(steps.area_b)} − {number(steps.intersection)}"
        self._lines["union"].setText(self.tr("Together (union): {sum}").format(sum=f"{areas} = {number(steps.union)}"))
        fraction = f"{number(steps.intersection)}/{number(steps.union)} = {round(steps.iou, 4):g}"
        self._lines["fraction"].setText(local(fraction))
        self._lines["words"].setText(self._judgement(steps.iou))
        if self.isVisible():
            self.tell()

    def tell(self) -> None:
        self.put("iou", round(box_overlap(*self._two.boxes).iou, 4))
        self.put("iou_ground", "paper" if self._two.path is None else "picture")

    def _name(self, place: int) -> str:
        """'Box 1', 'Box 1, yours: fox', 'Box 2, proposed: fox'."""
        box = self.tr("Box {n}").format(n=place + 1)
        label = self._two.labels[place]
        match self._two.origins[place]:
            case "own":
                return self.tr("{box}, yours: {label}").format(box=box, label=label)
            case "proposal":
                return self.tr("{box}, proposed: {label}").format(box=box, label=label)
            case _:
                return box

    def _judgement(self, iou: float) -> str:
        if iou >= 0.75:
            return self.tr("A close fit: AP50 and AP75 both count it as found.")
        if iou >= 0.5:
            return self.tr("AP50 counts it as found, AP75 does not.")
        if iou:
            return self.tr("Below 0.5: as an answer it would count as wrong, and the object as missed.")
        return self.tr("They share nothing.")

    def _lay_out(self) -> None:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        for widget in (self._ground, self._problem, self._value, self._bar):
            column.addWidget(widget)
        column.addSpacing(SPACE_L)
        for name in ("a", "b", "shared", "union", "fraction"):
            column.addWidget(self._lines[name])
        column.addSpacing(SPACE_L)
        column.addWidget(self._lines["words"])
        column.addStretch(1)
        side = card(words)
        side.setFixedWidth(SIDE_WIDTH)
        self.body.addLayout(beside(card(self.canvas), side, stretches=(1, 0)), 1)

    def _on_canvas_moved(self, place: int, box: Corners) -> None:
        first, second = self._two.boxes
        self.session.facts.drop("lab.example")
        self.show_two(replace(self._two, boxes=(box, second) if place == 0 else (first, box)))

    def _on_ground_chosen(self, ground: str) -> None:
        self.session.facts.drop("lab.example")
        if ground == "picture":
            self.show_picture()
        else:
            self.show_two(TwoBoxes())

    def _read(self, path: Path) -> None:
        self._tokens.cancel_all()
        work, run = partial(read_small, path, PICTURE_SIDE), self.session.background.run
        self._tokens.add(run(work, self._on_background_read, self._on_background_failed, urgent=True))

    def _on_background_picture(
        self, path: Path, own: list[NamedBox], proposed: list[NamedBox], picture: ReadPicture
    ) -> None:
        # Shown first: then there is no need to read it again.
        size = (float(picture.width), float(picture.height))
        self._two = replace(self._two, path=path, size=size)
        self.canvas.show_paper(*size, picture.pixels)
        self.show_two(boxes_on(path, size, own, proposed))

    def _on_background_read(self, picture: ReadPicture) -> None:
        self.canvas.show_paper(picture.width, picture.height, picture.pixels)

    def _on_background_failed(self, error: UserError) -> None:
        self._problem.setText(f"{in_words(error.message)} {in_words(error.hint)}")


def _sides(box: Corners) -> str:
    wide, high = box[2] - box[0], box[3] - box[1]
    return f"{number_text(wide)} · {number_text(high)} = {number_text(wide * high)}"
