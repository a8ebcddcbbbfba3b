"""The look of the window: which tokens hold now, and everything made of them."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop_app.look.fonts import BODY_PT, make_font
from desktop_app.look.icons import icon_file, tinted_icon
from desktop_app.look.palette import disabled_color, make_palette
from desktop_app.look.style_sheet import style_sheet
from desktop_app.look.tokens import DARK, LIGHT, Tokens

Mode = Literal["system", "light", "dark"]
SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0


class Look(QObject):
    """Dresses the whole QApplication; there must be one. One Look a program.

    Signals: changed(): other colours or another size of words; what paints or holds an icon does it again.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode: Mode = "system"
        self._scale = 1.0
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._hints = QGuiApplication.styleHints()
        self._hints.unsetColorScheme()
        self._tokens = self._wanted_tokens()
        self._dressed: tuple[Tokens, float] | None = None
        self._hints.colorSchemeChanged.connect(self._on_hints_color_scheme_changed)
        self._dress()

    @property
    def tokens(self) -> Tokens:
        """The colours that hold now."""
        return self._tokens

    @property
    def is_dark(self) -> bool:
        """Light words on a dark ground."""
        return self._tokens is DARK

    @property
    def mode(self) -> Mode:
        """As chosen: 'system' follows the platform."""
        return self._mode

    @property
    def font_scale(self) -> float:
        """1.0 is the size of the platform."""
        return self._scale

    def set_mode(self, mode: Mode) -> None:
        """'light', 'dark', or as the platform is and becomes."""
        self._mode = mode
        # The platform's own parts follow: title bars, file dialogs.
        if mode == "system":
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(Qt.ColorScheme.Dark if mode == "dark" else Qt.ColorScheme.Light)
        self._refresh()

    def set_font_scale(self, scale: float) -> None:
        """scale: 1.0 for the platform's size; kept within 0.8 and 2."""
        self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._refresh()

    def color(self, name: str) -> QColor:
        """The colour of a token's name, or of '#rrggbb'."""
        return QColor(self._tokens.color(name))

    def icon(self, name: str, color: str = "text") -> QIcon:
        """An icon of resources/icons. color: a token's name or '#rrggbb'. Raises ValueError for unknown ones."""
        key = (name, self._tokens.color(color))
        if key not in self._icons:
            self._icons[key] = tinted_icon(*key, disabled_color(self._tokens))
        return self._icons[key]

    def pixmap(self, name: str, color: str = "text", size: int = 18) -> QPixmap:
        """The icon drawn for the sharpest screen there is. size: pixels of the window."""
        ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
        return QIcon(icon_file(name, self._tokens.color(color))).pixmap(QSize(size, size), ratio)

    def font(self, point_size: float = BODY_PT, weight: int = 400) -> QFont:
        """Inter with figures of one width. point_size: before the person's own scale."""
        return make_font(point_size, weight, self._scale)

    def _wanted_tokens(self) -> Tokens:
        if self._mode == "system":
            return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode == "dark" else LIGHT

    def _refresh(self) -> None:
        self._tokens = self._wanted_tokens()
        if self._dressed != (self._tokens, self._scale):
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._dressed = (self._tokens, self._scale)
        self._icons.clear()
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("a Look needs a QApplication")
        if app.property("dressed") is None:
            app.setStyle(QStyleFactory.create("Fusion"))
            app.setProperty("dressed", True)
        app.setPalette(make_palette(self._tokens))
        app.setFont(self.font())
        app.setStyleSheet(style_sheet(self._tokens, self._scale))

    def _on_hints_color_scheme_changed(self, _: Qt.ColorScheme) -> None:
        self._refresh()
