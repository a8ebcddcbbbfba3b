"""The tab Top answers: what the network says of the picture as it is, before anybody trains it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.insight.answer_bars import AnswerBars, percent
from desktop_app.insight.answer_stack import AnswerStack
from desktop_app.insight.asking import Asking
from desktop_app.insight.inside_page import InsidePage
from desktop_app.insight.network_place import place_of
from desktop_app.insight.networks import Network, surroundings
from desktop_app.insight.panels import found_card
from desktop_app.insight.still import Still
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, IconButton, PlainLabel, ThinProgress
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.file_manager import copy_text
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import ReadPicture, read_picture
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import TopAnswers
from ml_engine.jobs.insight_specs import TopAnswersJob

COUNT = 10
SHORT_SIDE = 600
WIDTH = 560


class AnswersPage(InsidePage):
    """asking: the question."""

    NAME = "answers"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._network: Network | None = None
        self._image: Path | None = None
        self._tokens = Tokens()
        self.asking = Asking(session, self)
        self.bars = AnswerBars(look, "top-answers", roomy=True)
        self._title = PlainLabel("", role="heading", wrap=True)
        self._says = PlainLabel("", role="dim", wrap=True)
        self._progress = ThinProgress()
        self.copy = IconButton(look, "copy", self.tr("Copy the answers"))
        self.copy.setObjectName("top-answers-copy")
        self._picture = Still(look, "top-answers-picture")
        self._stack = AnswerStack(look, self._listed(), "top-answers-again", self.tr("Try again"))
        self._build()
        self.destroyed.connect(self._tokens.cancel_all)
        self.asking.changed.connect(self._show)
        self.copy.clicked.connect(self._on_copy_clicked)
        self._stack.again.clicked.connect(self._ask)

    def follow(self, network: Network, image: Path | None) -> None:
        """Ask this network about this picture."""
        if image is None or (network, image) == (self._network, self._image):
            return
        is_other_picture = image != self._image
        self._network, self._image = network, image
        if is_other_picture:
            self._tokens.cancel_all()
            self._picture.set_image(None)
            work = partial(read_picture, image, SHORT_SIDE)
            run = self.session.background.run
            self._tokens.add(run(work, self._on_background_picture, self._on_background_failed, urgent=True))
        self._ask()

    def _listed(self) -> QScrollArea:
        answers = QVBoxLayout()
        answers.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        answers.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._title, 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        answers.addLayout(head)
        answers.addWidget(self._says)
        answers.addWidget(self._progress)
        answers.addSpacing(SPACE_S)
        answers.addWidget(self.bars)
        answers.addStretch(1)
        return scrolled(answers, WIDTH, centred=False)

    def _build(self) -> None:
        left = found_card(self._picture, growing=self._picture)
        right = Card()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._stack)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        row.setSpacing(SPACE_M)
        row.addWidget(left, 1)
        row.addWidget(right, 1)

    def _ask(self) -> None:
        if self._network is None or self._image is None:
            return
        around = surroundings(self.session)
        place = place_of(self._network, around)
        self.asking.start(TopAnswersJob(str(self._image), place, COUNT, around.device, around.threads))

    def _show(self) -> None:
        asking = self.asking
        found = asking.found if isinstance(asking.found, TopAnswers) else None
        self._progress.setVisible(asking.is_busy)
        self._progress.set_fraction(None)
        self.copy.setVisible(found is not None)
        self.bars.set_answers(found.answers if found else ())
        self._stack.show_asking(asking)
        if found is None:
            self._title.setText(self.tr("Asking the network…") if asking.is_busy else "")
            self._says.setText("")
            return
        best = found.answers[0]
        self._title.setText(
            self.tr("{network} says: {label}, {score}").format(
                network=found.title, label=best.label, score=percent(best.score)
            )
        )
        known = self.tr("Out of %n label(s) that it was taught.", "", found.labels)
        seen = self.tr("It was shown {preparation}.").format(preparation=in_words(found.preparation))
        self._says.setText(f"{known} {seen}")
        self.session.facts.put("inside.answers.top", best.label)
        self.session.facts.put("inside.answers.score", best.score)

    def _on_copy_clicked(self) -> None:
        found = self.asking.found
        if isinstance(found, TopAnswers):
            rows = (f"{percent(one.score)}\t{one.label}\t{one.wordnet}".rstrip() for one in found.answers)
            copy_text("\n".join(rows))

    def _on_background_picture(self, picture: ReadPicture) -> None:
        self._picture.set_image(picture.pixels)

    def _on_background_failed(self, _: UserError) -> None:
        # The job reads the same file and says the same.
        self._picture.set_image(None)
