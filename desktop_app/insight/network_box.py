"""Which network is looked into: the project's runs, and pretrained networks whose weights are on this computer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.insight.networks import Network, pretrained_networks, run_networks, surroundings
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session

NETWORK_PROPERTY = "inside_network"  # on the session: places are rebuilt, what was looked at stays


class NetworkBox(QComboBox):
    """Signals: network_changed(): `network` is another one."""

    network_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inside-network")
        self.setAccessibleName(self.tr("Network to look into"))
        self.setToolTip(self.tr("Your runs, and pretrained networks whose weights are on this computer"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._session = session
        self._pretrained: list[Network] = []
        self.network: Network | None = None
        self.is_loading = True
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        session.runs.changed.connect(self._fill)
        session.runs.chosen_changed.connect(self._on_runs_chosen_changed)
        self.activated.connect(self._on_self_activated)
        work = partial(pretrained_networks, surroundings(session).weights_dirs)
        self._tokens.add(session.background.run(work, self._on_background_networks))
        self._fill()

    def _fill(self) -> None:
        runs = run_networks(self._session)
        networks = [*runs, *self._pretrained]
        self.clear()
        for network in runs:
            self.addItem(network.title, network)
        if runs and self._pretrained:
            self.insertSeparator(self.count())
        for network in self._pretrained:
            self.addItem(network.title, network)
        self.setEnabled(bool(networks))
        self._choose(self._wanted(networks))

    def _wanted(self, networks: list[Network]) -> Network | None:
        """The one looked at before, else the chosen run, else whatever there is."""
        before = str(self._session.property(NETWORK_PROPERTY) or "")
        keys = (before, f"run:{self._session.runs.chosen}")
        found = (network for key in keys for network in networks if network.key == key)
        if self.is_loading and not (before and any(network.key == before for network in networks)) and before:
            return self.network  # it may be among those that are still being looked for
        return next(found, networks[0] if networks else None)

    def _choose(self, network: Network | None) -> None:
        places = [place for place in range(self.count()) if self.itemData(place) == network]
        self.setCurrentIndex(places[0] if places and network is not None else -1)
        if network != self.network:
            self.network = network
            self.network_changed.emit()

    def _on_self_activated(self, place: int) -> None:
        network = self.itemData(place)
        if isinstance(network, Network):
            self._session.setProperty(NETWORK_PROPERTY, network.key)
            self._choose(network)

    def _on_runs_chosen_changed(self) -> None:
        # The run that a person chooses to look at is the one to look into.
        if self._session.runs.chosen:
            self._session.setProperty(NETWORK_PROPERTY, "")
        self._fill()

    def _on_background_networks(self, networks: list[Network]) -> None:
        self.is_loading = False
        self._pretrained = networks
        self._fill()
        self.network_changed.emit()  # also when there is none: now that is known
