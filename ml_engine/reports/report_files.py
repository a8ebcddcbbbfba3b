"""Writing a run's report: HTML and PDF, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.reports.answers import Scores
from ml_engine.reports.card import ModelCard

HTML_FILE, PDF_FILE = "report.html", "report.pdf"


def write_report(
    folder: Path, card: ModelCard, scores: Scores, words: Callable[[str], str] = str, language: str = "en"
) -> tuple[Path, Path]:
    """Write both into a folder, made if need be. Returns their paths.

    scores: of the split that the report is about.   words: says its sentences in `language`.
    Raises UserError('disk-write').
    """
    # matplotlib takes half a second to import and is needed by nothing else here.
    from ml_engine.reports.run_report import render_report

    page, book = render_report(card, scores, words, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(folder / HTML_FILE, page)
        write_atomic(folder / PDF_FILE, book)
    except OSError as error:
        raise UserError(
            "disk-write",
            f"The report could not be written into {folder}: {(error.strerror or str(error)).lower()}.",
            "Name another folder, or free some disk space.",
        ) from error
    return folder / HTML_FILE, folder / PDF_FILE
