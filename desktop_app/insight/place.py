"""The Inside place: one network, one picture, and a tab for each way to look at what the network makes of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.insight.inside_page import InsidePage
from desktop_app.insight.layers_page import LayersPage
from desktop_app.insight.network_box import NetworkBox
from desktop_app.insight.pages import page_kinds
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import EmptyState, PlainLabel
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session

PAGE_PROPERTY = "inside_page"  # on the session: places are rebuilt, what was looked at stays
ROW_HEIGHT = 48
BOX_WIDTH = 280


class InsidePlace(QWidget):
    """networks: the choice of a network, for all tabs.   layers: the tab that is always there.

    A tab is told what to look at only while it is seen: a hidden one asks for nothing.
    """

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inside-place")
        self._session, self._look = session, look
        self.networks = NetworkBox(session)
        kinds = page_kinds()
        self.pages: dict[str, InsidePage] = {kind.name: kind.make(session, look) for kind in kinds}
        self.tabs = Segmented("inside-tab", [(kind.name, kind.word) for kind in kinds])
        for kind in kinds:
            self.tabs.set_tip(kind.name, kind.tip)
        self._whole = QStackedWidget()
        title, text = (
            self.tr("No picture"),
            self.tr("Choose a picture in Label: what the network sees in it is shown here."),
        )
        self._no_picture = EmptyState(look, "image", title, text, self.tr("Go to Label"))
        self._no_picture.button.setObjectName("inside-go-label")
        title = self.tr("No network yet")
        text = self.tr("Train a model, or put pretrained weights on this computer, to look inside.")
        self._no_network = EmptyState(look, "microscope", title, text, self.tr("Go to Train"))
        self._no_network.button.setObjectName("inside-go-train")
        self._name = str(session.property(PAGE_PROPERTY) or kinds[0].name)
        self._build()
        self._connect()
        self.show_page(self._name)

    @property
    def layers(self) -> LayersPage:
        """The tab of the layers."""
        page = self.pages[LayersPage.NAME]
        if not isinstance(page, LayersPage):
            raise TypeError("the tab of the layers is another's")
        return page

    @property
    def page(self) -> InsidePage:
        """The tab that is chosen."""
        return self.pages[self._name]

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own are of no use to a place
        """What can be done here, for keys and the palette."""
        return [spec for page in self.pages.values() for spec in page.actions()]

    def show_detail(self, detail: str) -> None:
        """Go to a tab, and to a part of it: 'layers', 'layers NAME', 'why', …"""
        name, _, rest = detail.partition(" ")
        if name in self.pages:
            self.show_page(name)
            self.page.open(rest)

    def show_page(self, name: str) -> None:
        """Go to a tab; a name that is none is the first."""
        self._name = name if name in self.pages else next(iter(self.pages))
        self._session.setProperty(PAGE_PROPERTY, self._name)
        self.tabs.set_chosen(self._name)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        super().showEvent(event)
        self._follow()

    def _build(self) -> None:
        top = QFrame()
        top.setProperty("role", "panel-top")
        top.setFixedHeight(ROW_HEIGHT)
        row = QHBoxLayout(top)
        row.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        row.setSpacing(SPACE_M)
        self.networks.setFixedWidth(BOX_WIDTH)
        row.addWidget(self.tabs)
        row.addStretch(1)
        label = PlainLabel(self.tr("Network"), role="dim")
        row.addWidget(label)
        row.addSpacing(SPACE_S - SPACE_M)
        row.addWidget(self.networks)
        for page in (*self.pages.values(), self._no_picture, self._no_network):
            self._whole.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(top)
        outer.addWidget(self._whole, 1)
        # Not before it has a parent: it would be a window of its own for a moment.
        self.tabs.setVisible(len(self.pages) > 1)

    def _connect(self) -> None:
        session = self._session
        session.current_changed.connect(self._follow)
        session.documents.changed.connect(self._on_documents_changed)
        self.networks.network_changed.connect(self._follow)
        self.tabs.chosen.connect(self.show_page)
        self._no_picture.button.clicked.connect(partial(session.go_to, "label"))
        self._no_network.button.clicked.connect(partial(session.go_to, "train"))

    def _follow(self) -> None:
        """Show the chosen tab, or why it has nothing to show; while the place is seen, tell it what to look at."""
        network, image = self.networks.network, self._image()
        if network is None and not self.networks.is_loading:
            self._whole.setCurrentWidget(self._no_network)
        elif self.page.NEEDS_PICTURE and self._session.current is None:
            self._whole.setCurrentWidget(self._no_picture)
        else:
            self._whole.setCurrentWidget(self.page)
        if not self.isVisible():
            return
        facts = self._session.facts
        facts.put("inside.page", self._name)
        facts.put("inside.network", network.key if network is not None else "")
        if network is not None and (image is not None or not self.page.NEEDS_PICTURE):
            self.page.follow(network, image)

    def _image(self) -> Path | None:
        document = self._session.document
        return document.row.image.path if document is not None else None

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        if self._session.current in ids:
            self._follow()
