"""Show me the code: a run's script on its page, copied and kept; a run without one says why."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop_app.results.code_page import CodePage
from desktop_app.results.report import read_report
from ml_engine.networks.backbones import BACKBONES
from ml_engine.reports.model_card import card_json
from ml_engine.tasks.detection.defaults import DETECT_DEFAULTS
from ml_engine.training.model_spec import LabelSpec, ModelSpec
from ml_engine.training.recipe import recipe_toml
from tests.gui.results_samples import make_card, write_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = write_run(tmp_path, "run", {}, scored=False)
    info = BACKBONES.get("mobilenet_v2")
    spec = ModelSpec(
        task="detect", labels=(LabelSpec(uuid4(), "coin", "#E5484D"),), backbone=info.name, weights_sha256="a" * 64,
        input_size=320, fit="letterbox", normalization=info.normalization, features="pyramid", trained_blocks=0,
        score=0.4, iou=0.6, vistazo="0",
    )  # fmt: skip
    (folder / "model.json").write_bytes(spec.to_json())
    (folder / "model_card.json").write_bytes(card_json(make_card("run", 9, 3)))
    (folder / "recipe.toml").write_text(recipe_toml(DETECT_DEFAULTS), encoding="utf-8")
    job = {"run_dir": str(folder), "cache_dir": "", "task": "detect", "backbone": info.name}
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    return folder


@pytest.fixture
def page(session, look, qtbot) -> CodePage:
    page = CodePage(session, look)
    qtbot.addWidget(page)
    return page


def look_at(page: CodePage, run: Path, qtbot) -> str:
    page.set_report(read_report(run))
    with qtbot.waitSignal(page.shown):
        page.show()
    return page.findChild(QPlainTextEdit, "code-text").toPlainText()


def test_the_script_of_a_run_is_shown_copied_and_kept(page, run, tmp_path, qtbot) -> None:
    text = look_at(page, run, qtbot)
    assert "import torch" in text
    compile(text, "script", "exec")

    copy = page.findChild(QPushButton, "code-copy")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text

    kept = tmp_path / "mine.py"
    page.save_to(kept)
    qtbot.waitUntil(kept.is_file)
    assert kept.read_text(encoding="utf-8") == text


def test_a_run_that_no_script_covers_says_which_choice_is_in_the_way(page, run, qtbot) -> None:
    recipe = (run / "recipe.toml").read_text(encoding="utf-8").replace("multi_scale = 0", "multi_scale = 64")
    (run / "recipe.toml").write_text(recipe, encoding="utf-8")

    assert look_at(page, run, qtbot) == ""
    words = " ".join(label.text() for label in page._empty.findChildren(type(page._says)))
    assert "multi_scale" in words
    assert not page.findChild(QPushButton, "code-copy").isEnabled()


def test_words_of_python_are_coloured(page, run, look, qtbot) -> None:
    look_at(page, run, qtbot)
    document = page.findChild(QPlainTextEdit, "code-text").document()
    block = next(block for block in iterate(document) if block.text().startswith("import "))
    shapes = block.layout().formats()
    assert shapes[0].start == 0
    assert shapes[0].format.foreground().color().name() == look.tokens.accent.lower()
    # The second line of the title is a string as a whole, though it holds words of Python.
    title = next(block for block in iterate(document) if block.text().startswith("Call it with"))
    assert {shape.format.foreground().color().name() for shape in title.layout().formats()} == {look.tokens.ok.lower()}


def iterate(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
