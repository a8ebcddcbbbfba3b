"""The window's language, switched at once: its own strings, Qt's, the messages, numbers and dates."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop_app.i18n import messages
from desktop_app.look.resources import resource_path

Language = Literal["system", "en", "es"]
SPOKEN = ("en", "es")
_NAME = "vistazo-translator"


def install(app: QCoreApplication, language: Language) -> str:
    """Speak a language from now on; returns its code. Widgets that are there already are built again by their owner.

    Qt tells every widget by a LanguageChange event. What cannot be loaded stays English.
    """
    spoken = spoken_language(language)
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.setParent(None)
    QLocale.setDefault(_locale(spoken))
    # Qt asks the translator that came last first: our own words go before Qt's.
    for file in (_qt_translations() / f"qtbase_{spoken}.qm", resource_path(f"i18n/vistazo_{spoken}.qm")):
        _add(app, file)
    messages.speak(spoken)
    return spoken


def spoken_language(language: Language) -> str:
    """'en' or 'es': the one that was asked for, or the first of the system's that we know, or English."""
    if language != "system":
        return language
    for wanted in QLocale.system().uiLanguages():
        code = wanted.replace("_", "-").split("-")[0].lower()
        if code in SPOKEN:
            return code
    return "en"


def _locale(spoken: str) -> QLocale:
    """The system's own where it is of that language: es_MX writes numbers unlike es_ES."""
    system = QLocale.system()
    return system if system.name().split("_")[0] == spoken else QLocale(spoken)


def _add(app: QCoreApplication, file: Path) -> None:
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    if translator.load(str(file)):
        app.installTranslator(translator)
    else:
        translator.setParent(None)


def _qt_translations() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
