"""Every small widget in every state, light and dark, at 100 % and 200 %.

VISTAZO_GALLERY=folder pytest tests/gui/test_look_gallery.py   writes the pictures there, to be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDockWidget,
    QDoubleSpinBox,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, label_color
from desktop_app.look.widgets import (
    Card,
    Chip,
    ClickableCard,
    ColorDot,
    EmptyState,
    FlowLayout,
    IconButton,
    KeyCap,
    LabelledSlider,
    MessageBar,
    PlainLabel,
    PrimaryButton,
    QuietButton,
    Swatch,
    ThinProgress,
    Toggle,
)


def column(*widgets: QWidget, spacing: int = SPACE_S) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return box


def row(*widgets: QWidget, stretch: bool = True, spacing: int = SPACE_S) -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return box


def off(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


def on(widget: QWidget) -> QWidget:
    widget.setChecked(True)
    return widget


def words(_: Look) -> QWidget:
    long = PlainLabel("IMG_0143 <b>a very long name</b> of a picture that has no end.jpg", elide=True)
    long.setMaximumWidth(180)
    wrapped = PlainLabel("Boxes are labelled, so the task is detection. 37 pictures, 277 boxes.", "dim", wrap=True)
    return column(
        PlainLabel("Train a detector", "title"), PlainLabel("In this picture", "heading"),
        PlainLabel("MobileNetV2", "strong"), PlainLabel("Words of the body"), PlainLabel("Secondary words", "dim"),
        PlainLabel("Picture 38 of 200", "small"), wrapped, long, PlainLabel("1111111111\n8888888888"),
        row(PlainLabel("Saved", "ok"), PlainLabel("Few pictures", "warn"), PlainLabel("No disk", "bad")),
        row(KeyCap("F5"), KeyCap("1"), KeyCap("Ctrl+K"), KeyCap("Shift+Tab")),
    )  # fmt: skip


def buttons(look: Look) -> QWidget:
    place = QToolButton(text="Label")
    place.setProperty("role", "place")
    place.setCheckable(True)
    place.setChecked(True)
    place.setIcon(look.icon("square-dashed", "accent"))
    place.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    place.setIconSize(QSize(22, 22))
    place.setFixedSize(60, 52)
    job = QToolButton(text="Training · AP50 0.87")
    job.setProperty("role", "chip")
    job.setIcon(look.icon("zap", "ok"))
    job.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    link = QPushButton("no GPU found: why?")
    link.setProperty("role", "link")
    small = QuietButton("Stop", look)
    small.setProperty("role", "small-quiet")
    danger = QuietButton("Delete run", look, icon="trash-2", is_danger=True)
    return column(
        row(PrimaryButton("Train", look, icon="play", key="F5"), off(PrimaryButton("Train", look, icon="play"))),
        row(QuietButton("Stop and keep the best", look), QuietButton("Import", look, icon="download")),
        row(off(QuietButton("Import", look, icon="download")), danger),
        row(IconButton(look, "funnel", "Filter"), on(IconButton(look, "grid-3x3", "Grid", checkable=True)),
            IconButton(look, "plus", "Add"), off(IconButton(look, "trash-2", "Delete"))),
        row(Chip("All 200", True), on(Chip("To do 163", True)), Chip("Verified 37", True)),
        row(job, link, small),
        row(place, QPushButton("A plain button"), QToolButton(text="Tool")),
    )  # fmt: skip


def fields(_: Look) -> QWidget:
    edit, empty, wrong = QLineEdit("mapache"), QLineEdit(), QLineEdit("two names")
    empty.setPlaceholderText("Find pictures or actions…   Ctrl+K")
    wrong.setProperty("role", "wrong")
    combo, spin, real = QComboBox(), QSpinBox(), QDoubleSpinBox()
    combo.addItems(["MobileNetV2", "ResNet-18"])
    spin.setValue(20)
    real.setValue(0.35)
    notes = QPlainTextEdit("Notes on the run")
    notes.setMaximumHeight(60)
    return column(
        edit, empty, wrong, off(QLineEdit("cannot change")), combo, row(spin, real, off(QSpinBox())), notes,
        row(QCheckBox("Crosshair"), on(QCheckBox("Grid")), off(on(QCheckBox("Off")))),
        row(QRadioButton("Light"), on(QRadioButton("Dark")), off(QRadioButton("Off"))),
        row(Toggle("Live"), on(Toggle("Automatic")), off(on(Toggle("Off")))),
    )  # fmt: skip


def ranges(_: Look) -> QWidget:
    score, slider, idle = LabelledSlider("score ≥", 0, 1), QSlider(Qt.Orientation.Horizontal), ThinProgress()
    score.set_value(0.35)
    slider.setValue(60)
    idle.set_fraction(None)
    lines = [ThinProgress() for _ in range(3)]
    for line, fraction in zip(lines, (0.0, 0.18, 1.0), strict=True):
        line.set_fraction(fraction)
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(40)
    return column(score, slider, off(QSlider(Qt.Orientation.Horizontal)), *lines, idle, bar, spacing=SPACE_M)


def cards(_: Look) -> QWidget:
    plain, click, chosen = Card(), ClickableCard(), ClickableCard()
    chosen.set_chosen(True)
    for card, title in ((plain, "Device"), (click, "Backbone"), (chosen, "Split")):
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_XS)
        for text, role in ((title, "small"), ("30 train · 7 validation", "heading"), ("kept from run 6", "small")):
            layout.addWidget(PlainLabel(text, role))
    swatches = QWidget()
    flow = FlowLayout(swatches)
    for position in range(14):
        swatch = Swatch(label_color(position))
        swatch.set_chosen(position == 3)
        flow.addWidget(swatch)
    dots = row(*(ColorDot(label_color(position), hollow=position > 8) for position in range(12)))
    return column(plain, click, chosen, dots, swatches)


def lists(_: Look) -> QWidget:
    few = QListWidget()
    few.ensurePolished()
    few.addItems(["mapache", "gato", "hoja"])
    few.setCurrentRow(0)
    few.setMaximumHeight(110)
    table = QTableWidget(3, 3)
    table.setHorizontalHeaderLabels(["Run", "AP50", "Time"])
    table.verticalHeader().hide()
    table.setMaximumHeight(150)
    for index in range(9):
        table.setItem(index // 3, index % 3, QTableWidgetItem(f"0.{87 + index}"))
    table.selectRow(1)
    tree, model = QTreeView(), QStandardItemModel()
    tree.ensurePolished()
    model.setParent(tree)
    root = QStandardItem("run-7")
    root.appendRow(QStandardItem("epoch 12"))
    model.appendRow(root)
    tree.setModel(model)
    tree.setHeaderHidden(True)
    tree.expandAll()
    tree.setMaximumHeight(80)
    return column(few, table, tree)


def frames(look: Look) -> QWidget:
    tabs = QTabWidget()
    tabs.addTab(PlainLabel("Page"), "Curves")
    tabs.addTab(PlainLabel("Page"), "Mistakes")
    tabs.setMaximumHeight(80)
    group = QGroupBox("Advanced")
    QVBoxLayout(group).addWidget(QCheckBox("Deterministic"))
    window = QMainWindow()
    dock = QDockWidget("Labels")
    dock.setWidget(PlainLabel("in a dock"))
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.setCentralWidget(PlainLabel("centre"))
    window.setFixedHeight(90)
    menu = QMenu()
    menu.addAction(look.icon("undo-2", "dim"), "Undo draw box").setShortcut("Ctrl+Z")
    menu.addAction(look.icon("redo-2", "dim"), "Redo").setEnabled(False)
    menu.addSeparator()
    checked = menu.addAction("Crosshair")
    checked.setCheckable(True)
    checked.setChecked(True)
    menu.addMenu("Recent")
    picture = PlainLabel()
    picture.setPixmap(menu.grab())
    scroll = QScrollArea()
    scroll.setWidget(PlainLabel("long\n" * 3 + "x" * 60, wrap=True))
    scroll.widget().setFixedSize(500, 200)
    scroll.setFixedHeight(70)
    menu.deleteLater()
    return column(tabs, group, window, picture, scroll)


def states(look: Look) -> QWidget:
    text = "Choose the folder that holds them. They stay where they are."
    empty = EmptyState(look, "images", "No pictures yet", text, "Choose a folder…")
    floating = QFrame()
    floating.setProperty("role", "floating")
    layout = QHBoxLayout(floating)
    layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
    layout.setSpacing(SPACE_M)
    for text, role in (("1 proposal", "strong"), ("Enter accept all", "dim"), ("X reject", "dim")):
        layout.addWidget(PlainLabel(text, role))
    bars = []
    for kind, text in (
        ("info", "No more pictures."),
        ("ok", "37 pictures verified."),
        ("warn", "Two pictures are missing."),
        ("bad", "The disk is full, so “Draw box” was taken back."),
    ):
        bar = MessageBar(look)
        bar.show_message(Message(kind, text, "Free some space, then draw it again." * (kind == "bad"), "Undo"))
        bars.append(bar)
    return column(*bars, floating, empty)


SECTIONS = (words, buttons, fields, ranges, cards, lists, frames, states)


def make_gallery(look: Look, width: int) -> QWidget:
    gallery = QFrame()
    gallery.setProperty("role", "panel")
    layout = QHBoxLayout(gallery)
    layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
    layout.setSpacing(SPACE_L * 2)
    for start in range(0, len(SECTIONS), 2):
        part = column(*(section(look) for section in SECTIONS[start : start + 2]), spacing=SPACE_L * 2)
        part.setFixedWidth(width)
        layout.addWidget(part)
    return gallery


@pytest.fixture
def show_gallery(look: Look, qtbot: object) -> Callable[[int, int], QWidget]:
    """Show a gallery of columns of this width, this high."""

    def show(width: int, height: int) -> QWidget:
        made = make_gallery(look, width)
        qtbot.addWidget(made)
        made.resize(made.sizeHint().width(), height)
        with qtbot.waitExposed(made):
            made.show()
        return made

    return show


def drawn(widget: QWidget, ratio: int) -> QPixmap:
    pixmap = QPixmap(widget.size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    widget.render(pixmap)
    return pixmap


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_gallery_is_drawn_on_the_ground_of_its_mode(
    show_gallery: Callable[[int, int], QWidget], look: Look, mode: str, ratio: int
) -> None:
    gallery = show_gallery(340, 1180)
    look.set_mode(mode)
    picture = drawn(gallery, ratio)
    folder = os.environ.get("VISTAZO_GALLERY")
    if folder:
        picture.save(str(Path(folder) / f"gallery-{mode}-{ratio}x.png"))
    assert picture.toImage().pixelColor(2, 2).name().upper() == look.tokens.panel
    assert gallery.font().family() == "Inter"
    assert gallery.font().weight() == QFont.Weight.Normal


def clipped_words(widget: QWidget) -> list[str]:
    shown = [*widget.findChildren(QPushButton), *widget.findChildren(PlainLabel)]
    return [part.text() for part in shown if part.isVisible() and part.height() < part.fontMetrics().height()]


def test_larger_words_fit_into_their_buttons(
    show_gallery: Callable[[int, int], QWidget], look: Look, qtbot: object
) -> None:
    gallery = show_gallery(500, 1700)
    look.set_font_scale(1.5)
    qtbot.waitUntil(lambda: not clipped_words(gallery))
    folder = os.environ.get("VISTAZO_GALLERY")
    if folder:
        drawn(gallery, 1).save(str(Path(folder) / "gallery-light-words-150.png"))
