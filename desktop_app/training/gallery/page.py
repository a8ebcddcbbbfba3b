"""The gallery: every network, to look for, to compare, to measure on this machine, to choose for the next training."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S
from desktop_app.look.widgets import EmptyState, PlainLabel, QuietButton
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.look.widgets.file_dialogs import ask_file
from desktop_app.session.background import Token
from desktop_app.session.file_manager import copy_text
from desktop_app.session.following import OneJob, Tokens
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from desktop_app.training.gallery.card import NetworkCard
from desktop_app.training.gallery.filters import Filters
from desktop_app.training.gallery.measuring import Measuring
from desktop_app.training.gallery.rows import NetworkRow, network_row, read_rows
from desktop_app.training.gallery.table import NetworkTable
from desktop_app.training.gallery.words import row_sentence
from desktop_app.training.planner import Planner
from desktop_app.training.sub_page import SubPage
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Progress, SpeedMeasured
from ml_engine.jobs.specs import BackbonesJob
from ml_engine.networks.available import RANDOM


class GalleryPage(SubPage):
    """A table at the left, the network that is looked at on the right."""

    NAME = "networks"

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner, "")
        self.title.setText(self.tr("Networks"))
        self._tokens = Tokens()
        self._download = OneJob(session.engine)
        self._loading = ""
        self._wanted = ""
        self._filters = Filters(look)
        self._table = NetworkTable(look)
        self._card = NetworkCard(look)
        self._count = PlainLabel("", role="small")
        self._count.setObjectName("networks-count")
        self._measuring = Measuring(session, look)
        self._measure_all = QuietButton(self.tr("Measure those here"), look, icon="gauge")
        self._measure_all.setObjectName("networks-measure-all")
        self._measure_all.setAccessibleName(self._measure_all.text())
        self._compose = QuietButton(self.tr("Compose one…"), look, icon="layers")
        self._compose.setObjectName("networks-compose")
        self._compose.setAccessibleName(self._compose.text())
        self._compose.setToolTip(self.tr("A network of your own, layer by layer"))
        self._nothing = EmptyState(
            look, "search", self.tr("No network is like that"), self.tr("Look for fewer words, or show them all."),
            self.tr("Show all networks"), is_quiet=True,
        )  # fmt: skip
        self._nothing.button.setObjectName("networks-show-all")
        self._left = QStackedWidget()
        add_row_menu(self._table, look, "networks-menu", self._menu_items)
        self._lay_out()
        self._connect()
        self._list()

    def open(self, detail: str) -> None:
        """detail: the name of the network to look at."""
        self._wanted = detail
        self._mark()
        self._table.show_network(detail or self._table.networks.chosen)

    def focus_first(self) -> None:
        self._filters.search.setFocus()

    def _lay_out(self) -> None:
        self.tools.addWidget(self._compose)
        self.tools.addWidget(self._measure_all)
        left = QVBoxLayout()
        left.setSpacing(SPACE_S)
        self._left.addWidget(self._table)
        self._left.addWidget(self._nothing)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addWidget(self._measuring, 1)
        left.addWidget(self._left, 1)
        left.addLayout(foot)
        across = QHBoxLayout()
        across.setSpacing(SPACE_L)
        across.addLayout(left, 1)
        across.addWidget(self._card)
        self.column.addWidget(self._filters)
        self.column.addLayout(across, 1)
        self._card.hide()

    def _connect(self) -> None:
        self._filters.changed.connect(self._on_filters_changed)
        self._table.current_changed.connect(self._show_current)
        self._table.opened.connect(self._use)
        self._card.wanted.connect(self._on_card_wanted)
        self._nothing.button.clicked.connect(self._filters.clear)
        self._compose.clicked.connect(partial(self.page_wanted.emit, "builder", ""))
        self._measure_all.clicked.connect(self._on_measure_all_clicked)
        self._measuring.measured.connect(self._on_measuring_measured)
        self._measuring.changed.connect(self._on_measuring_changed)
        self.planner.changed.connect(self._mark)
        self.destroyed.connect(self._tokens.cancel_all)
        self.destroyed.connect(self._download.let_go)
        self._on_measuring_changed()

    def _list(self) -> None:
        folders = weights_dirs(self.session.project.folder, self.session.settings.value)
        work = partial(_read, folders)
        self._tokens.add(self.session.background.run(work, self._on_background_read, urgent=True))

    def _on_background_read(self, rows: tuple[NetworkRow, ...]) -> None:
        is_first, wanted = not self._table.networks.rows, self._wanted
        self._table.set_rows(rows)
        self._filters.set_families(tuple(dict.fromkeys(row.listed.family for row in rows)))
        self._on_filters_changed()
        self._mark()
        if is_first:
            self._table.show_network(wanted or self._table.networks.chosen)
        self._show_current()

    @Slot()
    def _mark(self) -> None:
        """Which one the next training uses."""
        plan, options = self.planner.plan, self.session.runs.options
        chosen = options.backbone or (plan.machine.backbone.name if plan is not None else "")
        self._table.networks.set_chosen("" if options.network else chosen)
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        row = self._table.current
        self._card.setVisible(row is not None)
        if row is None:
            return
        is_chosen = row.listed.name == self._table.networks.chosen
        self._card.show_row(row, is_chosen=is_chosen, can_measure=self._measuring.can_start)
        if row.listed.name == self._loading:
            self._card.show_download(None)

    def _on_filters_changed(self) -> None:
        self._table.set_wanted(self._filters.wanted)
        shown, total = self._table.count, len(self._table.networks.rows)
        self._left.setCurrentIndex(0 if shown or not total else 1)
        text = self.tr("%n network(s)", "", shown)
        if shown < total:
            text = self.tr("{shown} of {total} networks").format(shown=shown, total=total)
        self._count.setText(text if total else self.tr("looking for weights"))
        self._show_current()

    def _use(self, name: str, weights: str = "") -> None:
        options = replace(self.session.runs.options, backbone=name, weights=weights, network="")
        self.session.runs.set_options(options)
        self.page_wanted.emit("", "")

    def _on_card_wanted(self, what: str) -> None:
        row = self._table.current
        if row is not None:
            self._do(what, row.listed.name)

    def _do(self, what: str, name: str) -> None:
        match what:
            case "use":
                self._use(name)
            case "scratch":
                self._use(name, RANDOM)
            case "inspect":
                self.page_wanted.emit("inspect", name)
            case "measure":
                chosen = self._table.selected
                self._measuring.start(chosen if name in chosen else (name,))
            case "download":
                self._start_download(name)
            case "file":
                kinds = self.tr("Weights") + " (*.safetensors *.pth *.pt)"
                title = self.tr("Weights of {name}").format(name=name)
                ask_file(self, title, partial(self._use_file, name), str(Path.home()), "weights", kinds)

    def _use_file(self, name: str, path: Path) -> None:
        self._use(name, str(path))

    def _menu_items(self, index: QModelIndex) -> MenuItems:
        row = self._table.row_at(index)
        if row is None:
            return ()
        name, count = row.listed.name, len(self._table.selected)
        measure = self.tr("Measure %n network(s)", "", count) if count > 1 else self.tr("Measure")
        return (
            MenuItem("use", self.tr("Use it"), partial(self._do, "use", name), "check"),
            MenuItem("scratch", self.tr("From scratch"), partial(self._do, "scratch", name), "shuffle",
                     not row.listed.trains_whole),
            MenuItem("inspect", self.tr("Inspect"), partial(self._do, "inspect", name), "scan-search"),
            MenuItem("measure", measure, partial(self._do, "measure", name), "gauge", self._measuring.can_start),
            MenuItem("download", self.tr("Download"), partial(self._do, "download", name), "download",
                     row.state == "download" and not self._download.is_running),
            None,
            MenuItem("copy", self.tr("Copy as a sentence"), partial(copy_text, row_sentence(row)), "copy"),
        )  # fmt: skip

    def _start_download(self, name: str) -> None:
        if self._download.is_running:
            return
        self._loading = name
        self._card.show_download(None)
        folders = weights_dirs(self.session.project.folder, self.session.settings.value)
        self._download.start(BackbonesJob(folders, download=name), self._on_download_event)

    def _on_download_event(self, event: Event) -> None:
        row = self._table.current
        is_seen = row is not None and row.listed.name == self._loading
        match event:
            case Progress() if is_seen:
                self._card.show_download(event.done / event.total if event.total else None)
            case JobDone():
                self._loading = ""
                self.planner.refresh()
                self._list()
            case JobFailed() | JobCancelled():
                self._loading = ""
                stopped = self.tr("The download was stopped; it goes on where it was.")
                why = f"{event.message} {event.hint}".strip() if isinstance(event, JobFailed) else stopped
                if is_seen:
                    self._card.end_download(why)
                else:
                    self.session.say_error(UserError("download", why, ""))
            case _:
                pass

    def _on_measure_all_clicked(self) -> None:
        self._measuring.start(tuple(row.listed.name for row in self._table.networks.rows if row.listed.weights))

    def _on_measuring_measured(self, speed: SpeedMeasured) -> None:
        for row in self._table.networks.rows:
            if row.listed.name == speed.name:
                self._table.networks.replace_row(network_row(row.listed, speed))
        self._show_current()

    def _on_measuring_changed(self) -> None:
        can_start = self._measuring.can_start
        self._measure_all.setEnabled(can_start)
        self._measure_all.setToolTip(
            self.tr("Measure every network whose weights are on this computer: some seconds each")
            if can_start
            else self.tr("Not now: what else is computed would make the figures wrong")
        )
        self._show_current()


def _read(folders: tuple[str, ...], token: Token) -> tuple[NetworkRow, ...]:
    return () if token.cancelled else read_rows(folders)
