"""The part of YAML that data.yaml files of YOLO are written in: keys with a text, a list or a numbered mapping.

Not a YAML reader on purpose: anchors, tags, merges and nested structures have no business in such a file, and what is
not of this part is left alone (other keys) or refused (`names`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

YamlValue = str | list[str] | dict[str, str]
_KEY = re.compile(r"""(?P<key>"[^"]*"|'[^']*'|[^\s#\-\[{&*!|>'"][^:#]*?)\s*:(?:\s+(?P<rest>.*)|\s*)$""")
_CLOSING = {"[": "]", "{": "}"}


class YamlSubsetError(ValueError):
    """A line that this reader does not know. str(error) names it."""


def parse_yaml(lines: list[str]) -> dict[str, YamlValue]:
    """Top-level keys and their values; keys with values of other kinds are left out.

    Raises YamlSubsetError where a key stands twice or brackets and quotes do not close.
    """
    found: dict[str, YamlValue] = {}
    for key, rest, block in _entries(lines):
        if key in found:
            raise YamlSubsetError(f"the key {key!r} stands twice")
        if rest[:1] in _CLOSING:
            found[key] = _flow(" ".join([rest, *(_without_comment(line).strip() for line in block)]))
        elif rest and rest[0] not in "|>&*!":
            found[key] = _scalar(rest)
        elif not rest and (value := _block(block)) is not None:
            found[key] = value
    return found


def _entries(lines: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Each top-level key with the rest of its line and the lines that belong to it."""
    key, rest, block = "", "", list[str]()
    for line in lines:
        text = line.rstrip()
        match = None if text[:1] in {" ", "\t", "-", "#", "]", "}", ""} else _KEY.match(_without_comment(text).rstrip())
        if match:
            if key:
                yield key, rest, block
            key, rest, block = _scalar(match["key"]), (match["rest"] or "").strip(), []
        elif text.strip() and not text.lstrip().startswith("#") and text not in {"---", "..."}:
            block.append(text)
    if key:
        yield key, rest, block


def _block(lines: list[str]) -> YamlValue | None:
    """A list of '- item' or a mapping of 'key: value', all on one level; None for anything else."""
    if not lines:
        return ""
    texts = [_without_comment(line).strip() for line in lines]
    if len({len(line) - len(line.lstrip()) for line in lines}) > 1:
        return None
    if all(text == "-" or text.startswith("- ") for text in texts):
        return [_scalar(text[1:].strip()) for text in texts]
    mapping: dict[str, str] = {}
    for text in texts:
        match = _KEY.match(text)
        if match is None:
            return None
        _put(mapping, _scalar(match["key"]), _scalar((match["rest"] or "").strip()))
    return mapping


def _flow(text: str) -> YamlValue:
    """[a, 'b', "c"] or {0: a, 1: 'b'} on what is now one line."""
    closing = _CLOSING[text[0]]
    text = _without_comment(text).rstrip()
    if not text.endswith(closing):
        raise YamlSubsetError(f"{text[:40]!r} does not end with {closing!r}")
    items = [item.strip() for item in _split(text[1:-1])]
    if items and not items[-1]:
        items.pop()  # a comma may stand after the last one
    if closing == "]":
        return [_scalar(item) for item in items]
    mapping: dict[str, str] = {}
    for item in items:
        match = _KEY.match(item)
        if match is None:
            raise YamlSubsetError(f"{item[:40]!r} is not 'key: value'")
        _put(mapping, _scalar(match["key"]), _scalar((match["rest"] or "").strip()))
    return mapping


def _put(mapping: dict[str, str], key: str, value: str) -> None:
    if key in mapping:
        raise YamlSubsetError(f"the key {key!r} stands twice")
    mapping[key] = value


def _scalar(text: str) -> str:
    if text[:1] == '"':
        try:
            value = json.loads(text)
        except ValueError as error:
            raise YamlSubsetError(f"{text[:40]!r} is not a closed text in quotes") from error
        return str(value)
    if text[:1] == "'":
        if len(text) < 2 or not text.endswith("'"):
            raise YamlSubsetError(f"{text[:40]!r} is not a closed text in quotes")
        return text[1:-1].replace("''", "'")
    return text


def _marked(text: str) -> Iterator[tuple[int, str, bool]]:
    """Every character with its place and whether it stands in quotes."""
    quote, escaped = "", False
    for place, character in enumerate(text):
        inside = bool(quote)
        if quote:
            if escaped:
                escaped = False
            elif character == "\\" and quote == '"':
                escaped = True
            elif character == quote:
                quote = ""
        elif character in "\"'" and (place == 0 or text[place - 1] in " \t,[{:"):
            quote = character
        yield place, character, inside


def _without_comment(text: str) -> str:
    for place, character, quoted in _marked(text):
        if character == "#" and not quoted and (place == 0 or text[place - 1] in " \t"):
            return text[:place]
    return text


def _split(text: str) -> list[str]:
    places = [place for place, character, quoted in _marked(text) if character == "," and not quoted]
    starts = [0, *(place + 1 for place in places)]
    return [text[start:end] for start, end in zip(starts, [*places, len(text)], strict=True)]
