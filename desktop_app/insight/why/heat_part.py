"""Which part decided: the heat over the picture, one answer or two side by side, and its sanity check."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.insight.asking import Asking
from desktop_app.insight.map_files import MapFiles
from desktop_app.insight.networks import Network, layers_job, run_networks, surroundings
from desktop_app.insight.panels import lay_beside
from desktop_app.insight.why.check_strip import CheckStrip
from desktop_app.insight.why.choices import CHECKS, HeatChoices, heat_job, other_job
from desktop_app.insight.why.heat_card import HeatCard
from desktop_app.insight.why.side import WhySide
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M
from desktop_app.session.background import Token
from desktop_app.session.following import OneJob, Tokens
from desktop_app.session.read_picture import ReadPicture
from desktop_app.session.session import Session
from ml_engine.domain.events import Event, HeatMap, Layers
from ml_engine.reports.kept_epochs import kept_epochs

REST_MS = 150
CHOICES_PROPERTY = "inside_why_choices"  # on the session: places are rebuilt, what was asked for stays


class HeatPart(QWidget):
    """asking, other: the question, and the one beside it."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        kept = session.property(CHOICES_PROPERTY)
        self.choices = kept if isinstance(kept, HeatChoices) else HeatChoices()
        self._network: Network | None = None
        self._image: Path | None = None
        self._networks: dict[str, Network] = {}
        self._tokens = Tokens()
        self._layers = OneJob(session.engine)
        self.asking, self.other = Asking(session, self), Asking(session, self)
        self._files = MapFiles(session, self)
        self.side = WhySide(look, self.choices)
        self.card, self.beside = HeatCard(look, "why-heat"), HeatCard(look, "why-heat-beside")
        self.strip = CheckStrip(look)
        self._checks = 0
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._build()
        self._connect()
        self._show_second()

    def follow(self, network: Network, image: Path) -> None:
        """Explain this network's answer for this picture."""
        if network != self._network:
            self._network = network
            self.choices = HeatChoices(self.choices.method, signed=self.choices.signed)
            self.side.set_choices(self.choices)
            self._ask_layers(network)
            self._ask_compared(network)
        elif image == self._image:
            return
        self._image = image
        self._ask_soon()

    def set_picture(self, picture: ReadPicture | None) -> None:
        """The picture below the heat."""
        for part in (self.card, self.beside, self.strip):
            part.set_picture(picture)

    def _build(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_M)
        cards.addWidget(self.card, 1)
        cards.addWidget(self.beside, 1)
        right = QVBoxLayout()
        right.setSpacing(SPACE_M)
        right.addLayout(cards, 1)
        right.addWidget(self.strip)
        lay_beside(self, self.side, right)

    def _connect(self) -> None:
        self.destroyed.connect(self._tokens.cancel_all)
        self.destroyed.connect(self._layers.let_go)
        self._soon.timeout.connect(self._ask)
        self.side.chosen.connect(self._on_side_chosen)
        self.side.check_wanted.connect(self._on_side_check_wanted)
        self.side.opacity_changed.connect(self._on_side_opacity_changed)
        self._on_side_opacity_changed(self.side.opacity.value)
        self.asking.changed.connect(self._on_asking_changed)
        self.other.changed.connect(self._on_other_changed)
        for card, asking in ((self.card, self.asking), (self.beside, self.other)):
            card.again_wanted.connect(self._ask_soon)
            card.stop_wanted.connect(asking.cancel)
            card.save_wanted.connect(partial(self._save, card))

    def _ask_soon(self) -> None:
        """A person who walks through pictures or choices wants only the last one's answer."""
        self._checks = 0
        self._soon.start()

    def _ask(self) -> None:
        network, image = self._network, self._image
        if network is None or image is None:
            return
        around = surroundings(self._session)
        self.asking.start(heat_job(self.choices, network, around, str(image), checks=self._checks), keep=True)
        second = other_job(self.choices, self._networks, network, around, str(image))
        if second is None:
            self.other.clear()
        elif not self._checks:
            self.other.start(second, keep=True)

    def _ask_layers(self, network: Network) -> None:
        self.side.set_layers(())
        self._layers.start(layers_job(network, surroundings(self._session)), self._on_layers_event)

    def _ask_compared(self, network: Network) -> None:
        others = [one for one in run_networks(self._session) if one.key != network.key]
        self._networks = {one.key: one for one in others}
        self.side.set_compared([], others)
        if network.model:
            self._tokens.cancel_all()
            work = partial(_epochs_of, Path(network.model))
            done = partial(self._on_background_epochs, network, others)
            self._tokens.add(self._session.background.run(work, done))

    def _show_second(self) -> None:
        self.beside.setVisible(bool(self.choices.against and self.choices.other))

    def _save(self, card: HeatCard) -> None:
        found = (self.asking if card is self.card else self.other).found
        if isinstance(found, HeatMap):
            name = f"{Path(found.image).stem} {found.method} {found.label}"
            self._files.save(card.view.rendered(), name)

    def _say_facts(self, found: HeatMap) -> None:
        facts = self._session.facts
        facts.put("inside.why.method", found.method)
        facts.put("inside.why.label", found.label)
        facts.put("inside.why.layer", found.layer)
        facts.put("inside.why.signed", found.signed)
        facts.put("inside.why.against", self.choices.against)
        if found.checks:
            facts.put("inside.why.agreement", found.checks[-1].similarity)

    def _on_side_chosen(self, choices: HeatChoices) -> None:
        self.choices = choices
        self._session.setProperty(CHOICES_PROPERTY, choices)
        self._show_second()
        self._ask_soon()

    def _on_side_check_wanted(self) -> None:
        self._checks = CHECKS
        self._soon.start()

    def _on_side_opacity_changed(self, opacity: float) -> None:
        for card in (self.card, self.beside):
            card.view.set_opacity(opacity)

    def _on_asking_changed(self) -> None:
        found = self.asking.found if isinstance(self.asking.found, HeatMap) else None
        self.card.show_asking(self.asking, self._title(0))
        self.strip.show_checks(found, self.side.opacity.value)
        if found is not None and not self.asking.is_busy:
            self.side.show_found(found)
            self._say_facts(found)

    def _on_other_changed(self) -> None:
        self.beside.show_asking(self.other, self._title(1))

    def _title(self, place: int) -> str:
        """Which of two it is."""
        match self.choices.against:
            case "epoch":
                word = self.tr("Epoch {number}").format(number=self.choices.other)
                return word if place else self.tr("The best epoch")
            case "run":
                other = self._networks.get(self.choices.other) if place else self._network
                return other.title if other else ""
            case "label":
                found = (self.other if place else self.asking).found
                return found.label if isinstance(found, HeatMap) else ""
            case _:
                return ""

    def _on_layers_event(self, event: Event) -> None:
        if isinstance(event, Layers):
            self.side.set_layers([row for row in event.rows if len(row.shape) == 3])

    def _on_background_epochs(self, network: Network, others: list[Network], epochs: list[int]) -> None:
        if network == self._network:
            self.side.set_compared(epochs, others)


def _epochs_of(folder: Path, _: Token) -> list[int]:
    return [one.epoch for one in kept_epochs(folder)]
