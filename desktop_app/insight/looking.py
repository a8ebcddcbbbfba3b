"""What is looked at inside a network, and how far the answer is: one network, one layer, one picture.

Whatever was asked for before and is no longer wanted is let go, so that the latest click is what is seen.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop_app.insight.maps import MapSet, make_map_set
from desktop_app.insight.networks import Network, layers_job, maps_job, surroundings
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, FeatureMaps, JobCancelled, JobFailed, LayerRow, Layers

REST_MS = 120
LAYER_PROPERTY = "inside_layer"  # on the session: places are rebuilt, what was looked at stays


class Looking(QObject):
    """layers: of the network, None while they are asked for.   maps: of `layer` for `image`, None while asked for.

    busy: what is being done: '', 'layers' or 'maps'.   failure: why there is no answer, None if there is none.
    Signals: layers_changed().   layer_changed().   maps_changed().   busy_changed(): also when `failure` changed.
    """

    layers_changed = Signal()
    layer_changed = Signal()
    maps_changed = Signal()
    busy_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layers_job, self._maps_job = OneJob(session.engine), OneJob(session.engine)
        self._ask_soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._ask_soon.timeout.connect(self._ask_maps)
        self._last = QElapsedTimer()
        self.network: Network | None = None
        self.image: Path | None = None
        self.layer = str(session.property(LAYER_PROPERTY) or "")
        self.layers: Layers | None = None
        self.maps: MapSet | None = None
        self.busy = ""
        self.failure: UserError | None = None
        self._wanted = ""
        self.destroyed.connect(self._layers_job.let_go)
        self.destroyed.connect(self._maps_job.let_go)

    @property
    def row(self) -> LayerRow | None:
        """The chosen layer as the list has it."""
        rows = self.layers.rows if self.layers else ()
        return next((row for row in rows if row.name == self.layer), None)

    def set_network(self, network: Network | None) -> None:
        """Look into another network; the layer stays if it has one of that name."""
        if network == self.network:
            return
        self.network, self.layers = network, None
        self._drop_maps()
        self._maps_job.let_go()
        self._layers_job.let_go()
        self.layers_changed.emit()
        self.ask_again()

    def set_image(self, path: Path | None) -> None:
        """Look at another picture, once the hand rests."""
        if path != self.image:
            self.image = path
            self._drop_maps()
            self._want_maps()

    def set_layer(self, name: str) -> None:
        """Look at another layer."""
        if name == self.layer:
            return
        self.layer = name
        self._session.setProperty(LAYER_PROPERTY, name)
        self._drop_maps()
        self.layer_changed.emit()
        self._want_maps()

    def want_layer(self, words: str) -> None:
        """Look at a layer, by its name or the end of it, now or once the layers are known; no such layer: nothing."""
        self._wanted = words
        self._take_wanted()

    def ask_again(self) -> None:
        """After a failure, or for a new network: from the start."""
        if self.network is None:
            self._set_busy("")
        elif self.layers is None:
            self._set_busy("layers")
            job = layers_job(self.network, surroundings(self._session))
            self._layers_job.start(job, partial(self._on_layers_event, self.network))
        else:
            self._want_maps()

    def _want_maps(self) -> None:
        """A click is answered at once; of a walk through pictures or layers only where it rests."""
        self._maps_job.let_go()
        if self.network is None or self.layers is None:
            return
        if self.image is None or self.row is None:
            self._set_busy("")
            return
        self._set_busy("maps")
        if self._last.isValid() and self._last.elapsed() < REST_MS:
            self._ask_soon.start()
        else:
            self._ask_soon.stop()
            self._ask_maps()

    def _ask_maps(self) -> None:
        if self.network is None or self.image is None or self.row is None:
            return
        self._last.start()
        job = maps_job(self.network, surroundings(self._session), self.image, self.layer)
        self._maps_job.start(job, self._on_maps_event)

    def _take_wanted(self) -> None:
        if self.layers is None or not self._wanted:
            return
        words, self._wanted = self._wanted, ""
        names = [row.name for row in self.layers.rows]
        found = [name for name in names if name == words] or [name for name in names if name.endswith(f".{words}")]
        if found:
            self.set_layer(found[0])
            self.layers_changed.emit()  # the list shows which one is looked at

    def _drop_maps(self) -> None:
        if self.maps is not None:
            self.maps = None
            self.maps_changed.emit()

    def _set_busy(self, busy: str, failure: UserError | None = None) -> None:
        if (busy, failure) != (self.busy, self.failure):
            self.busy, self.failure = busy, failure
            self.busy_changed.emit()

    def _on_layers_event(self, network: Network, event: Event) -> None:
        if network != self.network:
            return
        match event:
            case Layers():
                self.layers = event
                if self.row is None:
                    self.layer = _first_layer(event)
                self.layers_changed.emit()
                self._take_wanted()
                self._want_maps()
            case JobFailed():
                self._set_busy("", UserError(event.code, event.message, event.hint))
            case JobCancelled():
                self._set_busy("")
            case _:
                pass

    def _on_maps_event(self, event: Event) -> None:
        match event:
            case FeatureMaps():
                self.maps = make_map_set(event)
                self._set_busy("")
                self.maps_changed.emit()
            case JobFailed():
                self._set_busy("", UserError(event.code, event.message, event.hint))
            case JobCancelled():
                self._set_busy("")
            case _:
                pass


def _first_layer(layers: Layers) -> str:
    """The first that makes maps: edges and colours, which everybody recognises."""
    maps = (row for row in layers.rows if len(row.shape) == 3)
    row = next(maps, layers.rows[0] if layers.rows else None)
    return row.name if row else ""
