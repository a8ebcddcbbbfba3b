"""The palette: typed words find actions and pictures, keys choose, the focus goes back to where it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.session.actions import ActionSpec
from desktop_app.shell.action_registry import ActionRegistry
from desktop_app.shell.command_palette import CommandPalette


class Bench:
    """A window with a palette, something else that can have the focus, and a note of what was run."""

    def __init__(self, qtbot, session, look) -> None:
        self.session = session
        self.ran: list[str] = []
        self.window = QWidget()
        self.window.resize(1000, 700)
        registry = ActionRegistry(session.settings, look, self.window)
        self.palette = CommandPalette(session, look, registry, self.window)
        self.other = QLineEdit(self.window)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.palette)
        layout.addWidget(self.other)
        registry.bind(
            [
                self.spec("train", "Train", "F5"), self.spec("draw", "Draw boxes", "W"),
                self.spec("folder", "Open a folder of pictures…", "Ctrl+O"), self.spec("settings", "Settings"),
                ActionSpec("off", "Train later", self.run("off"), enabled=lambda: False),
                ActionSpec("hidden", "Train secretly", self.run("hidden"), in_palette=False),
            ],
            self.window,
        )  # fmt: skip
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.other.setFocus()
        qtbot.waitUntil(self.other.hasFocus)

    def spec(self, name: str, text: str, *keys: str) -> ActionSpec:
        return ActionSpec(name, text, self.run(name), keys)

    def run(self, name: str):
        return lambda: self.ran.append(name)

    @property
    def lines(self) -> list[str]:
        drop = self.palette.drop_down
        return [] if drop is None else [row.text for row in drop.model.rows]


@pytest.fixture
def bench(qtbot, session, look) -> Bench:
    return Bench(qtbot, session, look)


def test_it_opens_with_what_can_be_done_and_takes_the_focus(qtbot, bench: Bench) -> None:
    bench.palette.open()
    assert bench.palette.box.hasFocus()
    assert "Train" in bench.lines
    assert "Train later" not in bench.lines
    assert "Train secretly" not in bench.lines


def test_enter_runs_the_best_action_and_gives_the_focus_back(qtbot, bench: Bench) -> None:
    bench.palette.open()
    qtbot.keyClicks(bench.palette.box, "opfo")
    qtbot.keyClick(bench.palette.box, Qt.Key.Key_Return)
    assert bench.ran == ["folder"]
    assert bench.palette.drop_down is None
    assert bench.palette.box.text() == ""
    assert bench.other.hasFocus()


def test_arrows_go_around_the_list(qtbot, bench: Bench) -> None:
    bench.palette.open()
    first = bench.palette.drop_down.current.id
    qtbot.keyClick(bench.palette.box, Qt.Key.Key_Down)
    second = bench.palette.drop_down.current.id
    assert second != first
    assert bench.palette.box.accessibleDescription() == bench.palette.drop_down.current.text
    qtbot.keyClick(bench.palette.box, Qt.Key.Key_Up)
    qtbot.keyClick(bench.palette.box, Qt.Key.Key_Up)
    last = bench.palette.drop_down.current.id
    assert last not in (first, second)
    qtbot.keyClick(bench.palette.box, Qt.Key.Key_Down)
    assert bench.palette.drop_down.current.id == first


def test_escape_closes_and_runs_nothing(qtbot, bench: Bench) -> None:
    bench.palette.open()
    qtbot.keyClicks(bench.palette.box, "train")
    qtbot.keyClick(bench.palette.box, Qt.Key.Key_Escape)
    assert bench.palette.drop_down is None
    assert bench.ran == []
    assert bench.other.hasFocus()


def test_a_click_on_a_line_does_it(qtbot, bench: Bench) -> None:
    bench.palette.open()
    qtbot.keyClicks(bench.palette.box, "draw")
    view = bench.palette.drop_down.view
    place = view.visualRect(view.currentIndex()).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.ran == ["draw"]


def test_what_is_used_most_comes_first_the_next_time(qtbot, bench: Bench) -> None:
    bench.palette.open()
    assert bench.palette.drop_down.current.id == "train"
    for _ in range(2):
        bench.palette.open()
        qtbot.keyClicks(bench.palette.box, "settings")
        qtbot.keyClick(bench.palette.box, Qt.Key.Key_Return)
    bench.palette.open()
    assert bench.palette.drop_down.current.id == "settings"
    assert bench.session.settings.value.palette_uses == {"settings": 2}


def test_a_picture_is_found_by_a_part_of_its_name_and_shown(qtbot, bench: Bench) -> None:
    name = "desk-003.jpg"
    bench.palette.open()
    qtbot.keyClicks(bench.palette.box, "003")
    qtbot.waitUntil(lambda: name in bench.lines)
    with qtbot.waitSignal(bench.session.place_wanted) as wanted:
        qtbot.keyClick(bench.palette.box, Qt.Key.Key_Return)
    assert wanted.args[0] == "label"
    assert bench.session.document is None or bench.session.document.row.name == name
    qtbot.waitUntil(lambda: bench.session.document is not None and bench.session.document.row.name == name)


def test_more_pictures_than_lines_can_all_be_shown(qtbot, bench: Bench) -> None:
    bench.palette.open()
    qtbot.keyClicks(bench.palette.box, "jpg")
    everything = "Show all 8 pictures with “jpg”"
    qtbot.waitUntil(lambda: everything in bench.lines)
    while bench.palette.drop_down.current.text != everything:
        qtbot.keyClick(bench.palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(bench.palette.box, Qt.Key.Key_Return)
    assert len(bench.session.pictures.ids) == 8
    assert bench.session.pictures.title == "Pictures with “jpg”"


def test_what_is_not_there_is_said(qtbot, bench: Bench) -> None:
    bench.palette.open()
    qtbot.keyClicks(bench.palette.box, "xyzzy")
    assert bench.lines == ["No action or picture is called that. A part of a name is enough."]
    qtbot.keyClick(bench.palette.box, Qt.Key.Key_Return)
    assert bench.ran == []


def test_the_list_goes_when_the_focus_goes(qtbot, bench: Bench) -> None:
    bench.palette.open()
    bench.other.setFocus()
    assert bench.palette.drop_down is None


def test_the_drop_down_goes_with_the_palette(qtbot, bench: Bench) -> None:
    bench.palette.open()
    bench.palette.setParent(None)
    bench.palette.deleteLater()
    qtbot.waitUntil(lambda: bench.window.findChild(QWidget, "palette-drop-down") is None)
