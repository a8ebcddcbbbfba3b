"""What a cell of the confusion matrix says, as a sentence, and as the title of the list that it opens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.results.matrix import Key, Matrix


def header_name(matrix: Matrix, key: Key, *, is_row: bool) -> str:
    """A label's name, or what stands at the matrix's border."""
    if key is not None:
        return matrix.names[key]
    tr = QCoreApplication.translate
    return tr("Confusion", "nothing there") if is_row else tr("Confusion", "missed")


def cell_sentence(matrix: Matrix, row: Key, column: Key) -> str:
    """The cell in words with its numbers."""
    tr = QCoreApplication.translate
    if row is None and column is None:
        return tr("Confusion", "Nothing was there and nothing was answered: this is not counted.")
    if row is None:
        text = tr("Confusion", "{count} times it saw “{answer}” where nobody drew anything.")
    elif column is None:
        text = tr("Confusion", "{count} of {total} “{true}” were missed.")
    elif row == column:
        text = tr("Confusion", "{count} of {total} “{true}” were recognised.")
    else:
        text = tr("Confusion", "{count} of {total} “{true}” were taken for “{answer}”.")
    return text.format(**_words(matrix, row, column))


def cell_title(matrix: Matrix, row: Key, column: Key) -> str:
    """The title of the list of the cell's pictures."""
    tr = QCoreApplication.translate
    if row is None:
        text = tr("Confusion", "{answer} where nothing is")
    elif column is None:
        text = tr("Confusion", "{true}: missed")
    elif row == column:
        text = tr("Confusion", "{true}: recognised")
    else:
        text = tr("Confusion", "{true} taken for {answer}")
    return text.format(**_words(matrix, row, column))


def table_text(matrix: Matrix) -> str:
    """The matrix for a spreadsheet: names at the left and above, counts as whole numbers, tabs between."""
    head = ["", *(header_name(matrix, key, is_row=False) for key in matrix.columns)]
    rows = [
        [header_name(matrix, row, is_row=True), *(str(matrix.count(row, column)) for column in matrix.columns)]
        for row in matrix.rows
    ]
    return "\n".join("\t".join(_cell(text) for text in line) for line in (head, *rows))


def _cell(name: str) -> str:
    return " ".join(name.split())


def _words(matrix: Matrix, row: Key, column: Key) -> dict[str, str]:
    locale = QLocale()
    return {
        "count": locale.toString(matrix.count(row, column)),
        "total": locale.toString(matrix.row_total(row)),
        "true": "" if row is None else matrix.names[row],
        "answer": "" if column is None else matrix.names[column],
    }
