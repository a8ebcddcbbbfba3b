"""Values of a lesson as a person reads them: numbers as their country writes them, names in their language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.lessons.format import Fact
from desktop_app.session.run_words import backbone_title, duration, task_word

NONE = "–"
DIGITS, DIGITS_OF_A_SUM = 2, 6


def value_words(name: str, value: Fact | None, how: str = "") -> str:
    """A value in words. how: 'percent', 'minutes', or the digits after the point; '' for what suits its kind."""
    locale = QLocale()
    match value:
        case None | "":
            return NONE
        case bool():
            return _tr("yes") if value else _tr("no")
        case str():
            return _name_words(name, value)
        case tuple():
            return " × ".join(locale.toString(part) for part in value)
        case _ if how == "percent":
            return _tr("{number} %").format(number=locale.toString(100.0 * value, "f", 1))
        case _ if how == "minutes":
            return duration(float(value))
        case int():
            return locale.toString(value)
        case float() if name == "lab.value" and not how:
            return locale.toString(value, "g", DIGITS_OF_A_SUM)  # a sum of whole numbers is one: 4, not 4.00
        case _:
            return locale.toString(float(value), "f", int(how) if how else DIGITS)


def _name_words(name: str, value: str) -> str:
    if name.endswith("task"):
        return task_word(value)
    if name.endswith("backbone"):
        return backbone_title(value)
    if name == "lab.pool":
        return {"max": _tr("maximum"), "average": _tr("average"), "sum": _tr("sum")}.get(value, value)
    return value


def _tr(text: str) -> str:
    return QCoreApplication.translate("LessonValues", text)
