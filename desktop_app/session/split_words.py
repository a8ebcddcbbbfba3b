"""What is wrong with a split, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ml_engine.domain.split_check import SplitCheck, SplitFinding
from ml_engine.domain.values import Split

ICONS = {"ok": ("shield-check", "ok"), "warn": ("triangle-alert", "warn"), "bad": ("circle-alert", "bad")}


def part_word(split: Split) -> str:
    """What a part is called."""
    return {Split.TRAIN: _tr("train"), Split.VALIDATION: _tr("validation"), Split.TEST: _tr("test")}[split]


def parts_words(parts: tuple[Split, ...]) -> str:
    """'train and test'."""
    names = [part_word(part) for part in parts]
    if len(names) < 2:
        return "".join(names)
    return _tr("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def badge_words(check: SplitCheck) -> str:
    """A few words for a badge."""
    leaks = [leak for leak in check.leaks if leak.severity == "bad"]
    if leaks:
        return _tr("The split leaks: %n group(s)", len(leaks))
    if check.severity == "bad":
        return _tr("The split cannot be used")
    bursts = [leak for leak in check.leaks if leak.severity == "warn"]
    if bursts:
        return _tr("%n group(s) lie apart", len(bursts))
    if check.severity == "warn":
        return _tr("The split: %n remark(s)", len(check.findings))
    return _tr("No leak found")


def finding_words(finding: SplitFinding) -> str:
    """One finding as a sentence."""
    n, parts = finding.count, parts_words(finding.parts)
    one = parts_words(finding.parts[:1])
    match finding.code:
        case "same-content":
            text = _tr("%n file(s) with the same bytes lie in {parts}.", n)
        case "near-duplicates":
            text = _tr("%n picture(s) that look the same lie in {parts}.", n)
        case "burst":
            text = _tr("%n shot(s) of one burst lie in {parts}, {seconds} s apart.", n)
        case "folder":
            text = _tr("%n picture(s) of one folder lie in {parts}.", n)
        case "label-missing":
            text = _tr("No {part} picture has “{label}”.")
        case "part-small":
            text = _tr("{part}: %n picture(s) that differ, so a score of {score} may be off by {off}.", n)
        case _:
            text = _tr("The part {part} is empty.")
    locale = QLocale()
    return text.format(
        parts=parts,
        part=one,
        label=" ".join(finding.label.split()),
        seconds=locale.toString(finding.value, "f", 1),
        score=locale.toString(0.9, "f", 2),
        off=locale.toString(finding.value, "f", 2),
    )


def why_words(finding: SplitFinding) -> str:
    """Why it matters: for a tooltip."""
    return {
        "same-content": _tr("The model has seen the answer: its score says nothing about new pictures."),
        "near-duplicates": _tr("The model has nearly seen the answer: its score is better than on new pictures."),
        "burst": _tr("Shots of one moment show the same things: the score is a little better than on new pictures."),
        "folder": _tr("You asked for folders to stay together."),
        "label-missing": _tr(
            "A label that is not learnt is never recognised; one that does not score is not measured."
        ),
        "part-small": _tr("With so few pictures chance moves the score: half of its 95 % interval."),
        "part-empty": _tr("Learning and choosing the best epoch need pictures each."),
    }[finding.code]


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("SplitWords", text, "", number)
