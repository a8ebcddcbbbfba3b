"""Try a picture: drop any file or choose one, and see what the run answers. Works beside a training."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, EmptyState, LabelledSlider, PlainLabel, QuietButton, ThinProgress
from desktop_app.look.widgets.file_dialogs import ask_file
from desktop_app.project.run_places import cache_of_run
from desktop_app.results.drop_frame import DropFrame
from desktop_app.results.inline_notice import InlineNotice
from desktop_app.results.metric_words import number
from desktop_app.results.report import RunReport
from desktop_app.results.try_answer import AnswerView, TriedPicture
from desktop_app.session.following import OneJob, Tokens
from desktop_app.session.read_picture import ReadPicture, read_picture
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobDone, JobFailed, PictureFailed, PicturePrediction
from ml_engine.jobs.specs import PredictJob

LEAST_SCORE = 0.05
SHORT_SIDE = 1080  # pixels to look at; the run itself reads the file as it is
SLIDER_WIDTH = 260
ENDINGS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif"


class TryPage(QWidget):
    """Signals: answered(): the answer for the tried picture is shown."""

    answered = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._session = session
        self._report: RunReport | None = None
        self._path: Path | None = None
        self._image: ReadPicture | None = None
        self._prediction: PicturePrediction | None = None
        self._is_unreadable = False
        self._job = OneJob(session.engine)
        self._tokens = Tokens()
        self.destroyed.connect(self._job.let_go)
        self.destroyed.connect(self._tokens.cancel_all)
        self._build(look)

    def _build(self, look: Look) -> None:
        title = self.tr("Try a picture")
        text = self.tr("Drop any picture here, also one that is not in the project. It is only looked at.")
        self._empty = EmptyState(look, "image-plus", title, text, self.tr("Choose a picture…"))
        self._empty.button.setObjectName("try-choose")
        self.view = AnswerView(look)
        self.notice = InlineNotice(look, "try-notice")
        self._name = PlainLabel("", role="strong", elide=True)
        self._says = PlainLabel("", role="dim")
        self.slider = LabelledSlider(self.tr("Score from"), 0.05, 0.95)
        self.slider.setMinimumWidth(SLIDER_WIDTH)
        self.slider.setObjectName("try-threshold")
        self.slider.setAccessibleName(self.tr("Show boxes with this score or more"))
        self.another = QuietButton(self.tr("Another picture…"), look, icon="image-plus")
        self.another.setObjectName("try-another")
        self._progress = ThinProgress()
        self._card = Card()
        column = QVBoxLayout(self._card)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._name, 1)
        head.addWidget(self._says)
        head.addWidget(self.slider)
        head.addWidget(self.another)
        column.addLayout(head)
        column.addWidget(self._progress)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        self._stack = QStackedWidget()
        self._drop = DropFrame(look, self._empty)
        self._stack.addWidget(self._drop)
        self._stack.addWidget(self._card)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._empty.button.clicked.connect(self.choose)
        self.another.clicked.connect(self.choose)
        self.notice.pressed.connect(self._ask)
        self.slider.value_changed.connect(self._on_slider_value_changed)

    def set_report(self, report: RunReport) -> None:
        """Ask this run from now on; the tried picture is asked for again."""
        is_other = self._report is None or self._report.name != report.name
        self._report = report
        self.slider.setVisible(report.task == "detect")
        if is_other:
            self.slider.set_value(max(report.threshold, LEAST_SCORE))
            self._prediction = None
            if report.task != "detect":  # it always answers, and what it answers is shown
                self.view.set_threshold(0.0)
            if self._path is not None and self.isVisible():
                self._ask()

    def choose(self) -> None:
        """Let a person choose a file."""
        kinds = self.tr("Pictures") + f" ({ENDINGS})"
        ask_file(self, self.tr("Try a picture"), self.try_file, purpose="tried-picture", kinds=kinds)

    def try_file(self, path: Path) -> None:
        """Look at a picture."""
        self._path, self._image, self._prediction = path, None, None
        self._is_unreadable = False
        self._name.setText(path.name)
        self._stack.setCurrentIndex(1)
        self.view.show_tried(None)
        self._tokens.cancel_all()
        work, done = partial(read_picture, path, SHORT_SIDE), partial(self._on_background_read, path)
        self._tokens.add(self._session.background.run(work, done, self._on_background_failed, urgent=True))
        self._ask()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  (Qt's name)
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._mark_dropping(is_dropping=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self._mark_dropping(is_dropping=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._mark_dropping(is_dropping=False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.try_file(files[0])

    def _ask(self) -> None:
        report, path = self._report, self._path
        if report is None or path is None:
            return
        settings = self._session.settings.value
        job = PredictJob(
            str(report.folder),
            (str(path),),
            min_score=LEAST_SCORE if report.task == "detect" else None,
            cache_dir=str(cache_of_run(report.folder)),
            device=settings.device,
            threads=settings.threads,
            weights_dirs=weights_dirs(self._session.project.folder, settings),
        )
        self.notice.hide()
        self._says.setText(self.tr("looking…"))
        self._progress.set_fraction(None)
        self._progress.show()
        self._job.start(job, self._on_job_event)

    def _on_job_event(self, event: Event) -> None:
        match event:
            case PicturePrediction():
                self._prediction = event
                self._show()
            case PictureFailed():
                self._fail_picture(event.reason)
            case JobFailed() if not self._is_unreadable:
                self._fail(event.message, event.hint)
            case JobDone():
                self._progress.hide()
                if self._prediction is not None:
                    self.answered.emit()
            case _:
                pass

    def _on_background_read(self, path: Path, image: ReadPicture) -> None:
        if path == self._path:
            self._image = image
            self._show()

    def _on_background_failed(self, error: UserError) -> None:
        self._fail_picture(error.message)

    def _show(self) -> None:
        if self._image is None or self._report is None:
            return
        colors = {label.name: label.color for label in self._report.labels}
        self.view.show_tried(TriedPicture(self._image, self._prediction, colors))
        self._tell()

    def _tell(self) -> None:
        prediction = self._prediction
        if prediction is None:
            return
        if prediction.boxes is not None:
            found = len(self.view.shown_boxes)
            hidden = len(prediction.boxes) - found
            text = self.tr("%n box(es)", "", found)
            if hidden:
                text = self.tr("{found}, {hidden} below the score").format(found=text, hidden=hidden)
        elif prediction.label is not None:
            text = self.tr("{label}, score {score}").format(
                label=prediction.label, score=number(prediction.score or 0.0)
            )
        else:
            text = self.tr("It is not sure enough to name a label.")
        self._says.setText(text)

    def _fail_picture(self, reason: str) -> None:
        """The job says the same as the window's own reading, and then that nothing could be read: one is enough."""
        self._is_unreadable = True
        self._progress.hide()
        self._says.setText("")
        self.notice.say_failure(reason, self.tr("It stays as it is; try another file."))

    def _fail(self, message: str, hint: str) -> None:
        self._progress.hide()
        self._says.setText("")
        self.notice.say_failure(message, hint, self.tr("Try again"))

    def _mark_dropping(self, *, is_dropping: bool) -> None:
        self._drop.light(on=is_dropping)
        if self._path is not None:
            self._stack.setCurrentIndex(0 if is_dropping else 1)

    def _on_slider_value_changed(self, value: float) -> None:
        self.view.set_threshold(value)
        self._tell()
