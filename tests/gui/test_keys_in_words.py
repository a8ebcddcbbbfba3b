"""A key that is written somewhere is the key that holds: chosen anew, it is another one at once."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from desktop_app.browser.panel import BrowserPanel
from desktop_app.canvas.panel import CanvasPanel
from desktop_app.insight.place import InsidePlace
from desktop_app.labels.panel import LabelsPanel
from desktop_app.look.resources import resource_path
from desktop_app.look.widgets import KeyCap
from desktop_app.project.folder_labels import FolderLabels
from desktop_app.project.ids import new_id
from desktop_app.session.action_keys import NAMED, keys_of
from desktop_app.session.late_undo import undoing
from desktop_app.training.place import TrainPlace
from tests.gui.fake_jobs import RUNNER
from tests.gui.window_harness import allow_no_hints, open_in, shown_desktop

PLACES = ("label", "train", "results", "inside", "export")
_KEY = re.compile(r"\bF\d{1,2}\b|(Ctrl|Alt|Shift)\+")


@pytest.fixture
def desktop(qtbot, settings, desk):
    allow_no_hints(settings)
    with shown_desktop(qtbot, settings, RUNNER) as made:
        made.session = open_in(qtbot, made, desk.project)
        for place in PLACES:
            made.window.workspace.make_place(place)
        yield made


def named(widget: QWidget, name: str) -> QWidget:
    found = widget.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_named_keys_are_those_of_their_actions(desktop) -> None:
    specs = {spec.id: spec for spec in desktop.window.workspace.actions_registry.specs}
    assert {keys.id: keys.keys for keys in NAMED} == {keys.id: specs[keys.id].keys for keys in NAMED}
    assert [specs[f"go-{place}"].keys for place in PLACES] == [(f"Ctrl+{number}",) for number in range(1, 6)]


def written(desktop) -> dict[str, str]:
    """Where a key is written in the window → the words."""
    workspace = desktop.window.workspace
    found = {f"go-{place}": named(workspace, f"place-{place}").toolTip() for place in PLACES}
    found["menu"] = named(workspace, "main-menu").toolTip()
    for name in ("train-button", "train-start"):
        button = named(workspace, name)
        assert isinstance(button, QAbstractButton)
        found[f"train {name}"] = f"{button.text()} {button.accessibleDescription()}"
    for action in ("accept", "next", "reject"):
        found[f"proposals-{action}"] = named(workspace, f"proposals-{action}").toolTip()
    found["inside-opacity"] = named(workspace, "map-opacity").toolTip()
    found["find"] = named(workspace, "palette-box").findChild(KeyCap).text()
    return found


def test_all_that_names_a_key_follows_the_settings(desktop) -> None:
    before = written(desktop)
    assert before["go-results"] == "Results  ·  Ctrl+3"
    assert before["train train-button"] == "Train   F5 F5"
    assert (before["menu"], before["find"]) == ("Open, settings, about  ·  Alt+M", "Ctrl+K")
    assert before["proposals-reject"] == "Key: X"
    own = {f"go-{place}": f"Alt+{number}" for number, place in enumerate(PLACES, start=1)}
    own |= {"train": "F9", "menu": "F10", "find": "F3", "accept-proposals": "F2", "next-object": "F4"}
    own |= {"reject-proposals": "F6", "inside-opacity-less": "F7", "inside-opacity-more": "F8"}
    desktop.session.settings.change(keys=own)
    after = written(desktop)
    assert after["go-results"] == "Results  ·  Alt+3"
    assert after["train train-start"] == "Train   F9 F9"
    assert after["inside-opacity"].endswith("·  F7  F8")
    assert (after["menu"], after["find"]) == ("Open, settings, about  ·  F10", "F3")
    assert [after[f"proposals-{name}"] for name in ("accept", "next", "reject")] == ["Key: F2", "Key: F4", "Key: F6"]
    assert all(words != before[place] for place, words in after.items())


def test_an_action_without_a_key_is_written_without_one(desktop) -> None:
    desktop.session.settings.change(keys={"go-results": "", "train": "", "reject-proposals": ""})
    words = written(desktop)
    assert words["go-results"] == "Results"
    assert words["train train-button"] == "Train "
    assert words["proposals-reject"] == ""


def menu_texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_menus_show_the_keys_that_hold(qtbot, session, look, settings) -> None:
    settings.change(keys={"verify-pictures": "F11", "rename-label": "F12"})
    browser, labels = BrowserPanel(session, look), LabelsPanel(session, look)
    for panel in (browser, labels):
        qtbot.addWidget(panel)
    assert "Verified\tF11" in menu_texts(browser._menus.make(None, open_picture=print))
    assert "Rename\tF12" in menu_texts(labels._menus.of_label(session.labels.all[0], print))


def test_sentences_name_the_keys_that_hold(qtbot, desktop) -> None:
    bar = desktop.window.workspace.messages
    desktop.session.settings.change(keys={"train": "F9", "undo": "Ctrl+U"})
    desktop.session.folders.labelled.emit(FolderLabels(labels=2, labelled=7, unlabelled=0, placed=0, edit_id=new_id()))
    assert bar.hint.text() == "7 pictures labelled. F9 trains a classifier."
    undoing(desktop.session, new_id())()
    bar.close_message()
    assert bar.hint.text() == "Ctrl+U goes back step by step."


def test_the_keys_of_a_place_alone_are_those_of_its_words(session, look, qtbot) -> None:
    """The places name keys of their own actions: both come from one home."""
    by_id = {keys.id: keys for keys in NAMED}
    seen = set()
    for made in (TrainPlace(session, look), InsidePlace(session, look), CanvasPanel(session, look)):
        qtbot.addWidget(made)
        for spec in made.actions():
            if spec.id in by_id:
                seen.add(spec.id)
                assert keys_of(spec, {}) == by_id[spec.id].keys
    assert {"train", "inside-opacity-less", "accept-proposals", "verify-picture"} <= seen


def test_no_sentence_holds_a_key_that_can_be_chosen_anew() -> None:
    sources = [
        message.findtext("source", "")
        for message in ElementTree.parse(resource_path("i18n/vistazo_es.ts")).getroot().iter("message")  # noqa: S314  (our own file)
    ]
    assert len(sources) > 800
    metric = re.compile(r"\b(own|best) F1\b|^F1$")
    assert [source for source in sources if _KEY.search(metric.sub("", source))] == []


def test_the_key_of_the_find_box_is_not_over_what_is_typed(qtbot, desktop) -> None:
    box = named(desktop.window.workspace, "palette-box")
    qtbot.keyClicks(box, "tr")
    desktop.session.settings.change(keys={"find": "F3"})
    cap = box.findChild(QLabel)
    assert cap is not None
    assert not box.findChild(KeyCap).isVisible()
