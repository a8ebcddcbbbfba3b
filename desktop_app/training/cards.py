"""The four cards of the plan: what will be used, and where each came from. A click opens what can be changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_XS
from desktop_app.look.widgets import ClickableCard, PlainLabel
from desktop_app.look.widgets.plain_label import escaped
from desktop_app.session.run_words import duration, method_title
from desktop_app.training import words
from desktop_app.training.machine_plan import BackbonePlan, MachinePlan
from desktop_app.training.planner import Plan

NAMES = ("backbone", "split", "device", "time")


class PlanCard(ClickableCard):
    """A title, a value, and where the value came from."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(f"train-card-{name}")
        self._title = title
        self._value = PlainLabel("", role="heading", elide=True)
        self._origin = PlainLabel("", role="small", elide=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_XS)
        for label in (PlainLabel(title, role="small"), self._value, self._origin):
            layout.addWidget(label)
        self._words = ("", "")
        self.set_words("…", "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def set_words(self, value: str, origin: str, *, short: str = "", is_wrong: bool = False) -> None:
        """What is shown now. short: of the value, for a narrow card.   is_wrong: it stands in the way of a training."""
        self._words = (value, short or value)
        self._fit()
        self._origin.setText(origin)
        self._origin.set_role("bad" if is_wrong else "small")
        self.setAccessibleName(self.tr("{title}: {value}").format(title=self._title, value=value))
        self.setAccessibleDescription(self.tr("{origin}. Enter opens it to change it.").format(origin=origin))

    def _fit(self) -> None:
        value, short = self._words
        room = self.width() - 2 * SPACE_M - 2
        fits = self._value.fontMetrics().horizontalAdvance(value) <= room
        self._value.setText(value if fits else short)
        self._value.setToolTip("" if fits else escaped(value))


class PlanCards(QWidget):
    """Backbone, split, device, time.

    Signals: opened(str): a card was clicked; its name.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles = (self.tr("Backbone"), self.tr("Split"), self.tr("Device"), self.tr("Time"))
        self._cards = {name: PlanCard(name, title) for name, title in zip(NAMES, titles, strict=True)}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_L)
        for name, card in self._cards.items():
            card.clicked.connect(partial(self.opened.emit, name))
            layout.addWidget(card, 1)

    def set_open(self, name: str) -> None:
        """Mark the card whose detail is shown, '' for none."""
        for own, card in self._cards.items():
            card.set_chosen(own == name)

    def show_plan(self, plan: Plan) -> None:
        """Say what the plan says."""
        backbone, machine = plan.machine.backbone, plan.machine
        self._cards["backbone"].set_words(backbone.title, backbone_origin(backbone), is_wrong=bool(backbone.problem))
        total = len(plan.data.ids)
        split = plan.data.split
        value, short = words.split_value(split), words.split_short(split)
        value, short = (value, short) if total else (self.tr("nothing yet"), "")
        self._cards["split"].set_words(value, words.split_origin(split, total), short=short)
        self._cards["device"].set_words(device_value(machine), device_origin(machine))
        self._cards["time"].set_words(*self._time(plan))

    def _time(self, plan: Plan) -> tuple[str, str]:
        seconds, ready = plan.machine.seconds, plan.machine.ready
        if seconds is None:
            return self.tr("not known yet"), self.tr("there is nothing to learn from")
        value = self.tr("about {time}").format(time=duration(seconds))
        if plan.machine.method:
            return value, self.tr("rough: {method} was never timed here").format(
                method=method_title(plan.machine.method)
            )
        if plan.machine.backbone.whole:
            return value, self.tr("the whole network learns")
        if ready >= len(plan.data.ids):
            return value, self.tr("all features are ready")
        if ready:
            return value, self.tr("features of %n picture(s) are ready", "", ready)
        return value, self.tr("features still to compute")


def backbone_origin(backbone: BackbonePlan) -> str:
    """Frozen or whole, where the weights are, how large."""
    if backbone.is_composed:
        return _tr("cannot be built yet") if backbone.problem else _tr("your own layers · learns whole")
    if backbone.problem:
        return _tr("its weights are not on this computer")
    if backbone.weights is None:
        return _tr("learns whole · needs no weights")
    size = words.size(backbone.size_bytes)
    return _tr("frozen · {origin} · {size}").format(origin=origin_words(backbone.origin), size=size)


def origin_words(origin: str) -> str:
    """Where weights came from."""
    return {
        "named file": _tr("weights from your file"),
        "project": _tr("weights from your folder"),
        "hub cache": _tr("weights on this computer"),
        "bundled": _tr("weights come with Vistazo"),
        "download": _tr("weights downloaded"),
    }.get(origin, origin)


def device_value(machine: MachinePlan) -> str:
    """'CPU, 2 cores'."""
    if machine.device == "cpu":
        return _tr("CPU, %n core(s)", machine.cores)
    return {"cuda": _tr("NVIDIA GPU"), "mps": _tr("Apple GPU")}.get(machine.device, machine.device)


def device_origin(machine: MachinePlan) -> str:
    """Why this one."""
    if machine.wanted != "auto":
        return _tr("as you chose")
    return _tr("no GPU found: why?") if machine.device == "cpu" else _tr("the fastest one found")


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("PlanCards", text, "", number)
