"""Where the boxes come from that are suppressed: the course, imagined answers, or the learner's own detector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.controls import Chips
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import PlainLabel
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.following import OneJob
from desktop_app.session.run_uses import has_model
from desktop_app.session.run_words import backbone_title, run_name
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.events import AnswerBox, Candidates, Event, JobFailed
from ml_engine.jobs.insight_specs import CandidatesJob, NetworkPlace

LEAST, MOST = 0.05, 60


@dataclass(frozen=True, slots=True)
class RealAnswers:
    """A detector's boxes of one label. found: with all labels and its own thresholds."""

    boxes: tuple[AnswerBox, ...]
    found: Candidates
    label: str


class NmsSource(QWidget):
    """Signals: chosen(str): 'paper' or 'imagined' by a person.   answered(RealAnswers).   says(str): why not, or ''."""

    chosen = Signal(str)
    answered = Signal(object)
    says = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job = OneJob(session.engine)
        self.destroyed.connect(self._job.let_go)
        self._found: Candidates | None = None
        self.kind = Chips(
            "lab-nms-source",
            [
                ("paper", self.tr("Paper")),
                ("imagined", self.tr("Imagined")),
                ("network", self.tr("Your network")),
            ],
        )
        self.kind.set_tip("paper", self.tr("The course's example: small whole numbers."))
        self.kind.set_tip("imagined", self.tr("A few boxes around each that you drew in the picture of Label."))
        self.kind.set_tip("network", self.tr("What a detector that you trained thinks of before suppression."))
        self.run: Choice[str] = Choice("lab-nms-run", self.tr("The run that is asked"))
        self.label: Choice[str] = Choice("lab-nms-label", self.tr("The label whose boxes compete"))
        for choice in (self.run, self.label):
            choice.setMinimumWidth(0)
        self._which = QWidget()
        row = QHBoxLayout(self._which)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for choice in (self.run, self.label):
            row.addWidget(choice, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(PlainLabel(self.tr("Boxes"), role="strong"))
        column.addWidget(self.kind)
        column.addWidget(self._which)
        self.show_kind("paper")
        self.kind.chosen.connect(self._on_kind_chosen)
        self.run.currentIndexChanged.connect(self._on_run_changed)
        self.label.currentIndexChanged.connect(self._on_label_changed)
        session.runs.changed.connect(self._fill_runs)
        self._fill_runs()

    def show_kind(self, kind: str) -> None:
        """Show this one as chosen; no signal."""
        self.kind.show_value(kind)
        # Its own width is there before it is seen: the column beside it does not jump.
        self._which.setVisible(kind == "network")
        if kind != "network":
            self._job.let_go()

    def ask(self) -> None:
        """Ask the chosen run about the picture of Label; `answered` or `says` tells what came of it."""
        self.show_kind("network")
        session, document = self._session, self._session.document
        if not self.run.count():
            self.says.emit(self.tr("There is no trained detector yet. Train one, or take imagined answers."))
            return
        if document is None:
            self.says.emit(self.tr("Choose a picture in Label first."))
            return
        settings = session.settings.value
        folders = weights_dirs(session.project.folder, settings)
        place = NetworkPlace(str(session.runs.folder(self.run.value)), weights_dirs=folders)
        image = str(document.row.image.path)
        self._found = None
        self.says.emit(self.tr("Asking the network…"))
        job = CandidatesJob(image, place, LEAST, MOST, settings.device, settings.threads)
        self._job.start(job, self._on_event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Another picture may have been chosen in Label meanwhile."""
        super().showEvent(event)
        document = self._session.document
        if self._found is not None and document is not None and Path(self._found.image) != document.row.image.path:
            self.ask()

    def _fill_runs(self) -> None:
        runs = self._session.runs
        kept = self.run.value if self.run.count() else ""
        choices = [
            (row.name, f"{run_name(runs.number(row.name))} · {backbone_title(row.backbone)}")
            for row in runs.rows
            if row.task == "detect" and has_model(row)
        ]
        self.run.set_choices(choices)
        if kept in dict(choices):
            self.run.show_value(kept)

    def _answer(self) -> None:
        found = self._found
        if found is not None and self.label.count():
            label = self.label.value
            own = tuple(box for box in found.boxes if box.label == label)
            self.says.emit("")
            self.answered.emit(RealAnswers(own, found, label))

    def _on_kind_chosen(self, kind: str) -> None:
        if kind == "network":
            self.ask()
        else:
            self.show_kind(kind)
            self.chosen.emit(kind)

    def _on_run_changed(self, _: int) -> None:
        self.ask()

    def _on_label_changed(self, _: int) -> None:
        self._answer()

    def _on_event(self, event: Event) -> None:
        match event:
            case Candidates():
                self._found = event
                self.label.set_choices([(name, name) for name in labels_of(event.boxes)])
                if not event.boxes:
                    self.says.emit(self.tr("The network thinks of nothing here: no box scores 5 % or more."))
                self._answer()
            case JobFailed():
                self.says.emit(f"{in_words(event.message)} {in_words(event.hint)}")
            case _:
                pass


def labels_of(boxes: Sequence[AnswerBox]) -> list[str]:
    """The labels of boxes, that of the surest first."""
    return list(dict.fromkeys(box.label for box in boxes))
