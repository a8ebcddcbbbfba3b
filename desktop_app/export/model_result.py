"""What an exported model is worth: the certificate's numbers, its files, and the lines that use it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.export.small_parts import TextToCopy, Verdict, hairline, size_words
from desktop_app.export.written_model import WrittenModel
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_XL, SPACE_XS
from desktop_app.look.widgets import Card, PlainLabel, QuietButton
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.session.file_manager import copy_text, show_folder

COMMAND_HEIGHT, CODE_HEIGHT = 44, 240


class ModelResult(Card):
    """Hidden until there is something to show. folder: of the model that is shown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-model-result")
        self.setAccessibleName(self.tr("The exported model"))
        self.folder = Path()
        self._written: WrittenModel | None = None
        self._rows: dict[str, PlainLabel] = {}
        self._proof: list[str] = []
        self._verdict = Verdict(look, "shield-check", "ok")
        self._facts = QGridLayout()
        self._ways = QGridLayout()
        self._files = QGridLayout()
        self._open = QuietButton(self.tr("Open the folder"), look, icon="folder-open")
        self._command = TextToCopy("export-command", self.tr("On the command line"), look, COMMAND_HEIGHT)
        self._code = TextToCopy("export-code", self.tr("From Python"), look, CODE_HEIGHT)
        self._lay_out()
        self._open.clicked.connect(self._on_open_clicked)
        add_menu(self, look, "export-model-menu", self._menu_items)
        self.hide()

    def show_model(self, written: WrittenModel) -> None:
        """Replace what was shown."""
        self.folder, self._written = written.folder, written
        self._verdict.words.setText(self.tr("Checked: the file answers as the trained model does."))
        for grid in (self._facts, self._ways, self._files):
            _clear(grid)
        self._show_facts(written)
        self._proof += [f"{self._opened_with(way)}: {_power(number)}" for way, number in written.differences]
        for row, (way, difference) in enumerate(written.differences):
            self._ways.addWidget(PlainLabel(self._opened_with(way), role="dim"), row, 0)
            self._ways.addWidget(PlainLabel(_power(difference)), row, 1)
        self._rows = {file.name: PlainLabel(file.name, elide=True) for file in written.files}
        for row, file in enumerate(written.files):
            self._files.addWidget(self._rows[file.name], row, 0)
            self._files.addWidget(PlainLabel(size_words(file.size_bytes), role="dim"), row, 1)
        names = [file.name for file in written.files]
        model = next((name for name in names if name.startswith("model.") and name != "model.json"), "")
        self._command.show_text(f'vistazo predict "{written.folder / model}" PICTURES')
        self._code.show_text(written.code)
        self._code.setVisible(bool(written.code))
        self.show()

    def _show_facts(self, written: WrittenModel) -> None:
        locale = QLocale()
        own = self.tr("pictures of the run compared") if written.own_pictures else self.tr("made pictures compared")
        limit = self.tr("largest difference, {limit} is allowed").format(limit=_power(written.tolerance))
        share = self.tr("As a share of the output's largest number. Sums in another order differ in the last digits.")
        facts = (
            (locale.toString(written.pictures), own, ""),
            (
                locale.toString(written.answers), self.tr("answers are the same"),
                self.tr("Labels and boxes that came out of both, after the threshold."),
            ),
            (_power(written.max_difference), limit, share),
        )  # fmt: skip
        self._proof = [f"{number} {words}" for number, words, _ in facts]
        for column, (number, words, tooltip) in enumerate(facts):
            figure, said = PlainLabel(number, role="title"), PlainLabel(words, role="small", wrap=True)
            for label in (figure, said):
                label.setToolTip(tooltip)
            self._facts.addWidget(figure, 0, column)
            self._facts.addWidget(said, 1, column)
            self._facts.setColumnStretch(column, 1)

    def _opened_with(self, way: str) -> str:
        program = way.removesuffix(", one picture")
        words = self.tr("opened with {program}") if way == program else self.tr("opened with {program}, one picture")
        return words.format(program=program)

    def _lay_out(self) -> None:
        self._open.setObjectName("export-model-open")
        self._open.setAccessibleName(self._open.text())
        for grid in (self._facts, self._ways, self._files):
            grid.setHorizontalSpacing(SPACE_XL)
            grid.setVerticalSpacing(SPACE_XS)
        self._ways.setColumnStretch(2, 1)
        self._files.setColumnStretch(2, 1)
        head = QHBoxLayout()
        head.addWidget(self._verdict, 1)
        head.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(head)
        layout.addLayout(self._facts)
        layout.addLayout(self._ways)
        layout.addWidget(hairline())
        layout.addWidget(PlainLabel(self.tr("Files"), role="strong"))
        layout.addLayout(self._files)
        layout.addWidget(hairline())
        layout.addWidget(self._command)
        layout.addWidget(self._code)

    def _menu_items(self, point: QPoint | None) -> MenuItems:
        written = self._written
        if written is None:
            return ()
        at = -1 if point is None else point.y()
        name = next((name for name, row in self._rows.items() if row.y() <= at <= row.geometry().bottom()), "")
        path = written.folder / name if name else written.folder
        proof = "\n".join((str(written.folder), self._verdict.words.text(), *self._proof))
        return (
            MenuItem("open-folder", self.tr("Open the folder"), partial(show_folder, written.folder), "folder-open"),
            MenuItem("copy-path", self.tr("Copy the path of {name}").format(name=path.name),
                     partial(copy_text, str(path)), "copy"),
            None,
            MenuItem("copy-proof", self.tr("Copy the certificate"), partial(copy_text, proof), "shield-check"),
            MenuItem("copy-command", self.tr("Copy the command line"),
                     partial(copy_text, self._command.text.toPlainText()), "terminal"),
            MenuItem("copy-code", self.tr("Copy the Python code"), partial(copy_text, written.code), "code",
                     bool(written.code)),
        )  # fmt: skip

    def _on_open_clicked(self, _: bool = False) -> None:
        show_folder(self.folder)


def _power(number: float) -> str:
    """'3.1e-07' as people read it: '3.1 · 10⁻⁷'; '0' for nothing at all."""
    if number == 0:
        return "0"
    mantissa, exponent = f"{number:.1e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    shown = QLocale().toString(float(mantissa), "f", 1)
    return f"{shown} · 10{raised}"


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
