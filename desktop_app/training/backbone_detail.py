"""Choosing a backbone: all there are, with their weights found, downloaded or taken from a file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import Chip, PlainLabel, QuietButton, set_role
from desktop_app.look.widgets.file_dialogs import ask_file
from desktop_app.session.background import Token
from desktop_app.session.following import OneJob, Tokens
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from desktop_app.training.backbone_row import BackboneRow
from desktop_app.training.detail import Detail
from desktop_app.training.machine_plan import list_rows
from desktop_app.training.planner import Plan, Planner
from ml_engine.domain.events import BackboneListed, Event, JobCancelled, JobDone, JobFailed, Progress
from ml_engine.jobs.specs import BackbonesJob
from ml_engine.networks.backbones import BACKBONES

COLUMNS = 3
USUAL = frozenset([info.name for info in BACKBONES][:9]) | {"bundled", "tiny"}  # the others are in the gallery


class BackboneDetail(Detail):
    """The list is read when it is opened, and after a download."""

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner)
        self._tokens = Tokens()
        self._job = OneJob(session.engine)
        self._loading = ""
        self._listed: tuple[BackboneListed, ...] = ()
        self._rows: dict[str, BackboneRow] = {}
        self._chosen = ""
        self._automatic = Chip(self.tr("Choose for me"), checkable=True)
        self._automatic.setObjectName("train-backbone-auto")
        self._automatic.setAccessibleName(self._automatic.text())
        self._automatic.clicked.connect(self._on_automatic_clicked)
        self._why = PlainLabel(
            self.tr("The frozen part that has seen a million photos. Larger ones take longer and often see more."),
            role="dim", wrap=True,
        )  # fmt: skip
        self._file = PlainLabel("", role="small", elide=True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._why, 1)
        head.addWidget(self._automatic)
        for name, words, icon, tip in (
            ("networks", self.tr("All networks…"), "layout-grid",
             self.tr("Every network with its idea, size, speed and licence; what is in it")),
            ("builder", self.tr("Compose one…"), "layers", self.tr("A network of your own, layer by layer")),
        ):  # fmt: skip
            button = QuietButton(words, look, icon=icon)
            button.setObjectName(f"train-open-{name}")
            button.setAccessibleName(words)
            button.setToolTip(tip)
            set_role(button, "small-quiet")
            button.clicked.connect(partial(self.page_wanted.emit, name))
            head.addWidget(button)
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_S)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.column.addLayout(head)
        self.column.addWidget(self._grid_holder)
        self.column.addWidget(self._file)
        self.destroyed.connect(self._tokens.cancel_all)
        self.destroyed.connect(self._job.let_go)
        self._list()

    def title(self) -> str:
        return self.tr("Backbone")

    def show_plan(self, plan: Plan) -> None:
        backbone = plan.machine.backbone
        self._chosen = backbone.name
        if self._listed and backbone.name not in self._rows and not backbone.is_composed:
            self._on_background_listed(self._listed)  # it was chosen in the gallery
        self._automatic.setChecked(not backbone.chosen)
        named = self.session.runs.options.weights
        self._file.setVisible(bool(named))
        self._file.setText(self.tr("Weights from {file}").format(file=named))
        self._mark()

    def _list(self) -> None:
        folders = weights_dirs(self.session.project.folder, self.session.settings.value)
        work = partial(_list_rows, folders)
        self._tokens.add(self.session.background.run(work, self._on_background_listed, urgent=True))

    def _on_background_listed(self, listed: tuple[BackboneListed, ...]) -> None:
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._listed = listed
        shown = (item for item in listed if item.weights or item.name in USUAL or item.name == self._chosen)
        self._rows = {item.name: BackboneRow(self.look, item) for item in sorted(shown, key=_far_from_use)}
        for index, row in enumerate(self._rows.values()):
            row.chosen.connect(self._on_row_chosen)
            row.download_wanted.connect(self._on_row_download_wanted)
            row.file_wanted.connect(self._on_row_file_wanted)
            self._grid.addWidget(row, index // COLUMNS, index % COLUMNS)
        self._mark()

    def _mark(self) -> None:
        for name, row in self._rows.items():
            row.set_chosen(name == self._chosen)

    def _choose(self, name: str, weights: str = "") -> None:
        options = replace(self.session.runs.options, backbone=name, weights=weights, network="")
        self.session.runs.set_options(options)

    @Slot()
    def _on_automatic_clicked(self) -> None:
        self._automatic.setChecked(True)
        self._choose("")

    @Slot(str)
    def _on_row_chosen(self, name: str) -> None:
        self._choose(name)

    @Slot(str)
    def _on_row_file_wanted(self, name: str) -> None:
        title = self.tr("Weights of {name}").format(name=self._rows[name].listed.title)
        kinds = self.tr("Weights") + " (*.safetensors *.pth *.pt)"
        ask_file(self, title, partial(self._choose_file, name), str(Path.home()), "weights", kinds)

    def _choose_file(self, name: str, path: Path) -> None:
        self._choose(name, str(path))

    @Slot(str)
    def _on_row_download_wanted(self, name: str) -> None:
        if self._job.is_running:
            return
        self._loading = name
        self._rows[name].show_download(None)
        folders = weights_dirs(self.session.project.folder, self.session.settings.value)
        self._job.start(BackbonesJob(folders, download=name), self._on_job_event)

    def _on_job_event(self, event: Event) -> None:
        row = self._rows.get(self._loading)
        match event:
            case Progress() if row is not None:
                row.show_download(event.done / event.total if event.total else None)
            case JobDone():
                self._choose(self._loading)
                self.planner.refresh()
                self._list()
            case JobFailed() if row is not None:
                row.show_failure(f"{event.message} {event.hint}".strip())
            case JobCancelled() if row is not None:
                row.show_failure(self.tr("The download was stopped; it goes on where it was."))
            case _:
                pass


def _far_from_use(listed: BackboneListed) -> tuple[bool, bool]:
    """What can be used at once comes first, and what serves classifiers alone last; else as the registry has them."""
    return not listed.weights, not listed.has_pyramid


def _list_rows(folders: tuple[str, ...], token: Token) -> tuple[BackboneListed, ...]:
    return list_rows(folders, token.is_cancelled)
