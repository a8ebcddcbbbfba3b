"""The about page tells versions without loading torch, the licences, and what the program is built on."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop_app.look.widgets import PlainLabel
from desktop_app.session.background import Background
from desktop_app.shell.about_page import AboutPage

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(qtbot, look) -> AboutPage:
    background = Background()
    made = AboutPage(look, background)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitUntil(lambda: background.is_idle)
    yield made
    background.close()


def test_the_versions_can_be_copied(qtbot, page: AboutPage) -> None:
    qtbot.mouseClick(page.findChild(QPushButton, "about-copy"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert f"torch {metadata.version('torch')}" in copied
    assert any(line.startswith("Vistazo ") for line in copied)
    assert any(line.startswith("Qt 6.") for line in copied)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("qt", "GNU LESSER GENERAL PUBLIC LICENSE"), ("lucide", "ISC License"),
        ("inter", "SIL OPEN FONT LICENSE"), ("vistazo", "Apache License"),
    ],
)  # fmt: skip
def test_each_licence_is_there_to_be_read(qtbot, page: AboutPage, name: str, words: str) -> None:
    qtbot.mouseClick(page.findChild(QPushButton, f"about-licence-{name}"), Qt.MouseButton.LeftButton)
    text = page.findChild(QPlainTextEdit, "about-licence")
    qtbot.waitUntil(lambda: words in text.toPlainText())


def test_what_it_is_built_on_has_licences(page: AboutPage) -> None:
    words = [label.text() for label in page.findChildren(PlainLabel)]
    assert "SQLAlchemy" in words
    assert words[words.index("msgspec") + 2] == "BSD-3-Clause"


def test_asking_for_versions_loads_none_of_the_packages() -> None:
    code = (
        "import sys; from desktop_app.shell.versions import versions, dependencies; versions(); dependencies();"
        "sys.exit(', '.join({'torch', 'onnxruntime', 'cv2', 'sqlalchemy'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
