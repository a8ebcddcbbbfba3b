"""The Label place: pictures left, canvas in the middle, labels and objects right; the panels dock and remember."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from desktop_app.browser.panel import BrowserPanel
from desktop_app.canvas.panel import CanvasPanel
from desktop_app.labels.objects import ObjectsPanel
from desktop_app.labels.panel import LabelsPanel
from desktop_app.look.look import Look
from desktop_app.project.scan import ScanReport
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session
from desktop_app.shell.dock_grip import DockGrip

STATE = "label-place/docks"
VERSION = 1


class LabelPlace(QMainWindow):
    """A window in the window, only for its docks."""

    def __init__(self, session: Session, look: Look, geometry: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self.setObjectName("label-place")
        self._geometry = geometry
        self.browser = BrowserPanel(session, look)
        self.canvas = CanvasPanel(session, look)
        self.labels = LabelsPanel(session, look)
        self.objects = ObjectsPanel(session, look)
        session.folders.scanned.connect(self._on_folders_scanned)
        self.setCentralWidget(self.canvas)
        self.setDockNestingEnabled(True)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._add(look, self.tr("Pictures"), "dock-pictures", self.browser, left, QSize(266, 400))
        first = self._add(look, self.tr("Labels"), "dock-labels", self.labels, right, QSize(260, 200))
        second = self._add(look, self.tr("In this picture"), "dock-objects", self.objects, right, QSize(260, 200))
        self.resizeDocks([first, second], [300, 320], Qt.Orientation.Vertical)
        state = geometry.value(STATE)
        if isinstance(state, QByteArray):
            self.restoreState(state, VERSION)

    def panels(self) -> tuple[QWidget, ...]:
        """In the order of F6."""
        return (self.browser, self.canvas, self.labels, self.objects)

    def actions_by_panel(self) -> list[tuple[QWidget, list[ActionSpec]]]:
        """What can be done, and where its keys hold."""
        return [(panel, panel.actions()) for panel in (self.browser, self.canvas, self.labels, self.objects)]

    def dock_actions(self) -> list[ActionSpec]:
        """Show or hide each panel."""
        return [
            ActionSpec(
                f"toggle-{dock.objectName()}",
                self.tr("Show or hide the panel: {panel}").format(panel=dock.windowTitle()),
                dock.toggleViewAction().trigger,
                (),
                "columns-2",
            )
            for dock in self.findChildren(QDockWidget)
        ]

    def show_detail(self, detail: str) -> None:
        """'labels': where a label is added."""
        if detail == "labels":
            self.labels.add_label()

    def remember(self) -> None:
        """Keep where the panels are."""
        self._geometry.setValue(STATE, self.saveState(VERSION))

    def _on_folders_scanned(self, report: ScanReport) -> None:
        if report.changed:
            self.canvas.forget_pictures()
        else:
            self.canvas.try_again()

    def _add(
        self, look: Look, title: str, name: str, panel: QWidget, area: Qt.DockWidgetArea, size: QSize
    ) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setAccessibleName(title)
        dock.setWidget(panel)
        dock.setTitleBarWidget(DockGrip(look, dock))
        dock.setMinimumWidth(220)
        panel.setMinimumWidth(220)
        panel.setProperty("role", "panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.addDockWidget(area, dock)
        self.resizeDocks([dock], [size.width()], Qt.Orientation.Horizontal)
        return dock
