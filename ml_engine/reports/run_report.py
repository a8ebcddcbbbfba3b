"""A run's report as two files that need nothing else: HTML with its pictures inside, and a PDF with the same.

Names of labels and runs come from outside: in HTML they are escaped, in plots they are no formulas.
"""

from __future__ import annotations

import base64
import dataclasses
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from ml_engine.domain.split_check import TITLES, check_sentences
from ml_engine.reports.anchor_plot import anchor_plot
from ml_engine.reports.answers import Scores
from ml_engine.reports.card import Curve, LabelFacts, ModelCard, metric_title
from ml_engine.reports.limitations import limitations
from ml_engine.reports.plots import confusion_matrix, learning_curves, precision_recall
from ml_engine.reports.report_plots import ERROR_TITLES, mistakes, reliability, sizes, table, train_and_validation
from ml_engine.reports.said_figures import Words, keeping_names, say_figure
from ml_engine.reports.style import plot_style, shortened, to_png

FIGURE_TITLES = {
    "top1_error": "Top-1 error",
    "top5_error": "Top-5 error",
    "precision_over_half": "Precision of answers above 0.5",
    "calibration_error": "Expected calibration error",
    "calibration_worst": "Largest distance of a score from the truth",
    "ap50_11_points": "AP50 by 11 points",
    "ap50_all_points": "AP50 by all points",
    "ap50_voc": "AP50 by all points, VOC's extra pixel",
    "ap_small": "AP of small objects",
    "ap_medium": "AP of medium objects",
    "ap_large": "AP of large objects",
    "ar1": "Average recall, 1 answer a picture",
    "ar10": "Average recall, 10 answers a picture",
    "ar100": "Average recall, 100 answers a picture",
    "ar_small": "Average recall of small objects",
    "ar_medium": "Average recall of medium objects",
    "ar_large": "Average recall of large objects",
}
LABELS_TITLE = "Labels"
SPLIT_TITLE = "What is wrong with the split"
_STYLE = """
body {
  font: 15px/1.5 system-ui, sans-serif; color: #171A1F; background: #FFFFFF;
  max-width: 60em; margin: 2em auto; padding: 0 1em;
}
h1 { font-size: 1.5em; }
h2 { font-size: 1.15em; margin-top: 2em; border-bottom: 1px solid #E3E6EB; }
table { border-collapse: collapse; }
th, td { padding: .25em .9em .25em 0; text-align: left; border-bottom: 1px solid #E3E6EB; }
td.number, th.number { text-align: right; }
img { max-width: 100%; }
pre { background: #F6F7F9; padding: 1em; overflow: auto; }
.dim { color: #5C6675; }
"""


@dataclass(frozen=True, slots=True)
class Table:
    """columns, rows: text, the first column names the row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def render_report(card: ModelCard, scores: Scores, words: Words = str, language: str = "en") -> tuple[bytes, bytes]:
    """The HTML file and the PDF file. scores: of the split that the report is about.

    words: says every sentence and title of it in `language`, as it is for English.
    """
    card = of_split(card, scores)
    if words is not str:
        own = {*(label.name for label in card.labels), *(row.name for row in scores.labels)}
        words = keeping_names(words, {*own, *map(shortened, own)})
    with plot_style():
        figures = draw_figures(card, scores)
        if words is not str:
            for figure in figures.values():
                say_figure(figure, words)
        figures = {words(title): figure for title, figure in figures.items()}
        page = report_html(card, scores, figures, words, language)
        return page.encode("utf-8", "backslashreplace"), report_pdf(card, scores, figures, words)


def of_split(card: ModelCard, scores: Scores) -> ModelCard:
    """The card with the figures of these scores, whatever split it was written for."""
    own = {row.name: row for row in scores.labels}
    labels = tuple(
        dataclasses.replace(label, metrics=own[label.name].metrics if label.name in own else {})
        for label in card.labels
    )
    colors = {row.name: row.color for row in scores.labels}
    curves = tuple(
        Curve(curve.label, colors[curve.label], curve.recall, curve.precision)
        for curve in scores.curves
        if curve.label in colors
    )
    return dataclasses.replace(
        card, labels=labels, metrics=scores.metrics, metrics_split=scores.split, curves=curves,
        confusion=scores.confusion,
    )  # fmt: skip


def draw_figures(card: ModelCard, scores: Scores) -> dict[str, Figure]:
    """Title → figure, only those that there are numbers for."""
    figures: dict[str, Figure] = {}
    if card.history:
        figures["How it learnt"] = learning_curves(card)
        if both := train_and_validation(card.history):
            figures["Training and validation"] = both
    if card.anchors:
        figures["Anchors over the boxes"] = anchor_plot(card.anchors)
    if card.confusion:
        ground = LabelFacts("nothing", "#5C6675", {})
        known = dataclasses.replace(card, labels=(*card.labels, ground)) if scores.has_background else card
        figures["What it takes for what"] = confusion_matrix(known)
    if card.curves:
        figures["Precision over recall"] = precision_recall(card)
    if scores.reliability:
        figures["How far a score can be believed"] = reliability(scores)
    if scores.errors:
        figures["What goes wrong"] = mistakes(scores.errors)
    if any(key in scores.figures for key in ("ap_small", "ap_medium", "ap_large")):
        figures["Small and large objects"] = sizes(scores.figures)
    return figures


def report_tables(card: ModelCard, scores: Scores, words: Words = str) -> tuple[Table, ...]:
    """Results, further figures, a row per label, mistakes by kind. Names of labels stay as they are."""
    tables = [
        Table(
            f"Results on the {scores.split} pictures", ("figure", "value"),
            tuple((metric_title(key, card.task), f"{value:.4f}") for key, value in scores.metrics.items()),
        ),
        Table(
            "Further figures", ("figure", "value"),
            tuple((FIGURE_TITLES.get(key, key), f"{value:.4f}") for key, value in scores.figures.items()),
        ),
        _labels_table(scores),
    ]  # fmt: skip
    if scores.errors:
        rows = [(ERROR_TITLES.get(row.kind, row.kind), str(row.count), f"{row.cost:.4f}") for row in scores.errors]
        tables.append(Table("Mistakes by kind", ("kind", "shown", "AP50 won without"), tuple(rows)))
    if card.split_check.findings:
        said = [
            (TITLES[item.code], item.label or ", ".join(item.parts), str(item.count))
            for item in card.split_check.findings
        ]
        tables.append(Table(SPLIT_TITLE, ("finding", "where", "pictures"), tuple(said)))
    return tuple(_said(found, words) for found in tables if found.rows)


def _said(found: Table, words: Words) -> Table:
    # The rows of labels begin with their names, and have numbers else.
    of_labels = found.title == LABELS_TITLE
    rows = (row if of_labels else tuple(map(words, row)) for row in found.rows)
    return Table(words(found.title), tuple(map(words, found.columns)), tuple(rows))


def report_html(
    card: ModelCard, scores: Scores, figures: dict[str, Figure], words: Words = str, language: str = "en"
) -> str:
    """One file: styles and pictures inside, no scripts, nothing from elsewhere."""
    parts = [f"<h1>{_safe(card.run)}</h1>", f'<p class="dim">{_safe(words(_summary(card)))}</p>']
    parts += [_html_table(found) for found in report_tables(card, scores, words)]
    said = "".join(f"<li>{_safe(words(sentence))}</li>" for sentence in check_sentences(card.split_check))
    parts += [f"<ul>{said}</ul>"] if said else []
    for title, figure in figures.items():
        data = base64.b64encode(to_png(figure)).decode()
        parts.append(f'<h2>{_safe(title)}</h2>\n<img alt="{_safe(title)}" src="data:image/png;base64,{data}">')
    notes = "".join(f"<li>{_safe(words(note))}</li>" for note in limitations(card))
    parts.append(f"<h2>{_safe(words('Limitations'))}</h2>\n<ul>{notes}</ul>")
    parts.append(f"<h2>{_safe(words('Recipe'))}</h2>\n<pre>{_safe(card.recipe.strip())}</pre>")
    body = "\n".join(parts)
    head = f'<meta charset="utf-8">\n<title>{_safe(card.run)}</title>\n<style>{_STYLE}</style>'
    return (
        f'<!DOCTYPE html>\n<html lang="{_safe(language)}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def report_pdf(card: ModelCard, scores: Scores, figures: dict[str, Figure], words: Words = str) -> bytes:
    """The same tables and figures, a page each."""
    buffer = io.BytesIO()
    with PdfPages(buffer, metadata={"Title": card.run, "Creator": "Vistazo"}) as pages:
        for found in report_tables(card, scores, words):
            for page in table(found.title, found.columns, [_short(row) for row in found.rows]):
                pages.savefig(page)
        for figure in figures.values():
            pages.savefig(figure)
    return buffer.getvalue()


def _labels_table(scores: Scores) -> Table:
    keys = list(dict.fromkeys(key for row in scores.labels for key in row.metrics))
    rows = []
    for row in scores.labels:
        cells = [f"{row.metrics[key]:.3f}" if key in row.metrics else "–" for key in keys]
        best = "–" if row.threshold is None else f"{row.threshold:.3f}"
        rows.append((row.name, str(row.support), *cells, best))
    return Table(LABELS_TITLE, ("label", "support", *keys, "best threshold"), tuple(rows))


def _summary(card: ModelCard) -> str:
    best = f", best epoch {card.best_epoch.epoch} of {len(card.history)}" if card.best_epoch else ""
    weights = f"weights {card.weights_sha256[:12]}" if card.weights_sha256 else "no pretrained weights"
    return (
        f"{card.task} · {card.backbone_title} ({weights}) · {card.input_size} pixels, {card.fit} · "
        f"{card.trained_parameters:,} of {card.parameters:,} parameters learnt · seed {card.seed}{best} · "
        f"{card.created}"
    )


def _html_table(found: Table) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        shown = [f"<{tag}>{_safe(cells[0])}</{tag}>", *(f'<{tag} class="number">{_safe(c)}</{tag}>' for c in cells[1:])]
        return f"<tr>{''.join(shown)}</tr>"

    lines = [row(found.columns, "th"), *(row(cells, "td") for cells in found.rows)]
    return f"<h2>{_safe(found.title)}</h2>\n<table>{''.join(lines)}</table>"


def _short(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(shortened(cell, 30) for cell in row)


def _safe(text: str) -> str:
    return html.escape("".join(char if char.isprintable() or char == "\n" else "�" for char in text))
