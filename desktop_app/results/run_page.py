"""All that is known of the chosen run: its name and what its figures are of, and the pages below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Chip, FlowLayout, PlainLabel, QuietButton
from desktop_app.results.card_page import CardPage
from desktop_app.results.code_page import CodePage
from desktop_app.results.curves_page import CurvesPage
from desktop_app.results.depth_page import DepthPage
from desktop_app.results.epochs_page import EpochsPage
from desktop_app.results.inline_notice import InlineNotice
from desktop_app.results.metric_words import split_sentence
from desktop_app.results.mistakes_page import MistakesPage
from desktop_app.results.overview_page import OverviewPage
from desktop_app.results.report import RunReport
from desktop_app.results.report_saving import can_save
from desktop_app.results.try_page import TryPage
from desktop_app.session.session import Session

PAGES = ("overview", "mistakes", "depth", "curves", "epochs", "card", "code", "try")
PAGE_PROPERTY = "results_page"  # on the session: places are rebuilt, what was looked at stays


class RunPage(QWidget):
    """Signals: split_wanted(str): figures of another split.   report_wanted(): save the report."""

    split_wanted = Signal(str)
    report_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.report: RunReport | None = None
        self.title = PlainLabel("", role="title", elide=True)
        self.title.setObjectName("run-title")
        self._says = PlainLabel("", role="dim", elide=True)
        self.splits = QComboBox()
        self.splits.setObjectName("run-split")
        self.splits.setAccessibleName(self.tr("Figures of which pictures"))
        self.save = QuietButton(self.tr("Save report…"), look, icon="file-text")
        self.save.setObjectName("run-save-report")
        self.save.setAccessibleName(self.save.text())
        self.save.clicked.connect(self.report_wanted)
        self.notice = InlineNotice(look, "run-notice")
        self.overview = OverviewPage(look)
        self.mistakes = MistakesPage(session, look)
        self.in_depth = DepthPage(look)
        self.curves = CurvesPage(look, "run")
        self.epochs = EpochsPage(session, look)
        self.card = CardPage(look)
        self.code = CodePage(session, look)
        self.trial = TryPage(session, look)
        self._stack = QStackedWidget()
        for page in (
            self.overview, self.mistakes, self.in_depth, self.curves, self.epochs, self.card, self.code, self.trial,
        ):  # fmt: skip
            self._stack.addWidget(page)
        self.tabs = QButtonGroup(self)
        self._build()
        self.tabs.idToggled.connect(self._on_tabs_toggled)
        self.show_page(str(session.property(PAGE_PROPERTY) or ""))
        self.splits.activated.connect(self._on_splits_activated)

    @property
    def page(self) -> str:
        """Which page is shown, of PAGES."""
        return PAGES[self._stack.currentIndex()]

    def show_page(self, name: str) -> None:
        """Show one of PAGES; another name changes nothing."""
        if name in PAGES:
            place = PAGES.index(name)
            self.tabs.button(place).setChecked(True)

    def set_report(self, title: str, report: RunReport) -> None:
        """Show a run."""
        self.report = report
        self.title.setText(title)
        self._says.setText(split_sentence(report))
        self._fill_splits(report)
        self.overview.set_report(report)
        self.mistakes.set_report(report)
        self.in_depth.set_report(report)
        self.curves.set_reports((title, report))
        self.epochs.set_report(report)
        self.card.set_report(report)
        self.code.set_report(report)
        self.trial.set_report(report)
        self.show_saving(is_busy=False)

    def show_saving(self, *, is_busy: bool) -> None:
        """Whether a report is being written now."""
        can = self.report is not None and can_save(self.report)
        self.save.setEnabled(can and not is_busy)
        self.save.setToolTip(
            self.tr("Tables and plots as a page (HTML) and as a PDF, each by itself, in the window’s language")
            if can
            else self.tr("Score this run again: there are no figures to report yet")
        )

    def _fill_splits(self, report: RunReport) -> None:
        names = {"test": self.tr("Test pictures"), "validation": self.tr("Validation pictures")}
        self.splits.clear()
        for split in report.splits:
            self.splits.addItem(names.get(split, split), split)
        self.splits.setCurrentIndex(self.splits.findData(report.split))
        self.splits.setVisible(len(report.splits) > 1)

    def _build(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(SPACE_S)
        holder = QWidget()
        flow = FlowLayout(holder, SPACE_S)  # beside a lesson's panel they need a second line
        texts = (
            self.tr("Overview"),
            self.tr("Worst pictures"),
            self.tr("In depth"),
            self.tr("Curves"),
            self.tr("Time machine"),
            self.tr("Card"),
            self.tr("Code"),
            self.tr("Try a picture"),
        )
        for place, (name, text) in enumerate(zip(PAGES, texts, strict=True)):
            chip = Chip(text, checkable=True)
            chip.setObjectName(f"run-tab-{name}")
            chip.setAccessibleName(text)
            chip.setChecked(place == 0)
            self.tabs.addButton(chip, place)
            flow.addWidget(chip)
        chips.addWidget(holder, 1)
        chips.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        chips.addWidget(self.splits, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self.title)
        words.addWidget(self._says)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(words)
        column.addLayout(chips)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)

    def _on_tabs_toggled(self, place: int, is_on: bool) -> None:
        if is_on:
            self._stack.setCurrentIndex(place)
            self._session.setProperty(PAGE_PROPERTY, PAGES[place])

    def _on_splits_activated(self, place: int) -> None:
        self.split_wanted.emit(str(self.splits.itemData(place)))
