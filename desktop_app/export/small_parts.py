"""Pieces that both panels of the Export place are made of: where it goes, how far it is, a format to choose."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.export.destination import free_folder
from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Card, ClickableCard, PlainLabel, QuietButton, ThinProgress
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.look.widgets.file_dialogs import ask_folder
from desktop_app.session.background import Background, Token
from desktop_app.session.file_manager import copy_text


class Destination(QWidget):
    """A new folder. Until a person writes one, it is the project's own proposal.

    Signals: changed(): another folder, or none.
    """

    changed = Signal()

    def __init__(self, name: str, look: Look, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._tokens: list[Token] = []
        self._is_own = False
        self.field = QLineEdit(self)
        self.field.setObjectName(f"{name}-where")
        self.field.setAccessibleName(self.tr("New folder that is made"))
        self.field.setToolTip(self.tr("A folder that is not there yet: nothing is ever written over."))
        self._choose = QuietButton(self.tr("Choose…"), look, icon="folder-open")
        self._choose.setObjectName(f"{name}-choose")
        self._choose.setAccessibleName(self.tr("Choose where the new folder is made"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.field, 1)
        row.addWidget(self._choose)
        self.field.textEdited.connect(self._on_field_text_edited)
        self.field.textChanged.connect(self._on_field_text_changed)
        self._choose.clicked.connect(self._on_choose_clicked)
        self.destroyed.connect(partial(_cancel, self._tokens))

    @property
    def folder(self) -> Path | None:
        """Absolute, None where nothing usable is written."""
        text = self.field.text().strip()
        path = Path(text).expanduser() if text else None
        return path if path is not None and path.is_absolute() else None

    def propose(self, parent: Path, name: str) -> None:
        """A free folder of that name, unless a person has written one of their own."""
        if not self._is_own:
            self._find(parent, name)

    def propose_anew(self, parent: Path, name: str) -> None:
        """The one that was there is taken now."""
        self._is_own = False
        self._find(parent, name)

    def _find(self, parent: Path, name: str) -> None:
        _cancel(self._tokens)
        work = partial(_find_free, parent, name)
        self._tokens.append(self._background.run(work, self._on_background_found, urgent=True))

    def _on_background_found(self, folder: Path) -> None:
        self.field.setText(str(folder))
        self.field.setCursorPosition(0)

    def _on_field_text_edited(self, _: str) -> None:
        self._is_own = True
        _cancel(self._tokens)

    def _on_field_text_changed(self, _: str) -> None:
        self.changed.emit()

    def _on_choose_clicked(self, _: bool = False) -> None:
        now = self.folder
        start = str(now.parent if now is not None else Path.home())
        ask_folder(self, self.tr("Folder in which the new one is made"), self._on_parent_chosen, start)

    def _on_parent_chosen(self, parent: Path) -> None:
        now = self.folder
        self._is_own = True
        self._find(parent, now.name if now is not None else "export")


class FormatCard(ClickableCard):
    """A format: its name and a sentence for whom it is."""

    def __init__(self, name: str, title: str, words: str, tag: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(PlainLabel(title, role="strong"), 1)
        if tag:
            head.addWidget(PlainLabel(tag, role="small"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(head)
        layout.addWidget(PlainLabel(words, role="small", wrap=True))
        layout.addStretch(1)

    def set_chosen(self, chosen: bool) -> None:
        super().set_chosen(chosen)
        self.setAccessibleName(self.tr("{format}, chosen").format(format=self._title()) if chosen else self._title())

    def _title(self) -> str:
        label = self.findChild(PlainLabel)
        return label.text() if label is not None else ""


class WorkRow(QWidget):
    """What runs, how far it is, and a button to stop it. Signals: stop_wanted()."""

    stop_wanted = Signal()

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel("", role="small")
        self._words.setObjectName(f"{name}-words")
        self._bar = ThinProgress()
        self._bar.setObjectName(f"{name}-progress")
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        self.stop = QuietButton(self.tr("Stop"), look)
        self.stop.setObjectName(f"{name}-stop")
        self.stop.setAccessibleName(self.tr("Stop the export"))
        self.stop.clicked.connect(self._on_stop_clicked)
        left = QVBoxLayout()
        left.setSpacing(SPACE_XS)
        left.addWidget(self._words)
        left.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addLayout(left, 1)
        row.addWidget(self.stop)

    def show_work(self, words: str, done: int, total: int, can_stop: bool) -> None:
        """total: 0 if unknown."""
        self._words.setText(words)
        self._bar.set_fraction(done / total if total else None)
        self.stop.setEnabled(can_stop)

    def _on_stop_clicked(self, _: bool = False) -> None:
        self.stop_wanted.emit()


class TextToCopy(QWidget):
    """Lines for another program, with a button that copies them."""

    def __init__(self, name: str, what: str, look: Look, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName(name)
        self.text.setAccessibleName(what)
        self.text.setProperty("role", "code")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFixedHeight(height)
        add_menu(self.text, look, f"{name}-menu", self._menu_items)
        self._copy = QuietButton(self.tr("Copy"), look, icon="copy")
        self._copy.setObjectName(f"{name}-copy")
        self._copy.setAccessibleName(self.tr("Copy: {what}").format(what=what))
        self._copy.clicked.connect(self._on_copy_clicked)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(what, role="strong"), 1)
        head.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        layout.addWidget(self.text)

    def show_text(self, text: str) -> None:
        self.text.setPlainText(text)
        self._copy.setText(self.tr("Copy"))

    def _menu_items(self, _: QPoint | None) -> MenuItems:
        chosen = self.text.textCursor().hasSelection()
        return (
            MenuItem("copy-selection", self.tr("Copy what is selected"), self.text.copy, "copy", chosen),
            MenuItem("copy-all", self.tr("Copy all"), self._on_copy_clicked, "copy"),
        )

    def _on_copy_clicked(self, _: bool = False) -> None:
        copy_text(self.text.toPlainText())
        self._copy.setText(self.tr("Copied"))


class Verdict(QWidget):
    """An icon in a state's colour and the sentence beside it."""

    def __init__(self, look: Look, icon: str, color: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._icon, self._color = look, icon, color
        self._picture = QLabel(self)
        self.words = PlainLabel("", role="strong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self._picture.setPixmap(self._look.pixmap(self._icon, self._color, ICON_M))


def hairline() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


def titled_card(title: str) -> tuple[Card, QVBoxLayout]:
    """A card with a heading, and the layout for what follows."""
    card = Card()
    layout = QVBoxLayout(card)
    layout.setContentsMargins(SPACE_M + SPACE_XS, SPACE_M, SPACE_M + SPACE_XS, SPACE_M + SPACE_XS)
    layout.setSpacing(SPACE_M)
    layout.addWidget(PlainLabel(title, role="heading"))
    return card, layout


def size_words(size_bytes: int) -> str:
    """'9.3 MB'."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _find_free(parent: Path, name: str, _: Token) -> Path:
    return free_folder(parent, name)


def _cancel(tokens: list[Token], *_: object) -> None:
    for token in tokens:
        token.cancel()
    tokens.clear()
