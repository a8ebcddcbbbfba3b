"""The bar that floats over the canvas while proposals wait: how many, how sure, and the keys that answer them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QWidget

from desktop_app.canvas.commands import MOST_THRESHOLD, Commands
from desktop_app.canvas.editing import Editing
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import KeyCap, PlainLabel, QuietButton, set_role
from desktop_app.session.action_keys import ACCEPT_PROPOSALS, NEXT_OBJECT, REJECT_PROPOSALS, ActionKeys, shown_key
from desktop_app.session.proposing import LEAST_SCORE
from desktop_app.session.session import Session
from ml_engine.domain.values import AnnotationKind, Proposal

SLIDER_WIDTH = 110


class ProposalsBar(QFrame):
    """Seen while the current picture has proposals that wait, also when the threshold hides all of them."""

    def __init__(
        self, session: Session, look: Look, editing: Editing, commands: Commands, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._editing, self._commands = session, editing, commands
        self.setObjectName("proposals-bar")
        self.setAccessibleName(self.tr("Proposals"))
        self.setProperty("role", "floating")
        self._count = PlainLabel(role="strong")
        self._count.setObjectName("proposals-count")
        self._score = PlainLabel()
        self._score.setObjectName("proposals-score")
        self._slider = self._make_slider()
        self._accept = self._make_button(look, self.tr("Accept all"), "proposals-accept", commands.accept_all)
        self._next = self._make_button(look, self.tr("Next"), "proposals-next", self._on_next_clicked)
        self._reject = self._make_button(look, self.tr("Reject"), "proposals-reject", commands.reject)
        self._keys: list[tuple[KeyCap, QuietButton, ActionKeys]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_XS)
        for widget in (self._count, self._score, self._slider):
            row.addWidget(widget)
            row.addSpacing(SPACE_M)
        for button, action in (
            (self._accept, ACCEPT_PROPOSALS),
            (self._next, NEXT_OBJECT),
            (self._reject, REJECT_PROPOSALS),
        ):
            cap = KeyCap("")
            self._keys.append((cap, button, action))
            row.addWidget(cap)
            row.addWidget(button)
        editing.board_changed.connect(self.refresh)
        session.proposing.threshold_changed.connect(self.refresh)
        session.settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()
        self.refresh()

    def fit(self, width: int) -> None:
        """Take no more than a width, in pixels: what can be spared goes, the keys first; tooltips still tell them."""
        spared = (*(cap for cap, _, _ in self._keys if cap.text()), self._score)
        for widget in spared:
            widget.show()
        for widget in spared:
            if self.sizeHint().width() <= width:
                break
            widget.hide()
        self.adjustSize()

    def refresh(self) -> None:
        """Show what waits now."""
        document = self._editing.document
        waiting = document.proposals if document is not None else ()
        self.setVisible(bool(waiting))
        if not waiting:
            return
        shown = self._session.proposing.shown(waiting)
        self._count.setText(self._count_text(shown, len(waiting)))
        threshold = self._session.proposing.threshold
        self._score.setText(self.tr("score ≥ {score}").format(score=QLocale().toString(threshold, "f", 2)))
        self._slider.blockSignals(True)
        self._slider.setValue(round(threshold * 100))
        self._slider.blockSignals(False)
        one_chosen = self._commands.chosen_proposal is not None
        self._reject.setText(self.tr("Reject") if one_chosen else self.tr("Reject all"))
        for button in (self._accept, self._next, self._reject):
            button.setEnabled(bool(shown) and not self._session.read_only)

    def _count_text(self, shown: tuple[Proposal, ...], waiting: int) -> str:
        tags = [item for item in shown if item.annotation.kind is AnnotationKind.TAG]
        if len(tags) == 1 and len(shown) == 1:
            # A label of the whole picture has no place in it: here it is said.
            name = self._session.labels.get(tags[0].annotation.label_id).name
            score = QLocale().toString(tags[0].score, "f", 2)
            return self.tr("Proposed: {label} {score}").format(label=name, score=score)
        if not shown:
            return self.tr("%n proposal(s) below", "", waiting)
        return self.tr("%n proposal(s)", "", len(shown))

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName("proposals-threshold")
        slider.setAccessibleName(self.tr("Least score"))
        slider.setToolTip(self.tr("Proposals below this score are hidden. A score of 1 means that the model is sure."))
        slider.setRange(round(LEAST_SCORE * 100), round(MOST_THRESHOLD * 100))
        slider.setPageStep(5)
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the canvas
        slider.setFixedWidth(SLIDER_WIDTH)
        slider.valueChanged.connect(self._on_slider_value_changed)
        return slider

    def _make_button(self, look: Look, text: str, name: str, run: Callable[[], None]) -> QuietButton:
        button = QuietButton(text, look)
        button.setObjectName(name)
        button.setAccessibleName(text)
        set_role(button, "small-quiet")
        # The keyboard stays with the canvas: its keys answer the next proposal.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(run)
        return button

    def _on_settings_changed(self) -> None:
        for cap, button, action in self._keys:
            key = shown_key(action, self._session.settings.value.keys)
            cap.setText(key)
            cap.setVisible(bool(key))
            button.setToolTip(self.tr("Key: {key}").format(key=key) if key else "")

    def _on_next_clicked(self) -> None:
        self._commands.cycle(1)

    def _on_slider_value_changed(self, value: int) -> None:
        self._session.proposing.set_threshold(value / 100)
