"""What else a list can be narrowed by: words in the path, a label, a status, a split, what is wrong with the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from desktop_app.browser.words import split_word, status_word
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Badge, QuietButton
from desktop_app.look.widgets.own_keys import OwnKeys
from desktop_app.project.query import ImageFilter
from desktop_app.session.session import Session
from desktop_app.session.split_words import ICONS, badge_words, finding_words
from ml_engine.domain.split_check import SplitCheck
from ml_engine.domain.values import ImageStatus, Split

TYPING_MS = 200
FILES = ("there", "unreadable", "missing")
TO_DO, UNPLACED = "to-do", "unplaced"


class FilterRow(OwnKeys):
    """Shows PictureList.filter and changes it."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("browser-filters")
        self._session = session
        self.text = QLineEdit()
        self.text.setObjectName("filter-text")
        self.text.setPlaceholderText(self.tr("Name or folder"))
        self.text.setAccessibleName(self.tr("Words in the name or folder"))
        self.text.setClearButtonEnabled(True)
        self.label = self._combo("filter-label", self.tr("Label"))
        self.status = self._combo("filter-status", self.tr("Status"))
        self.split = self._combo("filter-split", self.tr("Split"))
        self.files = self._combo("filter-files", self.tr("Files"))
        self._clear = QuietButton(self.tr("Clear the filter"), look, "funnel-x")
        self._clear.setObjectName("filter-clear")
        self._clear.setAccessibleName(self.tr("Clear the filter"))
        self._badge = Badge(look)
        self._badge.setObjectName("filter-split-badge")
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._fill()
        self._lay_out()
        self._connect()
        self._on_split_changed()
        self.destroyed.connect(partial(self._session.split.forget, id(self)))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._session.split.watch(id(self), True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._session.split.watch(id(self), False)

    def refresh(self) -> None:
        """Show the filter as it is."""
        which = self._session.pictures.filter
        blocked = [QSignalBlocker(widget) for widget in (self.text, *self._combos())]
        if not self._timer.isActive() and self.text.text() != which.text:
            self.text.setText(which.text)
        status: str | None = TO_DO if which.to_do else (which.status.value if which.status is not None else None)
        split: str | None = UNPLACED if which.unplaced else (which.split.value if which.split is not None else None)
        files = FILES[2] if which.missing else FILES[1] if which.unreadable else FILES[0]
        _choose(self.label, None if which.label is None else which.label.hex)
        _choose(self.status, status)
        _choose(self.split, split)
        _choose(self.files, files)
        del blocked
        self._clear.setVisible(which != ImageFilter())

    def _combo(self, name: str, title: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(title)
        combo.setToolTip(title)
        combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        combo.setMinimumContentsLength(4)
        return combo

    def _combos(self) -> Sequence[QComboBox]:
        return self.label, self.status, self.split, self.files

    def _fill(self) -> None:
        _fill(self.status, [(self.tr("Status"), None), (self.tr("To do"), TO_DO)])
        for status in ImageStatus:
            self.status.addItem(status_word(status), status.value)
        _fill(self.split, [(self.tr("Split"), None)])
        for split in Split:
            self.split.addItem(split_word(split), split.value)
        self.split.addItem(self.tr("In no split"), UNPLACED)
        words = (self.tr("Files"), self.tr("Cannot be read"), self.tr("Missing"))
        _fill(self.files, list(zip(words, FILES, strict=True)))
        self._fill_labels()

    def _fill_labels(self) -> None:
        blocked = QSignalBlocker(self.label)
        self.label.clear()
        self.label.addItem(self.tr("Label"), None)
        for label in self._session.labels.all:
            self.label.addItem(label.name, label.id.hex)
        del blocked

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, SPACE_XS)
        layout.setHorizontalSpacing(SPACE_S)
        layout.setVerticalSpacing(SPACE_S)
        layout.addWidget(self.text, 0, 0, 1, 2)
        for place, combo in enumerate(self._combos()):
            layout.addWidget(combo, 1 + place // 2, place % 2)
        layout.addWidget(self._badge, 3, 0, 1, 2)
        layout.addWidget(self._clear, 4, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.text.textEdited.connect(self._timer.start)
        self.text.textChanged.connect(self._on_text_changed)
        self._timer.timeout.connect(self._on_changed)
        for combo in self._combos():
            combo.activated.connect(self._on_changed)
        self._clear.clicked.connect(self._on_clear_clicked)
        self._badge.clicked.connect(self._on_badge_clicked)
        self._session.split.changed.connect(self._on_split_changed)
        self._session.labels.changed.connect(self._on_labels_changed)
        self._session.pictures.changed.connect(self.refresh)

    def _on_badge_clicked(self) -> None:
        self._session.go_to("train", "split")

    def _on_split_changed(self) -> None:
        """What is wrong with the split, beside the choice of a part."""
        health = self._session.split.value
        check = health.check if health is not None else SplitCheck()
        self._badge.setVisible(bool(check.findings))
        icon, color = ICONS[check.severity]
        why = "\n".join(finding_words(finding) for finding in check.findings[:3])
        self._badge.set_badge(badge_words(check), icon, color, why)

    def _on_text_changed(self, text: str) -> None:
        if not text:  # the button in the field clears it without an edit
            self._timer.start()

    def _on_labels_changed(self) -> None:
        self._fill_labels()
        self.refresh()

    def _on_changed(self) -> None:
        self._timer.stop()
        self._session.pictures.set_filter(self._wanted())
        self.refresh()

    def _on_clear_clicked(self) -> None:
        self._timer.stop()
        self._session.pictures.set_filter(ImageFilter())
        self.refresh()

    def _wanted(self) -> ImageFilter:
        label, status = self.label.currentData(), self.status.currentData()
        split, files = self.split.currentData(), self.files.currentData()
        return replace(
            self._session.pictures.filter,
            text=self.text.text().strip(),
            label=None if label is None else UUID(hex=label),
            status=None if status in (None, TO_DO) else ImageStatus(status),
            to_do=status == TO_DO,
            split=None if split in (None, UNPLACED) else Split(split),
            unplaced=split == UNPLACED,
            missing=files == FILES[2],
            unreadable=True if files == FILES[1] else None,
        )


def _fill(combo: QComboBox, items: Sequence[tuple[str, str | None]]) -> None:
    for text, data in items:
        combo.addItem(text, data)


def _choose(combo: QComboBox, data: str | None) -> None:
    combo.setCurrentIndex(max(0, combo.findData(data)))
