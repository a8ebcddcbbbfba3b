"""The language is switched at once: the window's strings, Qt's own, numbers and messages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.i18n.language import install, spoken_language
from desktop_app.i18n.messages import in_words
from desktop_app.session.edit_names import undo_words


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    locale = QLocale()
    yield
    install(qapp, "en")
    QLocale.setDefault(locale)


def test_all_words_change_at_once_and_back(qapp: QApplication) -> None:
    for language, box, cancel, number, message in (
        ("es", "Dibujar caja", "Cancelar", "12.345,5", "Actualiza Vistazo."),
        ("en", "Draw box", "Cancel", "12,345.5", "Update Vistazo."),
        ("es", "Dibujar caja", "Cancelar", "12.345,5", "Actualiza Vistazo."),
    ):
        assert install(qapp, language) == language
        assert QCoreApplication.translate("EditNames", "Draw box") == box
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel
        assert QLocale().toString(12345.5, "f", 1) == number
        assert in_words("Update Vistazo.") == message


def test_switching_leaves_no_translator_behind(qapp: QApplication) -> None:
    install(qapp, "es")
    once = len(qapp.findChildren(QTranslator))
    for _ in range(3):
        install(qapp, "es")
    assert len(qapp.findChildren(QTranslator)) == once


@pytest.mark.parametrize(
    ("language", "one", "many"), [("en", "1 object", "5 objects"), ("es", "1 objeto", "5 objetos")]
)
def test_plurals_are_right_in_both_languages(qapp: QApplication, language: str, one: str, many: str) -> None:
    install(qapp, language)
    assert QCoreApplication.translate("Words", "%n object(s)", "", 1) == one
    assert QCoreApplication.translate("Words", "%n object(s)", "", 5) == many


@pytest.mark.parametrize(
    ("system", "spoken"),
    [(["es-MX", "en-US"], "es"), (["de-DE", "es"], "es"), (["fr-FR"], "en"), (["en-GB"], "en"), ([], "en")],
)
def test_the_system_s_first_language_that_we_know(
    monkeypatch: pytest.MonkeyPatch, system: list[str], spoken: str
) -> None:
    class System(QLocale):
        def uiLanguages(self) -> list[str]:  # noqa: N802
            return system

    monkeypatch.setattr(QLocale, "system", staticmethod(System))
    assert spoken_language("system") == spoken
    assert spoken_language("en") == "en"


@pytest.mark.parametrize(
    ("name", "words"),
    [("Draw box", "Deshacer: Dibujar caja"), ("Split the pictures", "Deshacer: Repartir las imágenes"),
     ("Something of a newer version", "Deshacer: Something of a newer version")],
)  # fmt: skip
def test_undo_names_what_a_hand_did_and_what_the_project_did_by_itself(
    qapp: QApplication, name: str, words: str
) -> None:
    install(qapp, "es")
    assert undo_words(name) == words
