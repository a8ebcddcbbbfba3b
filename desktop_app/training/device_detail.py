"""The device: what was found, why it is used, and what PyTorch itself says when asked."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M
from desktop_app.look.widgets import PlainLabel, QuietButton
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from desktop_app.training.detail import Detail
from desktop_app.training.machine_plan import MachinePlan
from desktop_app.training.planner import Plan, Planner
from ml_engine.domain.events import Event, JobDone, JobFailed, JobStarted, Notice
from ml_engine.jobs.specs import DoctorJob


class DeviceDetail(Detail):
    """Automatic, processor or a graphics card."""

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner)
        self._job = OneJob(session.engine)
        self._lines: list[str] = []
        self._why = PlainLabel("", role="dim", wrap=True)
        self._why.setObjectName("train-device-why")
        choices = (
            ("auto", self.tr("Choose for me")), ("cpu", self.tr("CPU")),
            ("cuda", self.tr("NVIDIA GPU")), ("mps", self.tr("Apple GPU")),
        )  # fmt: skip
        self._choice = Segmented("train-device", choices)
        self._choice.chosen.connect(self._on_choice_chosen)
        self._ask = QuietButton(self.tr("Ask PyTorch"), look, icon="activity")
        self._ask.setObjectName("train-device-ask")
        self._ask.setAccessibleName(self.tr("Ask PyTorch what it can use here"))
        self._ask.setToolTip(self.tr("Starts the trainer and reports what PyTorch sees on this computer."))
        self._ask.clicked.connect(self._on_ask_clicked)
        self._said = PlainLabel("", role="small", wrap=True)
        self._said.setObjectName("train-device-said")
        self._said.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._choice)
        row.addStretch(1)
        row.addWidget(self._ask)
        self.column.addWidget(self._why)
        self.column.addLayout(row)
        self.column.addWidget(self._said)
        self.destroyed.connect(self._job.let_go)

    def title(self) -> str:
        return self.tr("Device")

    def show_plan(self, plan: Plan) -> None:
        self._choice.set_chosen(plan.machine.wanted)
        self._why.setText(self._reason(plan.machine))

    def _reason(self, machine: MachinePlan) -> str:
        last = self.session.runs.ended
        said = ""
        if last is not None and last.training.device:
            reason = in_words(last.training.reason)
            said = self.tr("The last training ran on {device}: {reason}.").format(
                device=last.training.device, reason=reason
            )
        if machine.wanted != "auto":
            why = self.tr("You chose this device. “Choose for me” takes the fastest one that PyTorch can use.")
        elif machine.device == "cpu":
            why = self.tr(
                "No NVIDIA driver with a card and no Apple GPU was found, so the processor is used. That is fine: the "
                "backbone is frozen, its features are computed once and kept."
            )
        elif machine.device == "cuda":
            why = self.tr("An NVIDIA card was found. If the installed PyTorch cannot use it, the processor is taken.")
        else:
            why = self.tr("The GPU of this Mac is used.")
        return f"{why} {said}".strip()

    @Slot(str)
    def _on_choice_chosen(self, device: str) -> None:
        self.session.settings.change(device=device)

    @Slot()
    def _on_ask_clicked(self) -> None:
        self._ask.setEnabled(False)
        self._lines = []
        self._said.setText(self.tr("Asking…"))
        self._said.show()
        self._job.start(DoctorJob(), self._on_job_event)

    def _on_job_event(self, event: Event) -> None:
        match event:
            case JobStarted():
                self._lines.append(f"{event.device}: {in_words(event.reason)}")
            case Notice() if event.code != "device":
                self._lines.append(f"{event.code}: {event.message}")
            case JobFailed():
                self._lines.append(in_words(event.message))
                self._ask.setEnabled(True)
            case JobDone():
                self._ask.setEnabled(True)
            case _:
                return
        self._said.setText("\n".join(self._lines))
