"""Pieces of a script: readable files of Python in scripts/, with marks that say which lines a run needs.

A line that ends in `#? one, !other` stays if `one` holds and `other` does not; `#if … #else … #end` does that for
several. A word between two @ is filled in. Marks never reach the script, and a mark that nobody answers is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

_MARK = re.compile(r"^(?P<code>.*?)\s+#\? (?P<terms>[^#]+)$")
_BLANK = re.compile(r"@([a-z_0-9]+)@")


def assemble(names: Sequence[str], facts: Mapping[str, bool], values: Mapping[str, str]) -> str:
    """The pieces of these names as one text. facts: what marks ask for.   values: for the blanks.

    Raises KeyError for a mark or a blank that has no answer, ValueError for a block that does not end.
    """
    lines: list[str] = []
    for name in names:
        text = files("ml_engine.reports").joinpath("scripts", f"{name}.pyt").read_text(encoding="utf-8")
        lines += _kept(name, text.splitlines(), facts)
    script = "\n".join(line.rstrip() for line in lines) + "\n"
    return _BLANK.sub(lambda blank: values[blank[1]], script)


def fewer_blank_lines(lines: Sequence[str], most: int) -> list[str]:
    """The lines without blank ones that a reader misses least, until there are at most so many, if that is enough."""
    kept = list(lines)
    for needless in (_is_second, _is_in_class, _is_in_text, _is_before_function):
        if len(kept) > most:
            rows = zip(["", *kept], kept, [*kept[1:], ""], strict=False)
            kept = [line for before, line, after in rows if line or not needless(before, after)]
    while len(kept) > most and "" in kept:
        kept.remove("")
    return kept


def _is_second(before: str, after: str) -> bool:  # noqa: ARG001  (a blank line is known by its neighbours)
    return not before


def _is_in_class(before: str, after: str) -> bool:  # noqa: ARG001
    return after.startswith(" ")


def _is_in_text(before: str, after: str) -> bool:  # noqa: ARG001
    return not after.startswith(("def ", "class ", "@", "# --"))


def _is_before_function(before: str, after: str) -> bool:  # noqa: ARG001
    return not after.startswith("# --")


def _kept(name: str, lines: Sequence[str], facts: Mapping[str, bool]) -> list[str]:
    kept: list[str] = []
    open_blocks: list[bool] = []
    for line in lines:
        if line.startswith("#if "):
            open_blocks.append(_holds(line[4:], facts))
        elif line == "#else":
            open_blocks[-1] = not open_blocks[-1]
        elif line == "#end":
            open_blocks.pop()
        elif found := _MARK.match(line):
            if _holds(found["terms"], facts) and all(open_blocks):
                kept.append(found["code"])
        elif all(open_blocks):
            kept.append(line)
    if open_blocks:
        raise ValueError(f"a block of {name} does not end")
    return kept


def _holds(terms: str, facts: Mapping[str, bool]) -> bool:
    # A list, so that every term is looked up: a misspelt one must not hide behind another.
    answers = [facts[term.strip().removeprefix("!")] != term.strip().startswith("!") for term in terms.split(",")]
    return all(answers)
