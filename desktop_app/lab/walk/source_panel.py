"""The controls for what goes in: a picture of the project, a file, or numbers that one types."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.controls import Chips, labelled
from desktop_app.lab.grid.content import local, unlocal
from desktop_app.lab.walk.source import SIDES, FloatArray, Pictures, Source, picture_signal, read_pictures, typed_signal
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import PlainLabel, QuietButton
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.file_dialogs import ask_file
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.lab.matrices import matrix_text

ENDINGS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif"
TYPED_AFTER_MS = 250
TEXT_HEIGHT = 116


class SourcePanel(QWidget):
    """Signals: changed(): there is another input, or none with a reason.   edited(): a person chose it."""

    changed = Signal()
    edited = Signal()

    def __init__(
        self, session: Session, look: Look, name: str, parent: QWidget | None = None, *, only_pictures: bool = False
    ) -> None:
        super().__init__(parent)
        self._only_pictures = only_pictures
        self._session = session
        self._source = Source()
        self._signal: FloatArray | None = None
        self._pictures: Pictures | None = None
        self._is_reading = False
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._typing = QTimer(self, singleShot=True, interval=TYPED_AFTER_MS)
        self._typing.timeout.connect(self._on_typing_timeout)
        self._build(look, name)
        session.current_changed.connect(self._on_session_current_changed)
        session.documents.changed.connect(self._on_documents_changed)

    @property
    def source(self) -> Source:
        """What is chosen."""
        return self._source

    @property
    def signal(self) -> FloatArray | None:
        """(channels, rows, columns), None while there is none."""
        return self._signal

    @property
    def pictures(self) -> Pictures | None:
        """The picture behind the signal, None for typed numbers."""
        return self._pictures if self._source.is_picture else None

    @property
    def is_reading(self) -> bool:
        """A picture is on its way."""
        return self._is_reading

    @property
    def problem(self) -> str:
        """Why there is no input, '' where there is one."""
        return self._wrong.text()

    def set_source(self, source: Source) -> None:
        """Another input, seen at once or when its picture is read."""
        self._source = source
        self._show_controls()
        self._find()

    def refresh(self) -> None:
        """The place is shown again: the project's picture may be another one."""
        if self._source.kind == "picture" and self._picture_path() != self._shown_path():
            self._find()

    def _build(self, look: Look, name: str) -> None:
        self._kind = Chips(
            f"{name}-source",
            [("picture", self.tr("Picture")), ("file", self.tr("File…"))]
            + ([] if self._only_pictures else [("numbers", self.tr("Numbers"))]),
        )
        self._kind.set_tip("picture", self.tr("The picture that is chosen in Label."))
        self._kind.set_tip("file", self.tr("Any picture file; it is only looked at."))
        if not self._only_pictures:
            self._kind.set_tip("numbers", self.tr("Numbers that you type."))
        self._text = QPlainTextEdit()
        self._text.setObjectName(f"{name}-matrix")
        self._text.setAccessibleName(self.tr("Numbers of the input"))
        self._text.setProperty("role", "code")
        self._text.setFixedHeight(TEXT_HEIGHT)
        self._text.setTabChangesFocus(True)
        self._text.setToolTip(
            self.tr("A row a line, numbers with spaces between them. A line with | begins a channel.")
        )
        self._side: Choice[int] = Choice(f"{name}-side", self.tr("Resolution"))
        self._side.setMinimumWidth(104)
        self._side.set_choices([(side, self.tr("{n} wide").format(n=side)) for side in SIDES])
        self._side_row = labelled(
            self.tr("Resolution"),
            self._side,
            self.tr("How many numbers the picture is reduced to, so that they can be read."),
        )
        self._colors = Chips(f"{name}-colors", [("grey", self.tr("Brightness")), ("rgb", self.tr("Three colours"))])
        self._colors.set_tip("grey", self.tr("One number a pixel: how bright it is, 0 to 255."))
        self._colors.set_tip("rgb", self.tr("Three numbers a pixel: red, green and blue."))
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName(f"{name}-source-problem")
        self._go = QuietButton(self.tr("Go to Label"), look)
        self._go.setObjectName(f"{name}-go-label")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(PlainLabel(self.tr("Input"), role="strong"))
        for widget in (self._kind, self._text, self._side_row, self._colors, self._wrong, self._go):
            column.addWidget(widget)
        self._kind.chosen.connect(self._on_kind_chosen)
        self._text.textChanged.connect(self._typing.start)
        self._side.currentIndexChanged.connect(self._on_side_changed)
        self._colors.chosen.connect(self._on_colors_chosen)
        self._go.clicked.connect(partial(self._session.go_to, "label"))
        self._show_controls()

    def _show_controls(self) -> None:
        source = self._source
        self._kind.show_value(source.kind)
        self._text.setVisible(not source.is_picture)
        self._side_row.setVisible(source.is_picture and not self._only_pictures)
        self._colors.setVisible(source.is_picture)
        self._side.show_value(source.side)
        self._colors.show_value(source.colors)
        if unlocal(self._text.toPlainText()) != _lines(source.text):
            with QSignalBlocker(self._text):
                self._text.setPlainText(local(_lines(source.text)))

    def _find(self) -> None:
        """Ask for the signal of the source."""
        self._tokens.cancel_all()
        self._typing.stop()
        source, path = self._source, self._picture_path()
        if not source.is_picture:
            try:
                self._take(typed_signal(_joined(source.text)), None)
            except UserError as error:
                self._refuse(f"{in_words(error.message)} {in_words(error.hint)}")
        elif path is None:
            self._refuse(self.tr("No picture is chosen. Choose one in Label, or open a file."), needs_label=True)
        elif self._pictures is not None and (self._pictures.path, self._pictures.side) == (path, source.side):
            self._take(_readable(self._pictures, source), self._pictures)
        else:
            self._is_reading = True
            if self._signal is None:
                self._say("")
                self.changed.emit()
            work = partial(read_pictures, path, source.side)
            run = self._session.background.run
            self._tokens.add(run(work, self._on_background_pictures, self._on_background_failed, urgent=True))

    def _take(self, signal: FloatArray, pictures: Pictures | None) -> None:
        self._signal, self._is_reading = signal, False
        self._pictures = pictures if pictures is not None else self._pictures
        self._say("")
        self.changed.emit()

    def _refuse(self, why: str, *, needs_label: bool = False) -> None:
        self._signal, self._is_reading = None, False
        self._say(why)
        self._go.setVisible(needs_label)
        self.changed.emit()

    def _say(self, why: str) -> None:
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
        self._go.hide()

    def _picture_path(self) -> Path | None:
        if self._source.kind == "file":
            return self._source.file
        document = self._session.document
        return document.row.image.path if document is not None else None

    def _shown_path(self) -> Path | None:
        return self._pictures.path if self._pictures is not None and self._signal is not None else None

    def _choose(self, source: Source) -> None:
        self.set_source(source)
        self.edited.emit()

    def _on_background_pictures(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._take(_readable(pictures, self._source), pictures)

    def _on_background_failed(self, error: UserError) -> None:
        self._refuse(f"{in_words(error.message)} {in_words(error.hint)}")

    def _on_kind_chosen(self, kind: str) -> None:
        if kind == "file":
            self._kind.show_value(self._source.kind)
            kinds = f"{self.tr('Pictures')} ({ENDINGS})"
            ask_file(self, self.tr("Open a picture"), self._on_file_chosen, purpose="lab", kinds=kinds)
        elif kind == "picture":
            self._choose(replace(self._source, kind="picture"))
        else:
            text = self._source.text
            if self._signal is not None and self._signal.shape[-1] <= SIDES[1] and self._source.is_picture:
                text = "\n|\n".join(matrix_text(plane).replace(";", "\n") for plane in self._signal)
            self._choose(self._source.typed(text))

    def _on_file_chosen(self, path: Path) -> None:
        self._choose(replace(self._source, kind="file", file=path))

    def _on_side_changed(self, _: int) -> None:
        self._choose(replace(self._source, side=self._side.value))

    def _on_colors_chosen(self, colors: str) -> None:
        self._choose(replace(self._source, colors="rgb" if colors == "rgb" else "grey"))

    def _on_typing_timeout(self) -> None:
        text = unlocal(self._text.toPlainText())
        if text != self._source.text:
            self._source = self._source.typed(text)
            self._find()
            self.edited.emit()

    def _on_session_current_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        if self.isVisible() and self._session.current in ids:
            self.refresh()


def _lines(text: str) -> str:
    """A row a line, for a person to read."""
    return text if "\n" in text else text.replace(";", "\n").replace("|", "\n|\n")


def _joined(text: str) -> str:
    """Lines as parse_stack reads them: no empty row beside a |."""
    planes = text.split("|")
    return "|".join(";".join(row for row in plane.replace("\n", ";").split(";") if row.strip()) for plane in planes)


def _readable(pictures: Pictures, source: Source) -> FloatArray:
    """Whole numbers: what is walked through is read by people."""
    signal: FloatArray = np.rint(picture_signal(pictures.small, source.colors))
    return signal
