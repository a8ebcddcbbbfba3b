"""In Spanish no English word is left: what every place shows is compared with the sources of the translations."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from desktop_app.browser.panel import BrowserPanel
from desktop_app.canvas.panel import CanvasPanel
from desktop_app.export.place import ExportPlace
from desktop_app.i18n.language import install
from desktop_app.insight.place import InsidePlace
from desktop_app.labels.objects import ObjectsPanel
from desktop_app.labels.panel import LabelsPanel
from desktop_app.look.look import Look
from desktop_app.results.place import ResultsPlace
from desktop_app.session.session import Session
from desktop_app.shell.about_page import AboutPage
from desktop_app.shell.settings_page import SettingsPage
from desktop_app.shell.welcome import WelcomePage
from desktop_app.training.place import TrainPlace

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
PLACES = (BrowserPanel, CanvasPanel, LabelsPanel, ObjectsPanel, TrainPlace, ResultsPlace, InsidePlace, ExportPlace)


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[None]:
    locale = QLocale()
    assert install(qapp, "es") == "es"
    yield
    install(qapp, "en")
    QLocale.setDefault(locale)


@pytest.fixture(scope="module")
def english() -> re.Pattern[str]:
    """What no text may be: the sources that are another text in Spanish, whatever stands in their places."""
    sys.path.insert(0, str(PACKAGING))
    try:
        translate = importlib.import_module("translate")
    finally:
        sys.path.remove(str(PACKAGING))
    entries = translate.read_ts(translate.ts_file("es"))
    told = {form for translation in entries.values() for form in translation.forms}
    sources = {
        string.source
        for string in entries
        if string.source not in told and len(re.findall(r"[A-Za-z]{3,}", re.sub(r"\{\w+\}|%n", "", string.source))) > 0
    }
    whole = "|".join(".+".join(map(re.escape, re.split(r"\{\w+\}|%n", source))) for source in sorted(sources))
    return re.compile(whole)


def words_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """(where, text) of everything that a person or a screen reader can read in a widget and what is in it."""
    for child in (widget, *widget.findChildren(QWidget)):
        where = f"{type(child).__name__} {child.objectName()}"
        texts = [child.toolTip(), child.accessibleName(), child.accessibleDescription(), child.windowTitle()]
        if isinstance(child, QLabel | QAbstractButton):
            texts.append(child.text())
        if isinstance(child, QLineEdit):
            texts.append(child.placeholderText())
        if isinstance(child, QComboBox):
            texts += [child.itemText(index) for index in range(child.count())]
        yield from ((where, re.sub(r"<[^>]+>", "", text)) for text in texts if text)


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_a_place_has_no_english_left(
    place: Callable[[Session, Look], QWidget], session: Session, look: Look, english: re.Pattern[str], qtbot: object
) -> None:
    made = place(session, look)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: session.background.is_idle, timeout=10_000)
    read = list(words_of(made))
    assert len(read) > 3
    assert not [(where, text) for where, text in read if english.fullmatch(text)]
    actions = [(spec.id, spec.text) for spec in made.actions()] if hasattr(type(made), "actions") else []
    assert not [action for action in actions if english.fullmatch(action[1])]


@pytest.mark.usefixtures("spanish")
def test_the_pages_around_have_no_english_left(
    session: Session, look: Look, english: re.Pattern[str], qtbot: object
) -> None:
    pages = (
        WelcomePage(session.settings, look, session.background),
        SettingsPage(session.settings, look, session.background, session, ()),
        AboutPage(look, session.background),
    )
    for page in pages:
        qtbot.addWidget(page)
        page.show()
        assert not [(where, text) for where, text in words_of(page) if english.fullmatch(text)]
    qtbot.waitUntil(lambda: session.background.is_idle, timeout=10_000)


def test_an_english_word_would_be_found(english: re.Pattern[str], qtbot: object) -> None:
    label = QLabel("No pictures yet")
    qtbot.addWidget(label)
    assert [text for _, text in words_of(label) if english.fullmatch(text)] == ["No pictures yet"]
    assert english.fullmatch("Saved 12:04:31")
