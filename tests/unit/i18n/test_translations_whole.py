"""The files of translations are whole and current, and no word reaches the screen without them."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

REPOSITORY = Path(__file__).resolve().parents[3]
WINDOW = sorted((REPOSITORY / "desktop_app").rglob("*.py"))
SETTERS = {
    "setText", "setToolTip", "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText",
    "setStatusTip", "setWhatsThis", "setTitle", "setSuffix", "setPrefix", "setLabelText", "setInformativeText",
    "addAction", "addMenu", "addTab", "setHeaderLabels", "setNameFilter", "setCurrentText", "drawText",
}  # fmt: skip
# Widgets and values whose texts a person reads, and which of their arguments those are.
MADE_WITH_WORDS = {
    "PlainLabel": (0,), "PrimaryButton": (0,), "QuietButton": (0,), "Chip": (0,), "IconButton": (2,), "Toggle": (0,),
    "EmptyState": (2, 3, 4), "Message": (1, 2, 3), "LabelledSlider": (0,), "QAction": (0, 1), "QPushButton": (0,),
    "QCheckBox": (0,), "QRadioButton": (0,), "QGroupBox": (0,), "QDockWidget": (0,), "Chart": (1, 2, 3),
}  # fmt: skip
WORDS = {"text", "title", "tooltip", "hint", "action_text", "button_text"}
# Names, units and examples that are the same in every language.
SAME_EVERYWHERE = {"Vistazo", "px", "GB"}


@pytest.fixture(scope="module")
def translate() -> Iterator[ModuleType]:
    """packaging/translate.py: no package, so its folder is on the path while it is imported."""
    folder = str(REPOSITORY / "packaging")
    sys.path.insert(0, folder)
    try:
        yield importlib.import_module("translate")
    finally:
        sys.path.remove(folder)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_string_is_translated_and_none_is_stale(translate: ModuleType, language: str) -> None:
    assert not translate.faults(language), "run: python packaging/translate.py"


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_compiled_file_says_the_same(translate: ModuleType, language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(translate.qm_file(language)))
    for string, translation in translate.read_ts(translate.ts_file(language)).items():
        said = [
            translator.translate(string.context, string.source, string.comment, number)
            for number in ((1, 5) if string.plural else (-1,))
        ]
        assert said == list(translation.forms), "run: python packaging/translate.py"


def test_the_finder_knows_python(translate: ModuleType) -> None:
    code = """
CONTEXT = "Odd"
class Panel(QWidget):
    def words(self, n):
        self.tr("One" " text")
        self.tr("%n box(es)", "", n)
        QCoreApplication.translate(CONTEXT, "Two", "said of a box")
        tr = QCoreApplication.translate
        tr("Local", "Three" if n else "Four")
NAME = QT_TRANSLATE_NOOP("Names", "Five")
def _tr(text, n=-1):
    return QCoreApplication.translate("Wrapped", text, "", n)
def more():
    return _tr("Six"), _tr("%n left", 3)
"""
    found = {
        (one.context, one.source, one.comment, one.plural)
        for one in translate.find_strings.__globals__["strings_of"](code)
    }
    assert found == {
        ("Panel", "One text", "", False), ("Panel", "%n box(es)", "", True), ("Odd", "Two", "said of a box", False),
        ("Local", "Three", "", False), ("Local", "Four", "", False), ("Names", "Five", "", False),
        ("Wrapped", "Six", "", False), ("Wrapped", "%n left", "", True),
    }  # fmt: skip


@pytest.mark.parametrize(
    "code", ['self.tr(f"{n} boxes")', 'other.tr("text")', 'QCoreApplication.translate(f(), "text")']
)
def test_what_no_translator_can_see_is_an_error(translate: ModuleType, code: str) -> None:
    with pytest.raises(ValueError, match=r"here|constant|f-string"):
        translate.find_strings.__globals__["strings_of"](f"class Panel:\n    def words(self, n):\n        {code}")


def test_no_word_reaches_the_screen_without_tr() -> None:
    bare = [
        (f"{path.relative_to(REPOSITORY).as_posix()}:{node.lineno}", text)
        for path in WINDOW
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for argument in shown_arguments(node)
        for text in literals(argument)
        if reads_like_words(text)
    ]
    assert not bare


def shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that a person reads."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called in SETTERS:
        yield from call.args
    if called == "addItem":  # the one before last may be an icon, the last one is data
        yield from call.args[: max(1, len(call.args) - 1)]
    if called in MADE_WITH_WORDS:
        yield from (call.args[place] for place in MADE_WITH_WORDS[called] if place < len(call.args))
        yield from (keyword.value for keyword in call.keywords if keyword.arg in WORDS)


def literals(node: ast.expr) -> Iterator[str]:
    """The literal text of an expression; what a call makes of its arguments is the call's."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield " ".join(part.value for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    elif isinstance(node, ast.BinOp):
        yield from (*literals(node.left), *literals(node.right))
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from literals(element)


def reads_like_words(text: str) -> bool:
    if all(re.match(r"\w+ = ", line) for line in text.splitlines()):  # an example of settings: code, not words
        return False
    without_markup = re.sub(r"<[^>]*>|&\w+;", " ", text)
    return bool(set(re.findall(r"[A-Za-z]{2,}", without_markup)) - SAME_EVERYWHERE)


def test_one_thing_in_english_is_not_spoken_of_as_many() -> None:
    """The forms for one are made from '%n fold(s) are done' by leaving out what is in brackets: the verb is not."""
    text = (REPOSITORY / "resources/i18n/vistazo_en.ts").read_text(encoding="utf-8")
    ones = re.findall(r"<translation>\s*<numerusform>(.*?)</numerusform>", text)
    assert len(ones) > 100
    many = re.compile(
        r"^(?:\{\w+\}: )?%n (?:[\w-]+ ){1,3}?(?:are|were|lie|stay|go|have|need|remain|wait|that look|that differ)\b"
    )
    assert not [one for one in ones if many.match(one)]
