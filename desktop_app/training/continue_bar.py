"""A run that was interrupted waits here: one button goes on with it."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton
from desktop_app.project.run_index import RunRow
from desktop_app.session.run_words import run_name
from desktop_app.session.session import Session

SHORT = QLocale.FormatType.ShortFormat


class ContinueBar(Card):
    """Shown while the newest run is paused and nothing trains."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("train-continue-bar")
        self._session, self._look = session, look
        self._run = ""
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(ICON_M, ICON_M))
        self._text = PlainLabel("", wrap=True)
        self._button = QuietButton("", look, icon="play")
        self._button.setObjectName("train-continue-run")
        self._button.setAccessibleName(self.tr("Continue run"))
        self._button.clicked.connect(self._on_button_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        session.runs.changed.connect(self.refresh)
        session.runs.training_changed.connect(self.refresh)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.refresh()

    def refresh(self) -> None:
        """Look for a run to go on with."""
        run = interrupted_run(self._session)
        self.setVisible(run is not None)
        if run is None:
            return
        self._run = run.name
        name = run_name(self._session.runs.number(run.name))
        when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(run.changed.timestamp())), SHORT)
        text = self.tr("{run} was interrupted on {when}. It goes on where it was, nothing is lost.")
        self._text.setText(text.format(run=name, when=when))
        self._button.setText(self.tr("Continue {run}").format(run=name))
        self._button.setAccessibleName(self._button.text())

    def _on_button_clicked(self) -> None:
        self._session.runs.resume(self._run)

    def _on_look_changed(self) -> None:
        self._icon.setPixmap(self._look.pixmap("circle-pause", "warn", ICON_M))


def interrupted_run(session: Session) -> RunRow | None:
    """The newest run, if it was paused and nothing trains."""
    if session.runs.training is not None or not session.runs.rows:
        return None
    newest = session.runs.rows[0]
    return newest if newest.state == "paused" else None
