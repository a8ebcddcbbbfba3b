"""A recipe's fields and values in words, the same in the form and beside each other in a comparison."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.i18n.messages import in_words
from ml_engine.training.recipe_fields import RecipeField, find_field


def field_title(name: str) -> str:
    """'Learning rate' of 'rate'; the name itself of a field that another version had."""
    try:
        return in_words(find_field(name).title)
    except KeyError:
        return name


def value_words(value: object) -> str:
    """A value as a person reads it; '–' for none."""
    match value:
        case None:
            return "–"
        case bool():
            return _tr("on") if value else _tr("off")
        case int():
            return QLocale().toString(value)
        case float():
            return number_words(value)
        case tuple() | list():
            return " – ".join(value_words(part) for part in value)
        case _:
            return str(value)


def number_words(value: float) -> str:
    """Six digits at the most, as the reader's country writes them; very small and very large ones as powers."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if value and not 1e-4 <= abs(value) < 1e6:
        return locale.toString(float(value), "g", 6)
    return locale.toString(round(float(value), 6), "f", _decimals(value))


def bounds_words(field: RecipeField) -> str:
    """'from 0 to 10', '' where anything goes."""
    if field.lowest is None or field.highest is None:
        return ""
    return _tr("from {low} to {high}").format(low=number_words(field.lowest), high=number_words(field.highest))


def when_words(field: RecipeField) -> str:
    """When a field means anything: 'Only for detectors. Matters with the rule sgd.', '' for always."""
    parts = []
    if field.tasks == ("detect",):
        parts.append(_tr("Only for detectors."))
    if field.tasks == ("classify",):
        parts.append(_tr("Only for classifiers."))
    if field.applies:
        parts.append(_tr("Matters {when}.").format(when=in_words(field.applies)))
    return " ".join(parts)


def _decimals(value: float) -> int:
    text = f"{round(float(value), 6):.6f}".rstrip("0")
    return len(text.partition(".")[2])


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecipeWords", text)
