"""The app's own state by name, as lessons ask for it (values.py says which names there are)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.lessons.format import Fact
from desktop_app.lessons.network_figures import inspect_job, network_figures
from desktop_app.lessons.run_figures import Figures, read_figures
from desktop_app.lessons.values import RUN_BEFORE
from desktop_app.project.run_index import RunRow
from desktop_app.session.background import Token
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobFailed, NetworkInspected
from ml_engine.jobs.specs import InspectJob
from ml_engine.networks.backbones import COMPOSED
from ml_engine.networks.layer_recipe import parse_layers
from ml_engine.training.recipe import PRESETS, Recipe, parse_recipe

INSPECTED_WHERE_NONE = "bundled"


class LessonState(QObject):
    """Values of the open project, now. What must be read first comes later, and `changed` tells.

    since: when the lesson began, UTC, '20261121-143000': a run that began later is a fresh one.
    Signals: changed(): something that was read in the background is there.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figures: dict[str, Figures] = {}
        self._asked: set[str] = set()
        self._networks: dict[str, dict[str, Fact]] = {}
        self._inspecting = OneJob(session.engine, keep_running=True)
        self.destroyed.connect(self._inspecting.let_go)
        self.since = ""

    def value(self, name: str) -> Fact | None:
        """A value by its name, None if nobody can say it (yet)."""
        if name.startswith(RUN_BEFORE):
            return self._of_run(self._run_before(), name.removeprefix(RUN_BEFORE))
        area, _, what = name.partition(".")
        match area:
            case "project" | "picture":
                return self._of_project(name)
            case "run":
                return self._of_runs(what)
            case "next":
                return self._of_next(what)
            case "network":
                return self._of_network(what)
            case _:
                return self._session.facts.find(name)

    @property
    def finished(self) -> list[str]:
        """Names of the finished runs, newest first."""
        return [row.name for row in self._session.runs.rows if row.state == "finished"]

    def _of_project(self, name: str) -> Fact | None:
        session = self._session
        counts = session.pictures.counts
        annotations = sum(count.annotations for count in session.labels.counts.values())
        document = session.document
        match name:
            case "project.pictures":
                return counts.all
            case "project.verified":
                return counts.verified
            case "project.labels":
                return len(session.labels.all)
            case "project.boxes" | "project.labelled":
                return annotations
            case "picture.boxes":
                return None if document is None else len(document.boxes)
        return None

    def _of_runs(self, what: str) -> Fact | None:
        runs = self._session.runs
        match what:
            case "count":
                return len(self.finished)
            case "fresh":
                return sum(name[: len(self.since)] >= self.since for name in self.finished)
            case "trains":
                return runs.training is not None
            case "epoch":
                return 0 if runs.training is None else len(runs.training.epochs)
            case _:
                return self._of_run(self._run(), what)

    def _run(self) -> RunRow | None:
        """The run that is looked at."""
        row = self._session.runs.get(self._session.runs.chosen)
        return row if row is not None and row.state == "finished" else None

    def _run_before(self) -> RunRow | None:
        """The finished run before the one that is looked at."""
        run, finished = self._run(), self.finished
        if run is None:
            return None
        place = finished.index(run.name) + 1
        return self._session.runs.get(finished[place]) if place < len(finished) else None

    def _of_run(self, row: RunRow | None, what: str) -> Fact | None:
        if row is None:
            return None
        if what == "number":
            return self._session.runs.number(row.name)
        if row.name not in self._figures:
            self._read(row.name)
            return None
        return self._figures[row.name].get(what)

    def _read(self, name: str) -> None:
        if name not in self._asked:
            self._asked.add(name)
            folder = self._session.runs.folder(name)
            self._session.background.run(partial(_read, folder), partial(self._on_background_figures, name))

    def _on_background_figures(self, name: str, figures: Figures) -> None:
        self._figures[name] = figures
        self.changed.emit()

    def _of_next(self, what: str) -> Fact | None:
        options = self._session.runs.options
        match what:
            case "backbone":
                return COMPOSED if options.network else options.backbone
            case "network":
                return _network_name(options.network)
            case "input_size":
                return options.input_size
            case "pretrained":
                return not options.network
            case "recipe":
                return options.recipe
        try:
            recipe = parse_recipe(options.recipe, Recipe())
        except UserError:
            return None
        if what == "augmented":
            return recipe.augment != PRESETS["none"]
        return options.epochs or (recipe.epochs if "epochs" in options.recipe else 0)

    def _of_network(self, what: str) -> Fact | None:
        run = self._run()
        options = self._session.runs.options
        key = f"network of {run.name}" if run is not None else f"network {options.backbone} {options.network}"
        if key not in self._networks:
            self._inspect(key, run)
            return None
        return self._networks[key].get(what)

    def _inspect(self, key: str, run: RunRow | None) -> None:
        if key in self._asked or self._session.engine.is_closed:
            return
        self._asked.add(key)
        if run is None:
            options = self._session.runs.options
            backbone = options.backbone or INSPECTED_WHERE_NONE
            self._ask_network(key, InspectJob(backbone="" if options.network else backbone, network=options.network))
            return
        folder = self._session.runs.folder(run.name)
        self._session.background.run(
            partial(_inspect_job, folder), partial(self._ask_network, key), partial(self._on_background_failed, key)
        )

    def _ask_network(self, key: str, job: InspectJob) -> None:
        self._inspecting.start(job, partial(self._on_job_event, key))

    def _on_background_failed(self, key: str, _: UserError) -> None:
        self._networks[key] = {}
        self.changed.emit()

    def _on_job_event(self, key: str, event: Event) -> None:
        if isinstance(event, NetworkInspected):
            self._networks[key] = network_figures(event)
            self.changed.emit()
        elif isinstance(event, JobFailed):
            self._networks.setdefault(key, {})
            self.changed.emit()


def _read(folder: Path, _: Token) -> Figures:
    return read_figures(folder)


def _inspect_job(folder: Path, _: Token) -> InspectJob:
    return inspect_job(folder)


def _network_name(text: str) -> str:
    try:
        return parse_layers(text).name if text else ""
    except UserError:
        return ""
