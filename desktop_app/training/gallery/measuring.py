"""Measuring networks on this machine: the job, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, QuietButton, ThinProgress, set_role
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Progress, SpeedMeasured
from ml_engine.jobs.specs import MeasureJob


class Measuring(QWidget):
    """Signals: measured(object): a SpeedMeasured.   changed(): can_start is another."""

    measured = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._job = OneJob(session.engine)
        self._names: tuple[str, ...] = ()
        self._says = PlainLabel("", role="small", elide=True)
        self._says.setObjectName("networks-measure-says")
        self._progress = ThinProgress()
        self._progress.setFixedWidth(120)
        self._progress.setAccessibleName(self.tr("How far the measuring is"))
        self._stop = QuietButton(self.tr("Stop"), look)
        self._stop.setObjectName("networks-measure-stop")
        self._stop.setAccessibleName(self.tr("Stop measuring"))
        set_role(self._stop, "small-quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addStretch(1)
        row.addWidget(self._says)
        row.addWidget(self._progress)
        row.addWidget(self._stop)
        self._stop.clicked.connect(self._job_cancel)
        session.runs.training_changed.connect(self.changed)
        self.destroyed.connect(self._job.let_go)
        self._show_working(False)
        self._says.hide()

    @property
    def can_start(self) -> bool:
        """Nothing is measured or trained now."""
        return not self._job.is_running and self._session.runs.training is None

    def start(self, names: tuple[str, ...]) -> None:
        """Measure these, one after the other."""
        if not names or not self.can_start:
            return
        settings = self._session.settings.value
        self._names = names
        folders = weights_dirs(self._session.project.folder, settings)
        self._job.start(MeasureJob(names, folders, settings.device, settings.threads), self._on_job_event)
        self._show_working(True)
        self._say(0)
        self.changed.emit()

    def _say(self, done: int) -> None:
        name = self._names[min(done, len(self._names) - 1)]
        text = self.tr("measuring {name}, {n} of {total}")
        self._says.set_role("small")
        self._says.setText(text.format(name=name, n=min(done + 1, len(self._names)), total=len(self._names)))
        self._progress.set_fraction(done / len(self._names))

    def _show_working(self, works: bool) -> None:
        self._says.setVisible(True)
        self._progress.setVisible(works)
        self._stop.setVisible(works)

    def _job_cancel(self) -> None:
        self._job.cancel()

    def _on_job_event(self, event: Event) -> None:
        match event:
            case Progress():
                self._say(event.done)
            case SpeedMeasured():
                self.measured.emit(event)
            case JobDone() | JobCancelled():
                self._show_working(False)
                self._says.setText("")
                self.changed.emit()
            case JobFailed():
                self._show_working(False)
                self._says.set_role("bad")
                self._says.setText(f"{in_words(event.message)} {in_words(event.hint)}".strip())
                self.changed.emit()
            case _:
                pass
