"""Keeps the plan of the next training in step with the project, computing it in the background when someone looks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.project.run_index import RunRow
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.session.settings import Settings
from desktop_app.session.training_state import TrainOptions
from desktop_app.session.weights_dirs import weights_dirs
from desktop_app.training.machine_plan import MachinePlan, plan_machine
from desktop_app.training.plan import DataPlan, Problem, plan_data
from ml_engine.domain.errors import UserError

WAIT_MS = 300


@dataclass(frozen=True, slots=True)
class Plan:
    """A training as it would be now."""

    data: DataPlan
    machine: MachinePlan

    @property
    def can_train(self) -> bool:
        """Whether nothing stands in the way."""
        return self.data.can_train and not network_problems(self)


def network_problems(plan: Plan) -> list[Problem]:
    """What stands in the way on the network's side."""
    backbone = plan.machine.backbone
    if backbone.problem:
        code = "network-wrong" if backbone.is_composed else "weights-missing"
        return [Problem(code, "bad", label=backbone.title)]
    if plan.data.task == "detect" and not backbone.has_pyramid:
        return [Problem("network-without-places", "bad", label=backbone.title)]
    return []


class Planner(QObject):
    """The plan, None until it is computed first.

    Signals: changed(): plan, or is_fresh.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tokens = Tokens()
        self._watched = False
        self.plan: Plan | None = None
        self.error: UserError | None = None
        self.is_fresh = False
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.refresh)
        for changed in (
            session.documents.touched, session.labels.changed, session.pictures.counts_changed, session.runs.changed,
            session.runs.options_changed, session.settings.changed, session.split.settings_changed,
        ):  # fmt: skip
            changed.connect(self._on_session_changed)
        self.destroyed.connect(self._tokens.cancel_all)

    def watch(self, watched: bool) -> None:
        """Whether somebody looks: only then is it computed by itself."""
        self._watched = watched
        if watched and not self.is_fresh:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Compute it now; `changed` tells."""
        self._timer.stop()
        self._tokens.cancel_all()
        session = self._session
        work = partial(
            _compute, session, session.runs.options, session.settings.value, tuple(session.runs.rows),
            session.labels.several_per_picture,
        )  # fmt: skip
        self._tokens.add(session.background.run(work, self._on_background_computed, self._on_background_failed))

    @Slot()
    def _on_session_changed(self, *_: object) -> None:
        self._tokens.cancel_all()
        self.is_fresh = False
        if self._watched:
            self._timer.start()

    def _on_background_computed(self, plan: Plan) -> None:
        self.plan, self.error, self.is_fresh = plan, None, True
        self.changed.emit()

    def _on_background_failed(self, error: UserError) -> None:
        self.error, self.is_fresh = error, True
        self.changed.emit()


def _compute(
    session: Session, options: TrainOptions, settings: Settings, runs: tuple[RunRow, ...], several: bool, token: Token
) -> Plan:  # fmt: skip
    data = plan_data(session.query, options.task, several=several, should_stop=token.is_cancelled, seed=options.seed)
    machine = plan_machine(
        data,
        options,
        wanted_device=settings.device,
        threads=settings.threads,
        weights_dirs=weights_dirs(session.project.folder, settings),
        runs=runs,
        runs_folder=session.project.folder.runs,
    )
    return Plan(data, machine)
