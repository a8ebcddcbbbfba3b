"""What is wrong with the split: a line each, with the pictures it is about and the way to mend it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_S, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Badge, PlainLabel, QuietButton, set_role
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.session.file_manager import copy_text
from desktop_app.session.session import Session
from desktop_app.session.split_health import Health
from desktop_app.session.split_words import ICONS, badge_words, finding_words, why_words
from ml_engine.domain.split_check import SplitFinding

SHOWN, MOST_SHOWN = 6, 100


class FindingLine(QWidget):
    """One finding: what, which pictures, and what helps."""

    def __init__(self, session: Session, look: Look, finding: SplitFinding, number: int) -> None:
        super().__init__()
        self.setObjectName(f"split-finding-{number}")
        self._session, self._look, self._finding = session, look, finding
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(ICON_S, ICON_S))
        words = finding_words(finding)
        text = PlainLabel(words, wrap=True)
        text.setToolTip(why_words(finding))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(text)
        names = [name for name in finding.names if name]
        if names:
            pair = PlainLabel(" · ".join(names), role="small", elide=True)
            column.addWidget(pair)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_XS, 0, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addLayout(column, 1)
        if finding.image_ids:
            row.addWidget(self._button(self.tr("Show them"), f"split-show-{number}", self._show, words))
        if finding.mendable and not session.read_only:
            mend = self._button(self.tr("Mend"), f"split-mend-{number}", self._mend, words)
            mend.setToolTip(self.tr("Moves them into one part, where most of them are. Can be undone."))
            row.addWidget(mend)
        add_menu(self, look, "split-finding-menu", self._menu_items)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _button(self, text: str, name: str, act: object, about: str) -> QuietButton:
        button = QuietButton(text, self._look)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAccessibleDescription(about)
        set_role(button, "small-quiet")
        button.clicked.connect(act)
        return button

    def _show(self) -> None:
        self._session.show_pictures(self._finding.image_ids, self.tr("They belong together"))

    def _mend(self) -> None:
        self._session.split.mend(self._finding.image_ids)

    def _menu_items(self, _: QPoint | None) -> MenuItems:
        finding = self._finding
        return (
            MenuItem("show-group", self.tr("Show them"), self._show, "images", bool(finding.image_ids)),
            MenuItem("mend-group", self.tr("Mend"), self._mend, "", finding.mendable and not self._session.read_only),
            None,
            MenuItem("copy-finding", self.tr("Copy the sentence"), partial(copy_text, finding_words(finding)), "copy"),
        )

    def _on_look_changed(self) -> None:
        icon, color = ICONS[self._finding.severity]
        self._icon.setPixmap(self._look.pixmap(icon, color, ICON_S))


class SplitFindings(QWidget):
    """The badge, the first findings, and what mends all of them."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("split-findings")
        self._session, self._look = session, look
        self._shown: tuple[object, ...] = ()
        self._all = False
        self._badge = Badge(look)
        self._badge.setObjectName("split-badge")
        self._badge.clicked.connect(self._on_badge_clicked)
        self._mend = QuietButton(self.tr("Mend all"), look, icon="wand-sparkles")
        self._mend.setObjectName("split-mend-all")
        self._mend.setAccessibleName(self._mend.text())
        self._mend.setToolTip(
            self.tr("Each group that lies apart moves into one part, where most of it is. Scores before and after it "
                    "cannot be compared. Can be undone.")
        )  # fmt: skip
        self._mend.clicked.connect(self._on_mend_clicked)
        self._check = QuietButton(self.tr("Check it now"), look)
        self._check.setObjectName("split-check-now")
        self._check.setAccessibleName(self._check.text())
        self._check.clicked.connect(session.split.check_now)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        for button in (self._badge, self._check):
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self._mend)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._more = QuietButton("", look)
        self._more.setObjectName("split-more")
        self._more.setAccessibleName(self.tr("Show all findings of the split"))
        set_role(self._more, "link")
        self._more.clicked.connect(self._on_badge_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(head)
        layout.addLayout(self._lines)
        layout.addWidget(self._more)

    def show_health(self, health: Health) -> None:
        """What is wrong now."""
        check = health.check
        is_known = health.state is not None
        self._check.setVisible(not is_known)
        icon, color = ICONS[check.severity]
        if is_known:
            why = "\n".join(finding_words(finding) for finding in check.findings[:3])
            self._badge.set_badge(badge_words(check), icon, color, why or self.tr("Nothing straddles two parts."))
        else:
            many = self.tr("%n picture(s): not checked by itself", "", health.pictures)
            self._badge.set_badge(many, "circle-question-mark", "dim")
        mendable = any(finding.mendable for finding in check.findings)
        self._mend.setVisible(mendable and not self._session.read_only)
        self._show_lines(check.findings)

    def _show_lines(self, findings: tuple[SplitFinding, ...]) -> None:
        shown = findings[: MOST_SHOWN if self._all else SHOWN]
        more = len(findings) - len(shown)
        self._more.setVisible(more > 0 and not self._all)
        self._more.setText(self.tr("%n other finding(s)", "", more))
        self._more.setAccessibleName(self._more.text())
        if (shown, self._session.read_only) == self._shown:
            return
        self._shown = (shown, self._session.read_only)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, finding in enumerate(shown):
            self._lines.addWidget(FindingLine(self._session, self._look, finding, number))

    def _on_badge_clicked(self) -> None:
        self._all = True
        if self._session.split.value is not None:
            self.show_health(self._session.split.value)

    def _on_mend_clicked(self) -> None:
        self._session.split.mend()
