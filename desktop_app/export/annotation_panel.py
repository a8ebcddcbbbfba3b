"""Annotations for another program: the format, what it cannot hold, with or without pictures, in split folders."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.export.annotation_export import AnnotationExport, AnnotationOptions
from desktop_app.export.annotation_result import AnnotationReport
from desktop_app.export.side_by_side import SideBySide
from desktop_app.export.small_parts import Destination, FormatCard, WorkRow, titled_card
from desktop_app.formats.registry import FORMATS
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import SPACE_M, SPACE_XS
from desktop_app.look.widgets import MessageBar, PlainLabel, PrimaryButton, Toggle
from desktop_app.session.session import Session


class AnnotationPanel(QWidget):
    """For projects with at least one picture that a person labelled or verified."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-annotations")
        self._session = session
        self._export = AnnotationExport.of(session)
        self._format = FORMATS.names()[0]
        self._cards = self._make_cards()
        self._limits = PlainLabel("", role="small", wrap=True)
        self._makes = PlainLabel("", role="small", wrap=True)
        self._counts = PlainLabel("", role="dim", wrap=True)
        self._copies = Toggle(self.tr("Copy the pictures"))
        self._splits = Toggle(self.tr("A folder for each split"))
        self._where = Destination("export-annotations", look, session.background)
        self._start = PrimaryButton(self.tr("Export the annotations"), look, icon="package")
        self._work = WorkRow("export-annotations", look)
        self._messages = MessageBar(look)
        self._report = AnnotationReport(look)
        self._lay_out()
        self._recall()
        self._connect()
        self._on_counts_changed()
        self.choose_format(self._format)
        self._on_export_changed()

    def choose_format(self, form: str) -> None:
        """A name of the registry of formats."""
        self._format = form
        for name, card in self._cards.items():
            card.set_chosen(name == form)
        limits = "\n".join(f"•  {in_words(limit)}" for limit in FORMATS.get(form).limits)
        self._limits.setText(limits)
        self._show_makes()
        self._propose()

    def start(self) -> None:
        """Export what is chosen."""
        folder = self._where.folder
        if self._start.isEnabled() and folder is not None:
            self._messages.clear()
            copies, splits = self._copies.isChecked(), self._splits.isChecked()
            self._export.start(AnnotationOptions(self._format, folder, copies, splits))

    def _make_cards(self) -> dict[str, FormatCard]:
        words = {
            "coco": self.tr("One JSON file with everything. Read by nearly every trainer and labelling tool."),
            "voc": self.tr("An XML file for each picture, as the Pascal VOC challenge has them."),
            "yolo": self.tr("A text file for each picture and a data.yaml, as YOLO trainers want them."),
        }
        cards = {}
        for name in FORMATS.names():
            card = FormatCard(f"export-format-{name}", _title(name), words.get(name, ""))
            card.clicked.connect(partial(self.choose_format, name))
            cards[name] = card
        return cards

    def _lay_out(self) -> None:
        self._start.setObjectName("export-annotations-start")
        self._limits.setObjectName("export-limits")
        self._copies.setObjectName("export-copies")
        self._splits.setObjectName("export-splits")
        card, layout = titled_card(self.tr("Annotations"))
        layout.addWidget(self._counts)
        formats = QHBoxLayout()
        formats.setSpacing(SPACE_M)
        for format_card in self._cards.values():
            formats.addWidget(format_card, 1)
        layout.addLayout(formats)
        layout.addLayout(_titled(self.tr("What this format cannot hold"), self._limits))
        copies = self.tr("Without copies a trainer must be told where your pictures are.")
        splits = self.tr("train, val and test as in your trainings. Pictures that have no place yet get one now.")
        for toggle, words in ((self._copies, copies), (self._splits, splits)):
            line = QVBoxLayout()
            line.setSpacing(SPACE_XS)
            line.addWidget(toggle)
            line.addWidget(PlainLabel(words, role="small", wrap=True))
            layout.addLayout(line)
        layout.addWidget(PlainLabel(self.tr("Where")))
        layout.addWidget(self._where)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_M)
        foot.addWidget(self._makes, 1)
        foot.addWidget(self._start)
        layout.addLayout(foot)
        layout.addWidget(self._work)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(SideBySide((card, self._messages), self._report))

    def _recall(self) -> None:
        """What was chosen before this panel was made anew."""
        options = self._export.state.options
        self._copies.setChecked(options.copies if options is not None else True)
        self._splits.setChecked(options.splits if options is not None else True)
        if options is not None:
            self._format = options.format

    def _connect(self) -> None:
        self._session.pictures.counts_changed.connect(self._on_counts_changed)
        self._export.changed.connect(self._on_export_changed)
        self._where.changed.connect(self._on_export_changed)
        self._copies.toggled.connect(self._on_toggled)
        self._splits.toggled.connect(self._on_toggled)
        self._start.clicked.connect(self._on_start_clicked)
        self._work.stop_wanted.connect(self._export.cancel)

    def _propose(self) -> None:
        exports = self._session.project.folder.exports
        self._where.propose(exports, f"{self._session.name}-{self._format}")

    def _show_makes(self) -> None:
        """What the new folder will hold, in a line."""
        in_splits, copies = self._splits.isChecked(), self._copies.isChecked()
        pictures = {"coco": "images/", "voc": "JPEGImages/", "yolo": "images/"}.get(self._format, "")
        train = "train/, val/, test/"
        parts = {
            "coco": ["annotations/instances_train.json, …" if in_splits else "annotations/instances.json"],
            "voc": ["Annotations/", *(["ImageSets/Main/train.txt, …"] if in_splits else []), "labels.txt"],
            "yolo": [f"labels/{train}" if in_splits else "labels/all/", "data.yaml"],
        }.get(self._format, [])
        if copies and pictures:
            parts.insert(0, pictures)
        self._makes.setText(self.tr("Makes: {files}").format(files="  ·  ".join(parts)))

    def _on_counts_changed(self) -> None:
        counts, locale = self._session.pictures.counts, QLocale()
        taken = taken_pictures(counts.all, counts.empty, counts.skipped)
        words = self.tr("{taken} of {all} pictures are labelled or verified: these are exported.")
        self._counts.setText(words.format(taken=locale.toString(taken), all=locale.toString(counts.all)))

    def _on_toggled(self, _: bool) -> None:
        self._show_makes()

    def _on_start_clicked(self, _: bool = False) -> None:
        self.start()

    def _on_export_changed(self) -> None:
        state = self._export.state
        self._start.setEnabled(self._where.folder is not None and not state.is_running)
        self._work.setVisible(state.is_running)
        self._work.show_work(self._work_words(), state.done, state.total, True)
        self._report.setVisible(state.result is not None)
        if state.phase == "failed" and state.error is not None:
            self._messages.show_message(Message("bad", state.error.message, state.error.hint))
        elif state.phase == "stopped":
            self._messages.show_message(Message("info", self.tr("The export was stopped; nothing stays behind.")))
        if state.result is not None and state.result is not self._report.result:
            self._report.show_result(state.result)
            folder = state.result.report.folder
            self._where.propose_anew(folder.parent, folder.name)

    def _work_words(self) -> str:
        state, locale = self._export.state, QLocale()
        words = {
            "reading": self.tr("Reading the annotations"),
            "splitting": self.tr("Giving pictures their place in the split"),
        }
        if state.phase in words:
            return words[state.phase]
        return self.tr("Writing: {done} of {total} pictures").format(
            done=locale.toString(state.done), total=locale.toString(state.total)
        )


def taken_pictures(every: int, empty: int, skipped: int) -> int:
    """How many an export takes: all but those that nobody has looked at, and those that were skipped."""
    return max(every - empty - skipped, 0)


def _title(form: str) -> str:
    """A format's name in the window's language, as a heading."""
    words = in_words(FORMATS.get(form).title)
    return words[:1].upper() + words[1:]


def _titled(title: str, widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(SPACE_XS)
    layout.addWidget(PlainLabel(title))
    layout.addWidget(widget)
    return layout
