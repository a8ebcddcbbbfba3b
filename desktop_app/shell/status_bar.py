"""The line at the foot: what was saved, where we are, what runs. It never scolds."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale, QSize, Qt, QTime, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, QuietButton, ThinProgress
from desktop_app.session.session import Session
from desktop_app.shell.device_words import device_words
from desktop_app.shell.running_job import RunningJob, running_job

HEIGHT = 32
ICON = 14
REFRESH_MS = 500
COUNT_AFTER_MS = 10  # the picture is painted first, then its number


class StatusBar(QFrame):
    """Facts of the session in small words. canvas facts come through show_zoom and show_pointer."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-bar")
        self.setProperty("role", "status")
        self.setFixedHeight(HEIGHT)
        self._session = session
        self._look = look
        self._icons: list[tuple[QLabel, str, str]] = []
        self._saved = PlainLabel("", role="small")
        self._picture = PlainLabel("", role="small")
        self._zoom = PlainLabel("", role="small")
        self._pointer = PlainLabel("", role="small")
        self._job = PlainLabel("", role="small")
        self._progress = ThinProgress()
        self._stop = QuietButton(self.tr("Stop"), look)
        self._device = PlainLabel("", role="small")
        self._lay_out()
        self._connect()
        self._show_place()
        self._on_runs_changed()
        self._on_settings_changed()
        self._on_session_saved(session.last_saved)
        self.show_zoom(0.0)

    def show_zoom(self, scale: float) -> None:
        """scale: screen pixels a picture pixel, 0 while no picture is seen."""
        self._zoom.setText(f"{QLocale().toString(round(scale * 100))} %")
        for widget in (self._zoom_icon, self._zoom):
            widget.setVisible(scale > 0)

    def show_pointer(self, place: tuple[float, float] | None) -> None:
        """place: pixels of the picture, None when the pointer is elsewhere."""
        self._pointer.setText("" if place is None else f"{round(place[0])}, {round(place[1])}")

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        layout.setSpacing(SPACE_S)
        saved = ("lock", "warn") if self._session.read_only else ("circle-check", "ok")
        self._zoom_icon = self._icon("search", "dim")
        for icon, label in (
            (self._icon(*saved), self._saved),
            (self._icon("image", "dim"), self._picture),
            (self._zoom_icon, self._zoom),
        ):
            layout.addWidget(icon)
            layout.addWidget(label)
            layout.addSpacing(SPACE_M)
        layout.addWidget(self._pointer)
        layout.addStretch(1)
        self._job_icon = self._icon("brain-circuit", "dim")
        layout.addWidget(self._job_icon)
        layout.addWidget(self._job)
        self._progress.setFixedWidth(90)
        layout.addWidget(self._progress)
        layout.addWidget(self._stop)
        layout.addSpacing(SPACE_M)
        layout.addWidget(self._icon("cpu", "dim"))
        layout.addWidget(self._device)
        self._name()

    def _name(self) -> None:
        self._saved.setObjectName("status-saved")
        self._picture.setObjectName("status-picture")
        self._zoom.setObjectName("status-zoom")
        self._pointer.setObjectName("status-pointer")
        self._job.setObjectName("status-job")
        self._device.setObjectName("status-device")
        self._progress.setObjectName("status-progress")
        self._progress.setAccessibleName(self.tr("Progress of the running job"))
        self._stop.setObjectName("status-stop")
        self._stop.setAccessibleName(self.tr("Stop the running job"))
        self._stop.setProperty("role", "small-quiet")
        self._stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _icon(self, name: str, color: str) -> QLabel:
        label = QLabel(self)
        label.setFixedSize(QSize(ICON, ICON))
        self._icons.append((label, name, color))
        return label

    def _connect(self) -> None:
        session = self._session
        session.saved.connect(self._on_session_saved)
        self._count_soon = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._count_soon.timeout.connect(self._show_place)
        session.current_changed.connect(self._count_soon.start)
        session.pictures.changed.connect(self._count_soon.start)
        session.runs.training_changed.connect(self._on_runs_changed)
        session.proposing.changed.connect(self._on_runs_changed)
        session.folders.changed.connect(self._on_runs_changed)
        session.settings.changed.connect(self._on_settings_changed)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._look.changed.connect(self._on_look_changed)
        # "Stop now" comes with time, not with an event.
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self._on_runs_changed)
        self._on_look_changed()

    def _on_session_saved(self, when: datetime | None) -> None:
        if self._session.read_only:
            self._saved.setText(self.tr("Open for reading only"))
        elif when is None:
            self._saved.setText(self.tr("All saved"))
        else:
            time = QLocale().toString(QTime(when.hour, when.minute, when.second), "HH:mm:ss")
            self._saved.setText(self.tr("Saved {time}").format(time=time))
        self._saved.setToolTip(self.tr("Every change is written to disk as it is made. There is no Save button."))

    def _show_place(self) -> None:
        pictures, current = self._session.pictures, self._session.current
        place = None if current is None else pictures.index_of(current)
        total = QLocale().toString(len(pictures.ids))
        if place is None:
            self._picture.setText(self.tr("%n picture(s)", "", len(pictures.ids)))
        else:
            number = QLocale().toString(place + 1)
            self._picture.setText(self.tr("Picture {number} of {total}").format(number=number, total=total))

    def _on_runs_changed(self) -> None:
        job = running_job(self._session)
        training = self._session.runs.training
        if training is not None and training.device not in ("", "cpu"):
            self._show_device(training.device.upper(), in_words(training.reason))
        for widget in (self._job_icon, self._job, self._progress, self._stop):
            widget.setVisible(job is not None)
        if job is None:
            self._timer.stop()
            return
        self._show_job(job)
        if not self._timer.isActive():
            self._timer.start()

    def _on_settings_changed(self) -> None:
        self._show_device(*device_words(self._session.settings.value.device))

    def _show_device(self, words: str, reason: str) -> None:
        self._device.setText(words)
        self._device.setToolTip(reason)
        self._device.setAccessibleDescription(reason)

    def _show_job(self, job: RunningJob) -> None:
        self._job.setText(job.words)
        self._progress.set_fraction(job.fraction)
        self._stop.setText(self.tr("Stop now") if job.is_late else self.tr("Stop"))
        self._stop.setEnabled(job.is_late or not job.is_stopping)

    def _on_stop_clicked(self, _: bool = False) -> None:
        job = running_job(self._session)
        if job is not None:
            job.stop()

    def _on_look_changed(self) -> None:
        for label, name, color in self._icons:
            label.setPixmap(self._look.pixmap(name, color, ICON))
