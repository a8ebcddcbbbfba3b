"""The menu of a chart: the same behind its button, a right click and the menu key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop_app.charts.readable import file_name
from desktop_app.look.widgets.file_dialogs import ask_new_file

if TYPE_CHECKING:
    from desktop_app.charts.chart import Chart


def chart_menu(chart: Chart) -> QMenu:
    """A new menu that acts on the chart and is deleted when it closes."""
    menu = QMenu(chart)
    menu.setObjectName("chart-menu")
    menu.aboutToHide.connect(menu.deleteLater)
    _add(menu, "chart-copy-picture", _tr("Copy picture"), chart.files.copy_picture, chart.has_values)
    _add(menu, "chart-copy-numbers", _tr("Copy numbers"), chart.files.copy_numbers, chart.has_values)
    menu.addSeparator()
    for ending, text in ((".png", _tr("Save as PNG…")), (".svg", _tr("Save as SVG…")), (".csv", _tr("Save as CSV…"))):
        _add(menu, f"chart-save-{ending[1:]}", text, partial(_save, chart, ending), chart.has_values)
    menu.addSeparator()
    _add(menu, "chart-show-all", _tr("Show all"), chart.reset_zoom, chart.is_zoomed)
    return menu


def _add(menu: QMenu, name: str, text: str, run: Callable[[], None], enabled: bool) -> None:
    action = QAction(text, menu)
    action.setObjectName(name)
    action.setEnabled(enabled)
    action.triggered.connect(_Run(run))
    menu.addAction(action)


class _Run:
    """Calls without the action's `checked`."""

    def __init__(self, run: Callable[[], None]) -> None:
        self._run = run

    def __call__(self, _checked: bool = False) -> None:
        self._run()


def _save(chart: Chart, ending: str) -> None:
    ask_new_file(chart, _tr("Save the chart"), chart.export, file_name(chart.title, "chart"), ending)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Chart", text)
