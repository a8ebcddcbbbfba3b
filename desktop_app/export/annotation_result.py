"""What an export of annotations wrote, and what the format could not take, with reasons."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import QLocale, QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.export.annotation_export import AnnotationResult
from desktop_app.export.small_parts import Verdict
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M
from desktop_app.look.widgets import Card, PlainLabel, QuietButton
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.session.file_manager import copy_text, show_folder
from ml_engine.domain.values import Split

REASONS_SHOWN = 8


class AnnotationReport(Card):
    """Hidden until there is something to show. result: what is shown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-annotations-result")
        self.setAccessibleName(self.tr("The exported annotations"))
        self.result: AnnotationResult | None = None
        self._verdict = Verdict(look, "circle-check", "ok")
        self._splits = PlainLabel("", role="dim", wrap=True)
        self._left_out = Verdict(look, "triangle-alert", "warn")
        self._reasons = PlainLabel("", role="small", wrap=True)
        self._folder = PlainLabel("", role="small", elide=True)
        self._open = QuietButton(self.tr("Open the folder"), look, icon="folder-open")
        self._lay_out()
        self._open.clicked.connect(self._on_open_clicked)
        add_menu(self, look, "export-annotations-menu", self._menu_items)
        self.hide()

    def show_result(self, result: AnnotationResult) -> None:
        """Replace what was shown."""
        self.result = result
        report, locale = result.report, QLocale()
        pictures = self.tr("%n picture(s)", "", report.pictures)
        annotations = self.tr("%n annotation(s)", "", report.annotations)
        words = self.tr("{pictures} and {annotations} were written.")
        self._verdict.words.setText(words.format(pictures=pictures, annotations=annotations))
        names = {Split.TRAIN: self.tr("train"), Split.VALIDATION: self.tr("validation"), Split.TEST: self.tr("test")}
        split_words = "  ·  ".join(f"{locale.toString(count)} {names[split]}" for split, count in result.splits)
        self._splits.setText(split_words)
        self._splits.setVisible(bool(split_words))
        self._folder.setText(str(report.folder))
        self._show_left_out(result)
        self.show()

    def _show_left_out(self, result: AnnotationResult) -> None:
        report = result.report
        reasons: Counter[str] = Counter()
        examples: dict[str, str] = {}
        for problem in report.problems:
            reasons[problem.reason] += max(1, problem.annotations)
            examples.setdefault(problem.reason, problem.file)
        lines = [
            self.tr("{count} × {reason} (first: {file})").format(
                count=QLocale().toString(count), reason=in_words(reason), file=examples[reason]
            )
            for reason, count in reasons.most_common(REASONS_SHOWN)
        ]
        lines += [in_words(message) for message in result.unreadable[:REASONS_SHOWN]]
        title = self.tr("%n annotation(s) could not be taken as they are.", "", report.left_out)
        if not report.left_out:
            title = self.tr("Not everything could be taken as it is.")
        self._left_out.words.setText(title)
        self._left_out.setVisible(bool(lines))
        self._reasons.setText("\n".join(lines))
        self._reasons.setVisible(bool(lines))

    def _lay_out(self) -> None:
        self._open.setObjectName("export-annotations-open")
        self._open.setAccessibleName(self._open.text())
        self._reasons.setObjectName("export-left-out")
        head = QHBoxLayout()
        head.addWidget(self._verdict, 1)
        head.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(head)
        for widget in (self._splits, self._folder, self._left_out, self._reasons):
            layout.addWidget(widget)

    def _on_open_clicked(self, _: bool = False) -> None:
        if self.result is not None:
            show_folder(self.result.report.folder)

    def _menu_items(self, _: QPoint | None) -> MenuItems:
        if self.result is None:
            return ()
        folder = self.result.report.folder
        labels = (self._verdict.words, self._splits, self._folder, self._left_out.words, self._reasons)
        said = "\n".join(label.text() for label in labels if label.isVisible() and label.text())
        return (
            MenuItem("open-folder", self.tr("Open the folder"), partial(show_folder, folder), "folder-open"),
            MenuItem("copy-path", self.tr("Copy path"), partial(copy_text, str(folder)), "copy"),
            MenuItem("copy-report", self.tr("Copy the report"), partial(copy_text, said), "file-text"),
        )
