"""The time: what it is made of, and what makes it shorter."""

from __future__ import annotations

from desktop_app.look.look import Look
from desktop_app.look.widgets import PlainLabel
from desktop_app.session.run_words import duration, method_title
from desktop_app.session.session import Session
from desktop_app.training import words
from desktop_app.training.detail import Detail
from desktop_app.training.planner import Plan, Planner


class TimeDetail(Detail):
    """Sentences only: what changes the time is changed elsewhere."""

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner)
        self._text = PlainLabel("", wrap=True)
        self._text.setObjectName("train-time-why")
        self._hint = PlainLabel(
            self.tr(
                "An estimate from how fast this computer was the last times, right within a factor of two. Features are"
                 " kept, so the next run is quicker. A smaller backbone, a smaller input or fewer epochs are too; "
                "the last two are under “More choices”."
            ),
            role="dim", wrap=True,
        )  # fmt: skip
        self.column.addWidget(self._text)
        self.column.addWidget(self._hint)

    def title(self) -> str:
        return self.tr("Time")

    def show_plan(self, plan: Plan) -> None:
        machine, total = plan.machine, len(plan.data.ids)
        if machine.seconds is None:
            self._text.setText(self.tr("Nothing can be said before there is something to learn from."))
            return
        parts = [
            self.tr("About {time}").format(time=duration(machine.seconds)),
            self.tr("{n} steps at {size} pixels").format(
                n=words.count(machine.steps), size=words.count(machine.input_size)
            ),
        ]
        if not machine.backbone.whole:
            ready = min(machine.ready, total)
            text = self.tr("features of {ready} of {total} pictures are ready")
            parts.append(text.format(ready=words.count(ready), total=words.count(total)))
        text = " · ".join(parts)
        if machine.method:
            rough = self.tr(
                "How long a step of {method} takes here is a rough guess before one training of it has ended."
            )
            text = f"{text}. {rough.format(method=method_title(machine.method))}"
        self._text.setText(text)
