"""The Results place: runs at the left; at the right the chosen one, or several compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L
from desktop_app.look.widgets import EmptyState
from desktop_app.results.compare import Comparison, compare_all
from desktop_app.results.compare_page import ComparePage
from desktop_app.results.report import RunReport
from desktop_app.results.report_saving import ReportSaving
from desktop_app.results.report_shelf import ReportShelf
from desktop_app.results.rescoring import Rescoring
from desktop_app.results.run_menu import Doing, RunMenu
from desktop_app.results.run_notice import tell_run
from desktop_app.results.run_page import RunPage
from desktop_app.results.run_side import RunSide
from desktop_app.results.waiting_page import WaitingPage
from desktop_app.session.actions import ActionSpec
from desktop_app.session.background import Token
from desktop_app.session.file_manager import show_folder
from desktop_app.session.following import Tokens
from desktop_app.session.run_words import run_name, run_title
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

Step = tuple[str, str, Callable[[], None], str]


class ResultsPlace(QWidget):
    """Results of all runs of the project."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results-place")
        self._session = session
        self._shelf = ReportShelf(session, self)
        self._rescoring = Rescoring(session, self)
        self._saving = ReportSaving(session, self)
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._split = ""
        self._compares = False
        self.side = RunSide(session, look)
        self.page = RunPage(session, look)
        self.compare = ComparePage(session, look)
        self._waiting = WaitingPage(look)
        title, text = self.tr("No results yet"), self.tr("What a model can do and where it errs is shown here.")
        self._nothing = EmptyState(look, "chart-line", title, text, self.tr("Go to Train"))
        self._nothing.button.setObjectName("results-go-train")
        self._right = QStackedWidget()
        for page in (self._waiting, self.page, self.compare):
            self._right.addWidget(page)
        self._whole = QStackedWidget()
        doing = Doing(partial(self._go_to_page, "card"), self._score_again, self._can_score)
        RunMenu(session, look, self.side.list, doing)
        self._build()
        self._connect()
        self._show()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own are of no use to a place
        """What can be done here, for keys and the palette."""
        pages = (
            ("mistakes", self.tr("Worst pictures"), "images"),
            ("depth", self.tr("The run in depth"), "chart-line"),
            ("curves", self.tr("Curves of the run"), "chart-line"),
            ("card", self.tr("Model card"), "file-text"),
            ("try", self.tr("Try a picture"), "image-plus"),
        )
        jobs: tuple[Step, ...] = (
            ("score-again", self.tr("Score again"), self._score_again, "refresh-cw"),
            ("save-report", self.tr("Save the run’s report…"), self._save_report, "file-text"),
            ("open-folder", self.tr("Open the run's folder"), self._open_folder, "folder-open"),
        )
        steps: list[Step] = [(name, text, partial(self._go_to_page, name), icon) for name, text, icon in pages]
        return [
            ActionSpec(f"results-{name}", text, run, icon=icon, enabled=self._has_run)
            for name, text, run, icon in (*steps, *jobs)
        ]

    def show_detail(self, detail: str) -> None:
        """Go to a page of the chosen run: 'overview', 'mistakes', 'depth', 'curves', 'card', 'try'; or to a run."""
        if self._session.runs.get(detail) is not None:
            self._session.runs.choose(detail)
        self._compares = False
        self.page.show_page(detail)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        super().showEvent(event)
        self._session.runs.refresh()  # the command line may have trained meanwhile

    def _build(self) -> None:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        frame = QVBoxLayout()
        frame.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        frame.addWidget(self._right)
        row.addLayout(frame, 1)
        self._whole.addWidget(self._nothing)
        self._whole.addWidget(both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _connect(self) -> None:
        session, page = self._session, self.page
        session.runs.changed.connect(self._show)
        session.runs.chosen_changed.connect(self._on_runs_chosen_changed)
        self._shelf.arrived.connect(self._on_shelf_arrived)
        self._rescoring.changed.connect(self._show)
        self._rescoring.ended.connect(self._on_rescoring_ended)
        self._nothing.button.clicked.connect(partial(session.go_to, "train"))
        self._waiting.again_wanted.connect(self._read_again)
        self._waiting.resume_wanted.connect(self._resume)
        self.side.compare_wanted.connect(self._on_side_compare_wanted)
        self.side.ticks_cleared.connect(self._on_side_ticks_cleared)
        self.compare.closed.connect(self.side.list.clear_ticks)
        for picture_wanted in (self.compare.picture_wanted, page.mistakes.picture_wanted):
            picture_wanted.connect(self._show_picture)
        for pictures_wanted in (
            self.compare.pictures_wanted,
            page.overview.pictures_wanted,
            page.in_depth.pictures_wanted,
        ):
            pictures_wanted.connect(self._show_pictures)
        page.card.folder_wanted.connect(self._open_folder)
        page.notice.pressed.connect(self._on_page_notice_pressed)
        page.split_wanted.connect(self._on_page_split_wanted)
        page.report_wanted.connect(self._save_report)
        self._saving.changed.connect(self._on_saving_changed)

    def _show(self) -> None:
        """Whatever there is to see now."""
        self._whole.setCurrentIndex(1 if self._session.runs.rows else 0)
        names = self.side.ticked if self._compares else (self.side.run,)
        reports = [self._shelf.get(name, self._split) for name in names]
        known = [report for report in reports if isinstance(report, RunReport)]
        failed = next((report for report in reports if isinstance(report, UserError)), None)
        if failed is not None:
            self._waiting.say_failure(failed)
        elif not names[0]:
            self._waiting.ask_to_choose()
        elif len(known) < len(names) and self._right.currentWidget() is self.page and self._shows(names):
            return  # it is read again: what it said before stays until then
        elif len(known) < len(names):
            self._waiting.wait_for(run_name(self._session.runs.number(names[0])))
        elif len(known) > 1:
            self._show_comparison(known)
            return
        elif not known[0].epochs and known[0].card is None:
            self._waiting.say_unborn(can_resume=self._session.runs.training is None and not self._session.read_only)
        else:
            self._show_run(known[0])
            return
        self._right.setCurrentWidget(self._waiting)

    def _shows(self, names: tuple[str, ...]) -> bool:
        return self.page.report is not None and names == (self.page.report.name,)

    def _show_run(self, report: RunReport) -> None:
        number = self._session.runs.number(report.name)
        if report is not self.page.report:
            self.page.set_report(run_title(number, report.task, report.backbone, report.method), report)
        training = self._session.runs.training
        trains = training is not None and training.name == report.name
        tell_run(self.page.notice, report, self._rescoring, trains=trains)
        self._right.setCurrentWidget(self.page)

    def _show_comparison(self, reports: list[RunReport]) -> None:
        runs = self._session.runs
        if not self.compare.shows(reports):
            self._waiting.wait_for(run_name(runs.number(reports[0].name)))
            self._right.setCurrentWidget(self._waiting)
            self._tokens.cancel_all()
            work = partial(_compare, tuple(reports))
            self._tokens.add(self._session.background.run(work, self._on_background_compared, urgent=True))
            return
        self._right.setCurrentWidget(self.compare)

    def _on_background_compared(self, comparison: Comparison) -> None:
        runs = self._session.runs
        names = tuple(report.name for report in comparison.reports)
        if self._compares and names == self.side.ticked:
            self.compare.set_comparison(comparison, tuple(run_name(runs.number(name)) for name in names))
            self._right.setCurrentWidget(self.compare)

    def _has_run(self) -> bool:
        return bool(self.side.run)

    def _can_score(self) -> bool:
        return not self._rescoring.run

    def _go_to_page(self, name: str) -> None:
        self._session.go_to("results", name)

    def _show_pictures(self, ids: list[int], title: str) -> None:
        if ids:
            self._show_picture(ids[0], ids, title)

    def _show_picture(self, image_id: int, ids: list[int], title: str) -> None:
        self._session.show(image_id)
        self._session.show_pictures(ids, title)

    def _read_again(self) -> None:
        self._shelf.forget(self.side.run)
        self._show()

    def _resume(self) -> None:
        self._session.runs.resume(self.side.run)
        self._session.go_to("train")

    def _score_again(self) -> None:
        if self._has_run():
            self._rescoring.start(self.side.run)

    def _save_report(self) -> None:
        report = self.page.report
        if report is not None and report.name == self.side.run:
            self._saving.ask(self, report)

    def _on_saving_changed(self) -> None:
        self.page.show_saving(is_busy=self._saving.is_busy)

    def _open_folder(self) -> None:
        show_folder(self._session.runs.folder(self.side.run))

    def _on_runs_chosen_changed(self) -> None:
        self._compares, self._split = False, ""
        self._show()

    def _on_shelf_arrived(self, _: str) -> None:
        self._show()

    def _on_rescoring_ended(self, name: str) -> None:
        self._shelf.forget(name)
        self._session.runs.refresh()
        self._show()

    def _on_side_compare_wanted(self) -> None:
        self._compares, self._split = True, ""
        self._show()

    def _on_side_ticks_cleared(self) -> None:
        self._compares = False
        self._show()

    def _on_page_notice_pressed(self) -> None:
        if self._rescoring.run:
            self._rescoring.cancel()
        else:
            self._score_again()

    def _on_page_split_wanted(self, split: str) -> None:
        self._split = split
        self._show()


def _compare(reports: tuple[RunReport, ...], _: Token) -> Comparison:
    return compare_all(reports)
