"""The words of a run's report in a language: titles, axes and sentences of its plots and tables; no Qt."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache

import msgspec

from desktop_app.i18n.messages import Messages, catalogue_file
from desktop_app.look.resources import resource_path

_LOG = logging.getLogger(__name__)
LANGUAGES = ("en", "es")
CATALOGUE = "i18n/report_{language}.json"


def report_words(language: str) -> Callable[[str], str]:
    """What says a text of a report in the language; as it is where there is none, and for English."""
    return str if language == "en" else _messages(language).translate


@lru_cache(maxsize=2)
def _messages(language: str) -> Messages:
    """The report's own words, and the messages that it shares with the window."""
    templates: dict[str, str] = {}
    for file in (catalogue_file(language), resource_path(CATALOGUE.format(language=language))):
        try:
            templates |= msgspec.json.decode(file.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.MsgspecError):
            _LOG.exception("a part of the report stays English")
    return Messages(language, templates)
