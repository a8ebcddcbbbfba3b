"""Messages of the engine, the project and the annotation files in the window's language; no Qt.

They are made as English sentences far from any window, also in worker processes and in files of earlier runs. So they
are recognised by their shape when they are shown: an English template with {0}, {1} … stands for a Spanish one.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from desktop_app.look.resources import resource_path

_LOG = logging.getLogger(__name__)
CATALOGUE = "i18n/messages_{language}.json"
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_COUNT = re.compile(r"\{0\} [a-z]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_DECIMAL = re.compile(r"([-+−±]?\d+)\.(\d+)( ?(?:%|s|ms|min|MB|GB))?")
_COMMA_LANGUAGES = ("es",)
_MAX_DEPTH = 4
_MAX_TEXT = 4000
_MAX_SENTENCES = 12


class Messages:
    """The sentences of one language.

    language: 'en' (they stay as they are), 'es'.   templates: instead of those of the language's file.
    """

    def __init__(self, language: str, templates: Mapping[str, str] | None = None) -> None:
        self.language = language
        known = _read(language) if templates is None else templates
        self._whole = {template: said for template, said in known.items() if not _PLACEHOLDER.search(template)}
        shaped = [_Shape(template, said) for template, said in known.items() if template not in self._whole]
        # The template with the most words of its own is the most exact one.
        self._shaped = sorted(shaped, key=lambda shape: -shape.own_length)

    def translate(self, text: str) -> str:
        """The text in this language. What is not known, a file's name for one, stays as it is."""
        if not text or not (self._whole or self._shaped) or len(text) > _MAX_TEXT:
            return text
        return self._translated(text, 0)

    def _translated(self, text: str, depth: int) -> str:
        """Whole if it is known as a whole, else sentence by sentence. What fills a place may be a message too, a list
        of them, or a number with decimals.
        """
        number = _DECIMAL.fullmatch(text) if depth and self.language in _COMMA_LANGUAGES else None
        if number is not None:
            return f"{number[1]},{number[2]}{number[3] or ''}"
        listed = [self._known(part, depth) for part in text.split(", ")] if depth else []
        if len(listed) > 1 and None not in listed:
            return ", ".join(part or "" for part in listed)
        known = self._known(text, depth)
        if known is not None:
            return known
        return self._by_sentence(text, depth)

    def _by_sentence(self, text: str, depth: int) -> str:
        """The longest run of sentences that is known, from each on; one that is not known stays as it is."""
        starts = [0, *(gap.end() for gap in _SENTENCE_END.finditer(text))]
        ends = [*(gap.start() for gap in _SENTENCE_END.finditer(text)), len(text)]
        if not 1 < len(starts) <= _MAX_SENTENCES:
            return text
        said, first = "", 0
        while first < len(starts):
            last, known = first, text[starts[first] : ends[first]]
            for end in range(len(ends) - 1, first - 1, -1):
                found = (
                    None if (first, end) == (0, len(ends) - 1) else self._known(text[starts[first] : ends[end]], depth)
                )
                if found is not None:
                    last, known = end, found
                    break
            gap = text[ends[last] : starts[last + 1]] if last + 1 < len(starts) else ""
            said += known + gap
            first = last + 1
        return said

    def _known(self, text: str, depth: int) -> str | None:
        if text in self._whole:
            return self._whole[text]
        if depth >= _MAX_DEPTH:
            return None
        for shape in self._shaped:
            parts = shape.parts_of(text)
            if parts is not None:
                return shape.filled([self._translated(part, depth + 1) for part in parts])
        return None


class _Shape:
    """A template with places. Its longest own words are looked for first: most texts are ruled out by that.

    Before one word alone ('{0} pictures') stands a number: otherwise every text with that end would be taken for it.
    """

    def __init__(self, template: str, said: str) -> None:
        pieces = _PLACEHOLDER.split(template)
        own, places = pieces[::2], pieces[1::2]
        self.own_length = sum(map(len, own))
        self._places = places
        self._said = said
        self._landmark = max(own, key=len)
        place = r"([\d.,]+)" if _COUNT.fullmatch(template) else r"(.+?)"
        filler = (place for _ in places)
        pattern = "".join(re.escape(words) + next(filler, "") for words in own)
        self._pattern = re.compile(pattern, re.DOTALL)

    def parts_of(self, text: str) -> list[str] | None:
        if self._landmark not in text:
            return None
        match = self._pattern.fullmatch(text)
        return None if match is None else list(match.groups())

    def filled(self, parts: list[str]) -> str:
        by_place = dict(zip(self._places, parts, strict=True))
        return _PLACEHOLDER.sub(lambda place: by_place[place[1]], self._said)


def catalogue_file(language: str) -> Path:
    """The file of a language's messages; English has none."""
    return resource_path(CATALOGUE.format(language=language))


def _read(language: str) -> dict[str, str]:
    if language == "en":
        return {}
    try:
        return msgspec.json.decode(catalogue_file(language).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        _LOG.exception("the messages stay English")
        return {}


class _Spoken:
    """The language that the window speaks now: one a process, as Qt's translators are."""

    messages = Messages("en")


def spoken() -> str:
    """The language of in_words()."""
    return _Spoken.messages.language


def speak(language: str) -> None:
    """From now on in_words() answers in this language; in English where its catalogue cannot be read."""
    _Spoken.messages = Messages(language)
    in_words.cache_clear()


@lru_cache(maxsize=2048)
def in_words(text: str) -> str:
    """A message of the engine, the project or the annotation files, in the window's language."""
    return _Spoken.messages.translate(text)
