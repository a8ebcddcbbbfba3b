"""The network that is looked at: its idea, its numbers, its licence, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Card, FlowLayout, PlainLabel, PrimaryButton, QuietButton, ThinProgress
from desktop_app.training import words
from desktop_app.training.gallery.rows import NetworkRow
from desktop_app.training.gallery.words import size_words, speed_sentence, state_sentence

WIDTH = 340


class NetworkCard(Card):
    """Signals: wanted(str): 'use', 'scratch', 'inspect', 'measure', 'download', 'file'."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setObjectName("networks-card")
        self._title = PlainLabel("", role="heading", wrap=True)
        self._family = PlainLabel("", role="dim", wrap=True)
        self._idea = PlainLabel("", wrap=True)
        self._idea.setObjectName("networks-idea")
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(SPACE_M)
        self._facts.setVerticalSpacing(SPACE_XS)
        self._facts.setColumnStretch(1, 1)
        self._values: dict[str, PlainLabel] = {}
        self._said = PlainLabel("", role="small", wrap=True)
        self._progress = ThinProgress()
        self._progress.setAccessibleName(self.tr("Download"))
        self.use = PrimaryButton(self.tr("Use it"), look, icon="check")
        self._buttons: dict[str, QuietButton] = {}
        self._make_buttons(look)
        self._lay_out()

    def show_row(self, row: NetworkRow, *, is_chosen: bool, can_measure: bool) -> None:
        """Look at this one. is_chosen: the next training uses it."""
        listed = row.listed
        self._title.setText(listed.title)
        self._family.setText(f"{in_words(listed.family)} · {listed.year}")
        self._idea.setText(in_words(listed.idea))
        whole, without = words.count(listed.whole_parameters), words.count(listed.parameters)
        self._say("parameters", self.tr("{n} ({m} without its classifier)").format(n=whole, m=without))
        self._say("size", size_words(row))
        self._say("input", self.tr("{n} × {n} pixels").format(n=words.count(listed.input_size)))
        finds = self.tr("classifiers and detectors") if listed.has_pyramid else self.tr("classifiers alone")
        self._say("for", finds)
        self._say("weights", state_sentence(row))
        self._say("licence", listed.weights_licence or self.tr("no weights, no licence"))
        source = self.tr("Vistazo's own") if listed.source == "ours" else listed.source
        self._say("code", f"{source} · {listed.code_licence}")
        self._say("speed", speed_sentence(row.speed))
        self.use.setEnabled(not is_chosen)
        self.use.setText(self.tr("In use") if is_chosen else self.tr("Use it"))
        self.use.setToolTip(
            self.tr("The next training uses it already") if is_chosen else self.tr("Choose it for the next training")
        )
        self._buttons["scratch"].setVisible(not listed.trains_whole)
        self._buttons["download"].setVisible(row.state == "download")
        self._buttons["file"].setVisible(row.state in ("download", "missing"))
        size = words.size(listed.download_bytes)
        self._buttons["download"].setText(self.tr("Download {size}").format(size=size))
        self._buttons["measure"].setEnabled(can_measure)
        self._progress.hide()
        self._said.hide()

    def show_download(self, fraction: float | None) -> None:
        """How far its weights have come."""
        self._progress.show()
        self._progress.set_fraction(fraction)
        self._buttons["download"].setEnabled(False)
        self.say(self.tr("downloading its weights"))

    def end_download(self, problem: str = "") -> None:
        """It is over; why it ended without weights, if it did."""
        self._progress.hide()
        self._buttons["download"].setEnabled(True)
        self.say(in_words(problem), is_bad=True)

    def say(self, text: str, *, is_bad: bool = False) -> None:
        """A line below the buttons; '' for none."""
        self._said.set_role("bad" if is_bad else "small")
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def _say(self, name: str, text: str) -> None:
        self._values[name].setText(text)

    def _make_buttons(self, look: Look) -> None:
        self.use.setObjectName("networks-use")
        self.use.clicked.connect(self._on_use_clicked)
        made = (
            ("inspect", self.tr("Inspect"), "scan-search", self.tr("Its layers, shapes, parameters and memory")),
            ("measure", self.tr("Measure"), "gauge",
             self.tr("Measure how many pictures a second it takes on this computer: some seconds")),
            ("scratch", self.tr("From scratch"), "shuffle",
             self.tr("Choose it with random weights: the whole network learns, and needs many pictures")),
            ("download", self.tr("Download"), "download", self.tr("Fetch its weights from their publisher")),
            ("file", self.tr("From file…"), "folder-open", self.tr("Take its weights from a file of yours")),
        )  # fmt: skip
        for name, text, icon, tip in made:
            button = QuietButton(text, look, icon=icon)
            button.setObjectName(f"networks-{name}")
            button.setAccessibleName(text)
            button.setToolTip(tip)
            button.clicked.connect(partial(self._tell, name))
            self._buttons[name] = button

    def _lay_out(self) -> None:
        titles = (
            ("parameters", self.tr("Parameters")), ("size", self.tr("Size")), ("input", self.tr("Input")),
            ("for", self.tr("For")), ("weights", self.tr("Weights")), ("licence", self.tr("Licence of weights")),
            ("code", self.tr("Code")), ("speed", self.tr("Speed")),
        )  # fmt: skip
        for place, (name, title) in enumerate(titles):
            head = PlainLabel(title, role="small", wrap=True)
            head.setFixedWidth(92)
            self._values[name] = PlainLabel("", wrap=True)
            self._values[name].setObjectName(f"networks-fact-{name}")
            self._facts.addWidget(head, place, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(self._values[name], place, 1)
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_S)
        column.setSpacing(SPACE_S)
        for part in (self._title, self._family, self._idea):
            column.addWidget(part)
        column.addSpacing(SPACE_XS)
        column.addLayout(self._facts)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        holder = QWidget()
        flow = FlowLayout(holder, SPACE_S)
        flow.addWidget(self.use)
        for button in self._buttons.values():
            flow.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, SPACE_L)
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._progress)
        foot.addWidget(self._said)
        foot.addWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addLayout(foot)

    def _on_use_clicked(self) -> None:
        self.wanted.emit("use")

    def _tell(self, name: str, _checked: bool = False) -> None:
        self.wanted.emit(name)
