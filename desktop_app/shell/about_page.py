"""What this program is, what it is made of, and under which licences."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.resources import resource_path
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from desktop_app.look.widgets import Card, Chip, PlainLabel, QuietButton
from desktop_app.session.background import Background, Token
from desktop_app.shell.page import Page
from desktop_app.shell.versions import Part, dependencies, system_words, versions

LOGO = 48
TEXT_HEIGHT = 260
# Names of resources/licences/NAME.txt, in the order in which they are offered.
LICENCES = {"vistazo": "Vistazo", "qt": "Qt, PySide6", "lucide": "Lucide", "inter": "Inter"}


class AboutPage(Page):
    """Everything in it is read in the background: packages' metadata are some hundred files."""

    def __init__(self, look: Look, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About"), "about-page", look, parent)
        self._look = look
        self._background = background
        self._tokens: list[Token] = []
        self._logo = QLabel(self)
        self._versions = QGridLayout()
        self._text = ""
        self._copy = QuietButton(self.tr("Copy"), look, icon="copy")
        self._licence = QPlainTextEdit(self)
        self._chips = QButtonGroup(self)
        self._parts = QGridLayout()
        self._parts_words = PlainLabel(self.tr("Reading…"), role="dim")
        self.head.addStretch(1)
        for card in (self._about(), self._licences(), self._built_on()):
            self.column.addWidget(card)
        self.column.addStretch(1)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._chips.idClicked.connect(self._on_chips_id_clicked)
        look.changed.connect(self._on_look_changed)
        self.destroyed.connect(partial(_cancel, self._tokens))
        self._on_look_changed()
        self._tokens.append(background.run(_read_versions, self._on_background_versions))
        self._tokens.append(background.run(_read_dependencies, self._on_background_dependencies))
        self._on_chips_id_clicked(0)

    def _about(self) -> Card:
        card = Card()
        self._copy.setObjectName("about-copy")
        self._copy.setAccessibleName(self.tr("Copy the versions"))
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(PlainLabel("Vistazo", role="title"))
        sentence = self.tr("Draw boxes on your pictures; a model learns from them on this computer, while you watch.")
        words.addWidget(PlainLabel(sentence, role="dim", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(SPACE_L)
        head.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._versions.setHorizontalSpacing(SPACE_XL)
        self._versions.setVerticalSpacing(SPACE_XS)
        self._versions.setColumnStretch(1, 1)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_L)
        layout.addLayout(head)
        layout.addLayout(self._versions)
        return card

    def _licences(self) -> Card:
        card = Card()
        self._licence.setObjectName("about-licence")
        self._licence.setAccessibleName(self.tr("Text of the licence"))
        self._licence.setProperty("role", "code")  # its lines are set with blanks
        self._licence.setReadOnly(True)
        self._licence.setTabChangesFocus(True)
        self._licence.setFixedHeight(TEXT_HEIGHT)
        chips = QHBoxLayout()
        chips.setSpacing(SPACE_S)
        for number, (name, title) in enumerate(LICENCES.items()):
            chip = Chip(title, checkable=True)
            chip.setObjectName(f"about-licence-{name}")
            chip.setAccessibleName(self.tr("Licence of {name}").format(name=title))
            chip.setChecked(number == 0)
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(PlainLabel(self.tr("Licences"), role="heading"))
        layout.addLayout(chips)
        layout.addWidget(self._licence)
        return card

    def _built_on(self) -> Card:
        card = Card()
        self._parts.setHorizontalSpacing(SPACE_XL)
        self._parts.setVerticalSpacing(SPACE_XS)
        self._parts.setColumnStretch(2, 1)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(PlainLabel(self.tr("Built on"), role="heading"))
        layout.addWidget(self._parts_words)
        layout.addLayout(self._parts)
        return card

    def _on_background_versions(self, found: tuple[list[Part], str]) -> None:
        parts, system = found
        rows = [*((part.name, part.version) for part in parts), (self.tr("System"), system)]
        for number, (name, version) in enumerate(rows):
            self._versions.addWidget(PlainLabel(name, role="dim"), number, 0)
            self._versions.addWidget(PlainLabel(version, elide=True), number, 1)
        self._text = "\n".join(f"{name} {version}" for name, version in rows)

    def _on_background_dependencies(self, parts: list[Part]) -> None:
        none = self.tr("This copy of Vistazo was not installed as a package, so there is no list.")
        self._parts_words.setText(none)
        self._parts_words.setVisible(not parts)
        unknown = self.tr("see the package")
        for number, part in enumerate(parts):
            self._parts.addWidget(PlainLabel(part.name), number, 0)
            self._parts.addWidget(PlainLabel(part.version, role="dim"), number, 1)
            self._parts.addWidget(PlainLabel(part.licence or unknown, role="dim", elide=True), number, 2)

    def _on_background_licence(self, text: str) -> None:
        self._licence.setPlainText(text)

    def _on_copy_clicked(self, _: bool = False) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copy.setText(self.tr("Copied"))

    def _on_chips_id_clicked(self, number: int) -> None:
        name = list(LICENCES)[number]
        self._tokens.append(self._background.run(partial(_read_licence, name), self._on_background_licence))

    def _on_look_changed(self) -> None:
        self._logo.setPixmap(self._look.pixmap("vistazo", "accent", LOGO))


def _read_versions(_: Token) -> tuple[list[Part], str]:
    return versions(), system_words()


def _read_dependencies(_: Token) -> list[Part]:
    return dependencies()


def _read_licence(name: str, _: Token) -> str:
    return resource_path(f"licences/{name}.txt").read_text("utf-8")


def _cancel(tokens: list[Token], *_: object) -> None:
    for token in tokens:
        token.cancel()
    tokens.clear()
