"""The worst pictures of a run, with a way to see only those of one label."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import EmptyState, PlainLabel, QuietButton
from desktop_app.results.mistakes_list import SIDE, MistakesList
from desktop_app.results.picture_images import PictureImages
from desktop_app.results.report import RunReport
from desktop_app.results.scores import Judged
from desktop_app.results.tiles import tile_of
from desktop_app.session.session import Session


class MistakesPage(QWidget):
    """Signals: picture_wanted(int, object, str): a picture, the ids of its list, and the list's title."""

    picture_wanted = Signal(int, object, str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: RunReport | None = None
        self._shown: list[Judged] = []
        self.images = PictureImages(session.background, SIDE, self)
        self.list = MistakesList(look, self.images)
        self.list.setObjectName("mistakes")
        self.list.setAccessibleName(self.tr("Pictures with mistakes, the worst first"))
        self._says = PlainLabel("", role="dim", elide=True)
        self.labels = QComboBox()
        self.labels.setObjectName("mistakes-label")
        self.labels.setAccessibleName(self.tr("Only mistakes with this label"))
        self.open_all = QuietButton(self.tr("Open all"), look, icon="images")
        self.open_all.setObjectName("mistakes-open-all")
        self.open_all.setToolTip(self.tr("Walk through them in the Label place"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        title, text = self.tr("No mistakes"), self.tr("In every scored picture all answers are right.")
        self._stack.addWidget(EmptyState(look, "circle-check", title, text))
        title, text = self.tr("No pictures noted"), self.tr("Score this run again to see which pictures it gets wrong.")
        self._stack.addWidget(EmptyState(look, "images", title, text))
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._says, 1)
        head.addWidget(self.labels)
        head.addWidget(self.open_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        self.labels.currentIndexChanged.connect(self._on_labels_index_changed)
        self.list.opened.connect(self._on_list_opened)
        self.open_all.clicked.connect(self._on_open_all_clicked)

    def set_report(self, report: RunReport) -> None:
        """Show a run's mistakes."""
        self._report = report
        self.labels.blockSignals(True)  # filling is no choice
        self.labels.clear()
        self.labels.addItem(self.tr("All labels"), -1)
        for place, name in enumerate(report.names):
            self.labels.addItem(name, place)
        self.labels.blockSignals(False)
        self.labels.setVisible(len(report.names) > 1)
        self._fill()

    def _fill(self) -> None:
        report = self._report
        if report is None:
            return
        wrong = report.scores.worst_first() if report.scores else []
        label = self.labels.currentData(Qt.ItemDataRole.UserRole)
        self._shown = [item for item in wrong if label is None or label < 0 or _concerns(item, label)]
        self.list.set_tiles([partial(tile_of, item, report) for item in self._shown])
        self._stack.setCurrentIndex(2 if report.scores is None else 0 if self._shown else 1)
        self._says.setText(self._words(report))
        self.open_all.setEnabled(bool(self._shown))

    def _words(self, report: RunReport) -> str:
        if report.scores is None:
            return ""
        count = self.tr("%n picture(s) with mistakes, the worst first", "", len(self._shown))
        if not report.finds_boxes:
            return count
        return self.tr("{count} · solid: drawn by people, dashed: its answer").format(count=count)

    def _title(self) -> str:
        label = self.labels.currentData(Qt.ItemDataRole.UserRole)
        if label is None or label < 0 or self._report is None:
            return self.tr("Mistakes, the worst first")
        return self.tr("Mistakes with {label}").format(label=self._report.names[label])

    def _on_labels_index_changed(self, _: int) -> None:
        self._fill()

    def _on_list_opened(self, image_id: int) -> None:
        self.picture_wanted.emit(image_id, [item.picture.image_id for item in self._shown], self._title())

    def _on_open_all_clicked(self) -> None:
        if self._shown:
            self._on_list_opened(self._shown[0].picture.image_id)


def _concerns(item: Judged, label: int) -> bool:
    return any(label in (outcome.truth, outcome.answer) for outcome in item.wrong)
