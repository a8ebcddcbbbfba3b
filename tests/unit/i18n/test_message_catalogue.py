"""The messages of the engine, the project and the annotation files are said in Spanish."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from desktop_app.i18n.messages import Messages, catalogue_file

REPOSITORY = Path(__file__).resolve().parents[3]


def load(name: str) -> ModuleType:
    """A script of packaging/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, REPOSITORY / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEMPLATES = load("message_templates")
CATALOGUE: dict[str, str] = json.loads(catalogue_file("es").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def spanish() -> Messages:
    return Messages("es")


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """Template → where the code says it."""
    edit_names = (REPOSITORY / "desktop_app/session/edit_names.py").read_text(encoding="utf-8")
    by_qt = re.findall(r'QT_TRANSLATE_NOOP\("EditNames", "([^"]+)"', edit_names)
    return TEMPLATES.find_templates(REPOSITORY, {*TEMPLATES.NOT_WORDS, *by_qt})


def test_every_message_has_a_spanish_template(said: dict[str, str]) -> None:
    assert len(said) > 400
    assert not {place: template for template, place in said.items() if template not in CATALOGUE}


def test_the_catalogue_holds_nothing_that_is_no_longer_said(said: dict[str, str]) -> None:
    assert not set(CATALOGUE) - set(said) - TEMPLATES.PUT_TOGETHER


def test_places_and_endings_are_kept_and_no_english_is_left() -> None:
    assert not [template for template, spanish in CATALOGUE.items() if not fits(template, spanish)]


def fits(template: str, spanish: str) -> bool:
    same_places = sorted(re.findall(r"\{\d+\}", spanish)) == sorted(re.findall(r"\{\d+\}", template))
    is_translated = spanish != template or not re.search(r"[A-Za-z]{3}", re.sub(r"\{\d+\}", "", template))
    same_end = (spanish[-1:] in ".:") == (template[-1:] in ".:")
    return same_places and is_translated and same_end and (spanish[:1] == " ") == (template[:1] == " ")


def test_a_literal_is_found_whatever_the_code_does_with_it() -> None:
    code = '''
"""Not said at all."""
def f(path, count, why):
    """Nor is this said."""
    raise UserError("code", f"{path} holds {count} box{'' if count == 1 else 'es'}.", "Look again.")
    raise ValueError("for programmers only, never said")
    log.warning("nor is this one")
    return f"{path} ends: " + why
'''
    found = {template for template, _ in TEMPLATES.templates_of(code)}
    assert found == {"{0} holds {1} box.", "{0} holds {1} boxes.", "Look again.", "{0} ends: {1}"}


def test_a_message_is_recognised_by_its_shape(spanish: Messages) -> None:
    message = "/home/ana/fotos/a.jpg cannot be read: its picture data is damaged."
    assert spanish.translate(message) == "No se puede leer /home/ana/fotos/a.jpg: los datos de la imagen están dañados."


def test_sentences_are_known_one_by_one(spanish: Messages) -> None:
    message = "p/project.vistazo is open for reading only. Another window or command has it open (process 12)."
    told = "p/project.vistazo está abierto solo para lectura. Otra ventana u orden lo tiene abierto (proceso 12)."
    assert spanish.translate(message) == told
    two = "Update Vistazo. The file was left as it is."
    assert spanish.translate(two) == "Actualiza Vistazo. El archivo se ha dejado como está."


def test_what_is_known_beside_other_sentences_is_said(spanish: Messages) -> None:
    assert spanish.translate("2 quedan fuera. 2 × it has no area") == "2 quedan fuera. 2 × no tiene superficie"
    three = "An unknown one. Update Vistazo. The file was left as it is. Another."
    assert spanish.translate(three) == "An unknown one. Actualiza Vistazo. El archivo se ha dejado como está. Another."


def test_lists_in_a_message_are_said_too(spanish: Messages) -> None:
    message = "Left out: 3 × has no box, 1 × has several labels."
    assert spanish.translate(message) == "Quedan fuera: 3 × no tiene ninguna caja, 1 × tiene varias etiquetas."


def test_what_the_system_says_of_a_file_is_said_too(spanish: Messages) -> None:
    assert (
        spanish.translate("/a b cannot be written: Permission denied.")
        == "No se puede escribir /a b: permiso denegado."
    )


@pytest.mark.parametrize("text", ["", "a.jpg", "C:\\fotos", "{0}", "an unknown sentence. And another.", "ñandú " * 900])
def test_what_is_not_known_stays_as_it_is(spanish: Messages, text: str) -> None:
    assert spanish.translate(text) == text


def test_braces_and_marks_in_names_do_no_harm(spanish: Messages) -> None:
    name = "a{0}(.*)\\1[b].jpg"
    assert spanish.translate(f"{name} does not exist.") == f"{name} no existe."


def test_english_is_left_alone() -> None:
    assert Messages("en").translate("Update Vistazo.") == "Update Vistazo."


def test_a_catalogue_that_cannot_be_read_leaves_the_messages_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for content in (None, b"{", b'["no", "table"]'):
        file = tmp_path / "messages_es.json"
        if content is not None:
            file.write_bytes(content)
        monkeypatch.setattr("desktop_app.i18n.messages.catalogue_file", lambda _, file=file: file)
        assert Messages("es").translate("Update Vistazo.") == "Update Vistazo."


def test_what_a_module_of_the_window_raises_is_found_and_its_other_texts_are_not() -> None:
    code = """
def f(path, app):
    app.setToolTip("These words go through tr elsewhere.")
    raise UserError("not-a-picture", f"{path.name} is no picture.", "Open another.")
"""
    found = [template for template, _ in TEMPLATES.templates_of_errors(code)]
    assert found == ["{0} is no picture.", "Open another."]


def test_decimals_in_a_sentence_are_written_as_the_language_writes_them() -> None:
    templates = {"The rate is {0}, with {1}.": "La tasa es {0}, con {1}."}
    spanish, english = Messages("es", templates), Messages("en", templates)
    assert spanish.translate("The rate is 0.0091, with 97.5 %.") == "La tasa es 0,0091, con 97,5 %."
    assert english.translate("The rate is 0.0091, with 97.5 %.") == "La tasa es 0.0091, con 97.5 %."
    # A version and a file's name are no numbers.
    assert spanish.translate("The rate is 2.13.0, with a1.5.") == "La tasa es 2.13.0, con a1.5."
    assert spanish.translate("0.5") == "0.5"
