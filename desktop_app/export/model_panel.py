"""A model out of a run: which run, in which format, where; then the proof that it answers the same."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.export.model_export import ModelExport
from desktop_app.export.model_result import ModelResult
from desktop_app.export.side_by_side import SideBySide
from desktop_app.export.small_parts import Destination, FormatCard, WorkRow, titled_card
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import SPACE_M
from desktop_app.look.widgets import MessageBar, PlainLabel, PrimaryButton
from desktop_app.look.widgets.choice import Choice
from desktop_app.project.run_index import RunRow
from desktop_app.session.run_uses import can_export
from desktop_app.session.run_words import figure_words, run_state, run_title
from desktop_app.session.session import Session

FORMATS = ("onnx", "pt2", "safetensors")


class ModelPanel(QWidget):
    """For projects with at least one run that has learnt something and does not go on by itself."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-model")
        self._session = session
        self._export = ModelExport.of(session)
        self._format = FORMATS[0]
        self._run: Choice[str] = Choice("export-run", self.tr("Run"))
        self._cards = self._make_cards()
        self._where = Destination("export-model", look, session.background)
        self._start = PrimaryButton(self.tr("Export the model"), look, icon="package-check")
        self._work = WorkRow("export-model", look)
        self._messages = MessageBar(look)
        self._notices = PlainLabel("", role="small", wrap=True)
        self._result = ModelResult(look)
        self._lay_out()
        self._connect()
        self._on_runs_changed()
        self.choose_format(self._export.state.format or self._format)
        self._on_export_changed()

    def choose_format(self, form: str) -> None:
        """'onnx', 'pt2' or 'safetensors'."""
        self._format = form
        for name, card in self._cards.items():
            card.set_chosen(name == form)
        self._propose()

    def start(self) -> None:
        """Export what is chosen."""
        folder = self._where.folder
        if self._start.isEnabled() and folder is not None:
            self._messages.clear()
            self._export.start(self._run.value, self._format, folder)

    def _make_cards(self) -> dict[str, FormatCard]:
        words = {
            "onnx": self.tr("One file that runs nearly everywhere: ONNX Runtime, OpenCV, phones, web pages."),
            "pt2": self.tr("The whole network as one program of PyTorch, for people who work with it."),
            "safetensors": self.tr("The numbers alone, safe to open; for Vistazo and its Python packages."),
        }
        titles = {"onnx": "ONNX", "pt2": "PyTorch", "safetensors": "safetensors"}
        endings = {"onnx": ".onnx", "pt2": ".pt2", "safetensors": ".safetensors"}
        cards = {}
        for name in FORMATS:
            tag = endings[name] if titles[name] != name else ""
            cards[name] = FormatCard(f"export-format-{name}", titles[name], words[name], tag)
            cards[name].clicked.connect(partial(self.choose_format, name))
        return cards

    def _lay_out(self) -> None:
        self._start.setObjectName("export-model-start")
        self._notices.setObjectName("export-model-notices")
        card, layout = titled_card(self.tr("Model"))
        layout.addLayout(_row(PlainLabel(self.tr("Run")), self._run))
        formats = QHBoxLayout()
        formats.setSpacing(SPACE_M)
        for format_card in self._cards.values():
            formats.addWidget(format_card, 1)
        layout.addLayout(formats)
        layout.addWidget(PlainLabel(self.tr("Where")))
        layout.addWidget(self._where)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_M)
        promise = self.tr("It is reloaded and compared with the trained model on real pictures before it appears.")
        foot.addWidget(PlainLabel(promise, role="small", wrap=True), 1)
        foot.addWidget(self._start)
        layout.addLayout(foot)
        layout.addWidget(self._work)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(SideBySide((card, self._messages, self._notices), self._result))

    def _connect(self) -> None:
        session = self._session
        session.runs.changed.connect(self._on_runs_changed)
        session.runs.chosen_changed.connect(self._on_runs_chosen_changed)
        session.runs.training_changed.connect(self._on_export_changed)
        self._export.changed.connect(self._on_export_changed)
        self._run.currentIndexChanged.connect(self._on_run_changed)
        self._where.changed.connect(self._on_export_changed)
        self._start.clicked.connect(self._on_start_clicked)
        self._work.stop_wanted.connect(self._export.cancel)

    def _exportable(self) -> list[RunRow]:
        return [run for run in self._session.runs.rows if can_export(run)]

    def _on_runs_changed(self) -> None:
        runs = self._exportable()
        names = [run.name for run in runs]
        kept = self._run.value if self._run.count() else self._session.runs.chosen
        self._run.set_choices([(run.name, self._words_of(run)) for run in runs])
        if names:
            self._run.show_value(kept if kept in names else names[0])
        self._on_run_changed(0)

    def _on_runs_chosen_changed(self) -> None:
        chosen = self._session.runs.chosen
        if chosen in [run.name for run in self._exportable()]:
            self._run.show_value(chosen)
            self._on_run_changed(0)

    def _words_of(self, run: RunRow) -> str:
        title = run_title(self._session.runs.number(run.name), run.task, run.network_name, run.method)
        parts = (title, figure_words(run.task, run.metrics), run_state(run))
        return " · ".join(part for part in parts if part)

    def _propose(self) -> None:
        if self._run.count():
            number = self._session.runs.number(self._run.value)
            name = f"{self._session.name}-run{number}-{self._format}"
            self._where.propose(self._session.project.folder.exports, name)

    def _on_run_changed(self, _: int) -> None:
        self._propose()
        self._on_export_changed()

    def _on_start_clicked(self, _: bool = False) -> None:
        self.start()

    def _on_export_changed(self) -> None:
        state = self._export.state
        ready = bool(self._run.count()) and self._where.folder is not None and not state.is_running
        self._start.setEnabled(ready)
        self._work.setVisible(state.is_running)
        self._work.show_work(self._work_words(), state.done, state.total, state.phase in ("waiting", "running"))
        self._notices.setText("\n".join(in_words(notice) for notice in state.notices))
        self._notices.setVisible(bool(state.notices))
        self._show_end()

    def _show_end(self) -> None:
        state = self._export.state
        self._result.setVisible(state.result is not None)
        if state.phase == "failed" and state.error is not None:
            self._messages.show_message(Message("bad", state.error.message, state.error.hint))
        elif state.phase == "stopped":
            self._messages.show_message(Message("info", self.tr("The export was stopped; nothing stays behind.")))
        if state.result is not None and state.result.folder != self._result.folder:
            self._result.show_model(state.result)
            self._where.propose_anew(state.result.folder.parent, state.result.folder.name)

    def _work_words(self) -> str:
        state = self._export.state
        if state.phase == "stopping":
            return self.tr("Stopping after this step")
        if state.phase == "waiting":
            training = self._session.runs.training is not None
            return self.tr("Waiting for the training to end") if training else self.tr("Starting")
        steps = (
            self.tr("Opening the run"), self.tr("Writing the file"), self.tr("Preparing pictures to compare"),
            self.tr("Comparing answers"), self.tr("Finishing"),
        )  # fmt: skip
        return steps[min(state.done, len(steps) - 1)]


def _row(label: QWidget, control: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE_M)
    row.addWidget(label)
    row.addWidget(control)
    row.addStretch(1)
    return row
