"""Words, never markup: what comes from a file name or a label can not dress itself up as something else."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtGui import Qt as Markup
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.look.widgets.role import set_role

WordRole = Literal["body", "dim", "small", "title", "heading", "strong", "ok", "warn", "bad"]


class PlainLabel(QLabel):
    """elide: too long words end in '…' and are whole in the tooltip.   wrap: they go on in the next line.

    text() is always the whole text.
    """

    def __init__(
        self,
        text: str = "",
        role: WordRole = "body",
        elide: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole = ""
        self._elides = elide
        self._own_tooltip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if elide:
            self.setMinimumWidth(0)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802
        """As QLabel's, and with line breaks kept only where it wraps."""
        whole = text if self.wordWrap() else " ".join(text.split("\n"))
        if whole == self._whole and not self._elides:
            return  # what is said anew at every picture must not lay the window out anew
        self._whole = whole
        self.setAccessibleName(self._whole)
        self._show()
        self.updateGeometry()

    def text(self) -> str:
        """The whole text, elided or not."""
        return self._whole

    def set_role(self, role: WordRole) -> None:
        """Another kind of words from now on."""
        set_role(self, role)

    def setToolTip(self, text: str) -> None:  # noqa: N802
        """A tooltip of its own; without one an elided label shows its whole text."""
        self._own_tooltip = text
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._elides:
            self._show()

    def sizeHint(self) -> QSize:  # noqa: N802
        hint = super().sizeHint()
        if not self._elides:
            return hint
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2 * self.margin() + 1, hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = super().minimumSizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("…") * 2, hint.height()) if self._elides else hint

    def _show(self) -> None:
        shown = self._whole
        if self._elides:
            shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        super().setText(shown)
        super().setToolTip(plain_tooltip(self._own_tooltip or (self._whole if shown != self._whole else "")))


def plain_tooltip(text: str) -> str:
    """A tooltip that shows the text as it is, also where Qt would take it for markup."""
    return escaped(text) if Markup.mightBeRichText(text) else text


def escaped(text: str) -> str:
    """The text as markup that shows it as it is; a tooltip of markup breaks its lines by itself."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<span>{safe}</span>"
