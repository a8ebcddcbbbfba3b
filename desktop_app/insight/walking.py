"""Which number is walked to, and how far the answer is. The latest wish is what is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.insight.looking import Looking
from desktop_app.insight.networks import surroundings
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobCancelled, JobFailed
from ml_engine.domain.walk_events import UnitWalk
from ml_engine.jobs.specs import WalkJob


class Walking(QObject):
    """walk: the answer that came last, with its input maps; None before the first and after `forget`.

    Signals: changed(): walk, busy or failure is another.
    """

    changed = Signal()

    def __init__(self, session: Session, looking: Looking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._looking = session, looking
        self._job = OneJob(session.engine)
        self.walk: UnitWalk | None = None
        self.is_busy = False
        self.failure: UserError | None = None
        self.destroyed.connect(self._job.let_go)

    def ask(self, channel: int, row: int = 0, column: int = 0, *, strongest: bool = False) -> None:
        """Walk to a number of the layer that is looked at. strongest: the greatest of that map."""
        looking = self._looking
        if looking.network is None or looking.image is None or not looking.layer:
            return
        around = surroundings(self._session)
        before = self.walk
        knows = before is not None and (before.image, before.layer) == (str(looking.image), looking.layer)
        job = WalkJob(
            image=str(looking.image), layer=looking.layer, channel=channel, row=row, column=column, strongest=strongest,
            with_inputs=not knows or before is None or before.inputs is None,
            model=looking.network.model, backbone=looking.network.backbone, weights=looking.network.weights,
            weights_dirs=around.weights_dirs,
            device=around.device, threads=around.threads,
        )  # fmt: skip
        self._say(busy=True)
        self._job.start(job, self._on_event)

    def forget(self) -> None:
        """Another layer, picture or network is looked at."""
        self._job.let_go()
        self.walk = None
        self._say(busy=False)

    def _say(self, *, busy: bool, failure: UserError | None = None) -> None:
        self.is_busy, self.failure = busy, failure
        self.changed.emit()

    def _on_event(self, event: Event) -> None:
        match event:
            case UnitWalk():
                self.walk = self._with_inputs(event)
                self._say(busy=False)
            case JobFailed():
                self._say(busy=False, failure=UserError(event.code, event.message, event.hint))
            case JobCancelled():
                self._say(busy=False)
            case _:
                pass

    def _with_inputs(self, walk: UnitWalk) -> UnitWalk:
        """Of one layer all numbers read the same maps: they are sent once."""
        before = self.walk
        if walk.inputs is not None or before is None or before.source != walk.source:
            return walk
        return replace(walk, inputs=before.inputs, low=before.low, high=before.high)
