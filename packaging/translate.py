"""Brings resources/i18n/ up to date with the strings of desktop_app: vistazo_es.ts, vistazo_en.ts and their .qm files.

    python packaging/translate.py            strings → .ts (what is new is `unfinished`) → .qm
    python packaging/translate.py --check    changes nothing; exit status 1 and a list if there is something to do

Both .qm files are committed: an editable install has them without a further command. English has plurals only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from tr_strings import TrString, find_strings

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = REPOSITORY / "resources" / "i18n"
LANGUAGES = ("es", "en")
FORMS = 2  # English and Spanish tell one from many
_PLACES = re.compile(r"%n|%\d|\{\w*\}|<[^>]+>")
_ENDINGS = re.compile(r"\((s|es)\)")
# Words that are the same in Spanish.
SAME = {
    "no",
    "Vistazo",
    "GPU",
    "CPU",
    "Error",
    "SVG",
    "PNG",
    "CSV",
    "ONNX",
    "AP",
    "AP50",
    "AP75",
    "IoU",
    "Tab",
    "GB",
    "MB",
    "Detector",
    "detector",
    "Ctrl",
    "Esc",
    "General",
    "min",
    "Beta",
    "TOML",
    "bytes",
    "Separable",
    "Divisor",
    "Softmax",
    "Extra",
}


@dataclass(frozen=True, slots=True)
class Translation:
    """forms: one text, or one for each plural form."""

    forms: tuple[str, ...]
    finished: bool


def ts_file(language: str) -> Path:
    return FOLDER / f"vistazo_{language}.ts"


def qm_file(language: str) -> Path:
    return ts_file(language).with_suffix(".qm")


def wanted_strings(language: str) -> list[TrString]:
    found = sorted(find_strings(REPOSITORY / "desktop_app"))
    return [string for string in found if string.plural or language != "en"]


def read_ts(file: Path) -> dict[TrString, Translation]:
    """What a .ts file holds, vanished entries too; {} where there is none."""
    if not file.is_file():
        return {}
    entries = {}
    for context in ElementTree.parse(file).getroot().iter("context"):  # noqa: S314  (our own file)
        for message in context.iter("message"):
            element = message.find("translation")
            if element is None:
                continue
            plural = message.get("numerus") == "yes"
            forms = [form.text or "" for form in element.iter("numerusform")] if plural else [element.text or ""]
            key = TrString(
                context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""), plural
            )
            entries[key] = Translation(tuple(forms), element.get("type") is None)
    return entries


def merged(
    wanted: Iterable[TrString], known: Mapping[TrString, Translation], language: str
) -> dict[TrString, Translation]:
    """The wanted strings with what is known of them. What is new is unfinished, but for the English plurals in (s)."""
    entries = {}
    for string in wanted:
        old = next((value for key, value in known.items() if key == string and key.plural == string.plural), None)
        entries[string] = old or (english_plural(string) if language == "en" else _untranslated(string))
    return entries


def english_plural(string: TrString) -> Translation:
    """'%n picture(s)' → '%n picture', '%n pictures'. Unfinished where that is not enough."""
    if not _ENDINGS.search(string.source):
        return _untranslated(string)
    return Translation((_ENDINGS.sub("", string.source), _ENDINGS.sub(r"\1", string.source)), finished=True)


def _untranslated(string: TrString) -> Translation:
    return Translation(("",) * (FORMS if string.plural else 1), finished=False)


def ts_text(entries: Mapping[TrString, Translation], language: str) -> str:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language}" sourcelanguage="en">')
    context = None
    for string in sorted(entries):
        if string.context != context:
            lines += ["</context>"] if context is not None else []
            lines += ["<context>", f"    <name>{escape(string.context)}</name>"]
            context = string.context
        lines += _message(string, entries[string])
    lines += ["</context>"] if context is not None else []
    return "\n".join([*lines, "</TS>", ""])


def _message(string: TrString, translation: Translation) -> list[str]:
    kind = "" if translation.finished else ' type="unfinished"'
    forms = [escape(form) for form in translation.forms]
    lines = ['    <message numerus="yes">' if string.plural else "    <message>"]
    lines.append(f"        <source>{escape(string.source)}</source>")
    lines += [f"        <comment>{escape(string.comment)}</comment>"] if string.comment else []
    if string.plural:
        lines.append(f"        <translation{kind}>")
        lines += [f"            <numerusform>{form}</numerusform>" for form in forms]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{kind}>{forms[0]}</translation>")
    return [*lines, "    </message>"]


def faults(language: str) -> list[str]:
    """What is wrong with a language's .ts file, a line each: the tests ask for none."""
    known = read_ts(ts_file(language))
    wanted = wanted_strings(language)
    plurals = {string: string.plural for string in known}
    found = [f"vanished: {_shown(string)}" for string in known if string not in set(wanted)]
    for string in wanted:
        if plurals.get(string) != string.plural:
            found.append(f"missing: {_shown(string)}")
        else:
            found += [f"{fault}: {_shown(string)}" for fault in _faults_of(string, known[string], language)]
    return sorted(found)


def _faults_of(string: TrString, translation: Translation, language: str) -> Iterable[str]:
    if not translation.finished or not all(translation.forms):
        return ["unfinished"]
    checks: dict[str, Callable[[str], object]] = {
        "another placeholder": _places,
        "another accelerator": lambda text: len(re.findall(r"&(?=\w)", text)),
        "another ending": lambda text: re.search(r"(…|:|\?|\.)?$", text)[0],  # type: ignore[index]
        "another margin": lambda text: (text[:1] == " ", text[-1:] == " "),
    }
    found = [fault for fault, seen in checks.items() for form in translation.forms if seen(form) != seen(string.source)]
    if len(translation.forms) != (FORMS if string.plural else 1):
        found.append("another number of forms")
    if language != "en" and string.source in translation.forms and _is_english(string.source):
        found.append("English")
    return found


def _places(text: str) -> list[str]:
    return sorted(_PLACES.findall(text))


def _is_english(source: str) -> bool:
    """Whether words are left when places, marks and words that are the same in Spanish are taken out."""
    words = re.findall(r"[A-Za-z]{2,}", _PLACES.sub(" ", source))
    return not set(words) <= SAME


def _shown(string: TrString) -> str:
    return f"{string.context}: {string.source!r}" + (f" ({string.comment})" if string.comment else "")


def release(language: str, goal: Path) -> None:
    """Write the .qm file. Raises CalledProcessError if Qt's lrelease refuses the .ts file."""
    command = [sys.executable, "-c", "from PySide6.scripts.pyside_tool import lrelease; lrelease()"]
    # In place of the old one, not into it: a window that speaks it has the file in its memory map.
    fresh = goal.with_name(f"{goal.name}.{os.getpid()}")
    subprocess.run([*command, "-silent", str(ts_file(language)), "-qm", str(fresh)], check=True)
    fresh.replace(goal)


def update() -> None:
    for language in LANGUAGES:
        entries = merged(wanted_strings(language), read_ts(ts_file(language)), language)
        ts_file(language).write_text(ts_text(entries, language), encoding="utf-8")
        release(language, qm_file(language))


def main() -> int:
    if "--check" not in sys.argv:
        update()
    found = [f"{ts_file(language).name}: {fault}" for language in LANGUAGES for fault in faults(language)]
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    return 1 if found and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
