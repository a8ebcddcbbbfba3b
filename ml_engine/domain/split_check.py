"""What is wrong with a split: why its scores may say more than the model can do, or less than one would like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ml_engine.domain.values import Split

FindingCode = Literal["same-content", "near-duplicates", "burst", "folder", "label-missing", "part-small", "part-empty"]
Severity = Literal["warn", "bad"]
LEAKS: tuple[FindingCode, ...] = ("same-content", "near-duplicates", "burst", "folder")


TITLES: dict[FindingCode, str] = {
    "same-content": "copies of one file",
    "near-duplicates": "look the same",
    "burst": "shots of one burst",
    "folder": "of one folder",
    "label-missing": "label is missing",
    "part-small": "too few to measure",
    "part-empty": "part is empty",
}


@dataclass(frozen=True, slots=True)
class SplitFinding:
    """One thing that is wrong.

    parts: where its pictures lie, or the part that it is about.   image_ids: all pictures of a group that straddles.
    names: two of them that lie apart, the most alike.   label: that is missing.   count: pictures of the group or part.
    value: bits by which the two differ, seconds between them, or by how much a score of the part may be off, 0..1.
    mendable: whether the group can be moved into one part.
    """

    code: FindingCode
    severity: Severity
    parts: tuple[Split, ...]
    image_ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    label: str = ""
    count: int = 0
    value: float = 0.0
    mendable: bool = False


@dataclass(frozen=True, slots=True)
class SplitCheck:
    """Findings, the worst first."""

    findings: tuple[SplitFinding, ...] = ()

    @property
    def severity(self) -> Literal["ok", "warn", "bad"]:
        severities = {finding.severity for finding in self.findings}
        return "bad" if "bad" in severities else "warn" if severities else "ok"

    @property
    def leaks(self) -> tuple[SplitFinding, ...]:
        """Those where pictures that belong together lie apart."""
        return tuple(finding for finding in self.findings if finding.code in LEAKS)


def finding_sentence(finding: SplitFinding) -> str:
    """In words, English."""
    parts = " and ".join(part.value for part in finding.parts)
    pair = " and ".join(_shown(name) for name in finding.names)
    part = finding.parts[0].value if finding.parts else ""
    match finding.code:
        case "same-content":
            return f"{finding.count} copies of one file lie in {parts}: {pair}."
        case "near-duplicates":
            return f"{finding.count} pictures that look the same lie in {parts}, such as {pair}."
        case "burst":
            seconds = f"{finding.value:.1f} seconds apart"
            return f"{finding.count} shots of one burst lie in {parts}, such as {pair}, {seconds}."
        case "folder":
            return f"{finding.count} pictures of one folder lie in {parts}, such as {pair}."
        case "label-missing":
            return f"No {part} picture has “{' '.join(finding.label.split())}”."
        case "part-small":
            return (
                f"The {part} part has {finding.count} pictures that differ: a score of 0.90 may be off by "
                f"{finding.value:.2f}."
            )
        case "part-empty":
            return f"The {part} part is empty."


def check_sentences(check: SplitCheck, most: int = 10) -> list[str]:
    """The findings in words, the rest counted."""
    said = [finding_sentence(finding) for finding in check.findings[:most]]
    more = len(check.findings) - most
    return [*said, f"{more} more such findings."] if more > 0 else said


def _shown(name: str) -> str:
    """A name as one printable line."""
    text = name.encode("utf-8", "backslashreplace").decode()
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
