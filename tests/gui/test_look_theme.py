"""The look as a whole: its modes, sizes, icons and fonts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QFile, QIODevice, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QGuiApplication, QIcon, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop_app.look.look import Look
from desktop_app.look.memory_files import memory_file
from desktop_app.look.motion import VARIABLE, platform_wants_less_motion
from desktop_app.look.tokens import DARK, LIGHT, contrast
from desktop_app.look.widgets import PlainLabel, set_role


def colors_in(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


class Platform(QObject):
    """QStyleHints of a platform whose person changes their mind: the offscreen one has no colour scheme."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.chosen = Qt.ColorScheme.Light
        self.forced: Qt.ColorScheme | None = None

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return self.forced or self.chosen

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802
        self.forced = scheme
        self.colorSchemeChanged.emit(scheme)

    def unsetColorScheme(self) -> None:  # noqa: N802
        self.forced = None
        self.colorSchemeChanged.emit(self.chosen)

    def choose(self, scheme: Qt.ColorScheme) -> None:
        self.chosen = scheme
        self.colorSchemeChanged.emit(self.colorScheme())


@pytest.fixture
def platform(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Platform:
    made = Platform()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: made)
    return made


def test_the_system_mode_follows_the_platform(platform: Platform, qtbot: object) -> None:
    platform.choose(Qt.ColorScheme.Dark)
    look = Look()
    assert look.tokens is DARK
    with qtbot.waitSignal(look.changed):
        platform.choose(Qt.ColorScheme.Light)
    assert look.tokens is LIGHT
    with qtbot.waitSignal(look.changed):
        platform.choose(Qt.ColorScheme.Dark)
    assert look.is_dark


def test_a_chosen_mode_does_not_follow_the_platform_and_its_title_bars_follow_the_mode(platform: Platform) -> None:
    look = Look()
    look.set_mode("dark")
    assert (look.tokens, platform.colorScheme()) == (DARK, Qt.ColorScheme.Dark)
    platform.choose(Qt.ColorScheme.Light)
    assert look.tokens is DARK
    look.set_mode("system")
    assert (look.tokens, platform.colorScheme()) == (LIGHT, Qt.ColorScheme.Light)


def test_a_change_is_told_once_and_the_same_again_is_not(look: Look, qtbot: object) -> None:
    told: list[bool] = []
    look.changed.connect(lambda: told.append(look.is_dark))
    look.set_mode("dark")
    look.set_mode("dark")
    look.set_font_scale(1.0)
    assert told == [True]


def test_a_label_wears_the_colour_of_its_role_in_both_modes(look: Look, qtbot: object) -> None:
    label = PlainLabel("words", role="bad")
    qtbot.addWidget(label)
    for mode, tokens in (("light", LIGHT), ("dark", DARK)):
        look.set_mode(mode)
        label.ensurePolished()
        assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(tokens.bad)
    set_role(label, "dim")
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.dim)


def test_words_grow_with_the_scale_and_stay_within_reason(look: Look, qtbot: object) -> None:
    label, small = QLabel("words"), PlainLabel("words", role="small")
    for widget in (label, small):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    before = label.sizeHint().height(), small.sizeHint().height()
    look.set_font_scale(1.5)
    assert label.sizeHint().height() > before[0]
    assert small.sizeHint().height() > before[1]
    look.set_font_scale(100)
    assert look.font_scale == 2.0
    assert look.font(10).pointSizeF() == pytest.approx(QApplication.font().pointSizeF())


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_inter_is_shipped_in_three_weights(look: Look, weight: int) -> None:
    info = QFontInfo(look.font(10, weight))
    assert (info.family(), info.weight()) == ("Inter", weight)


def test_figures_have_one_width(look: Look) -> None:
    metrics = QFontMetrics(look.font(18))
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1
    plain = QFont(look.font(18))
    plain.unsetFeature(QFont.Tag("tnum"))
    assert QFontMetrics(plain).horizontalAdvance("1" * 10) != QFontMetrics(plain).horizontalAdvance("0" * 10)


def test_an_icon_is_drawn_in_its_colour(look: Look) -> None:
    image = look.pixmap("square", "bad", 24).toImage()
    assert LIGHT.bad in colors_in(image)
    look.set_mode("dark")
    assert DARK.bad in colors_in(look.icon("square", "bad").pixmap(24, 24).toImage())
    assert "#123456" in colors_in(look.icon("square", "#123456").pixmap(24, 24).toImage())


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_an_icon_is_as_sharp_as_the_screen(look: Look, ratio: float) -> None:
    pixmap = look.icon("eye").pixmap(QSize(18, 18), ratio)
    assert pixmap.width() == pytest.approx(18 * ratio, abs=0.5)


def test_an_icon_of_a_disabled_button_is_faint(look: Look) -> None:
    icon = look.icon("square")
    pictures = [icon.pixmap(QSize(24, 24), mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)]
    assert LIGHT.text in colors_in(pictures[0])
    assert LIGHT.text not in colors_in(pictures[1])


def test_an_icon_is_made_once(look: Look) -> None:
    assert look.icon("eye", "accent").cacheKey() == look.icon("eye", LIGHT.accent).cacheKey()


@pytest.mark.parametrize(("name", "color", "named"), [("eyelash", "text", "eyelash"), ("eye", "acent", "acent")])
def test_an_unknown_icon_or_colour_is_named_in_the_error(look: Look, name: str, color: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        look.icon(name, color)


def test_a_memory_file_reads_as_it_was_written(qapp: object) -> None:
    content = "<svg>ñ</svg>".encode() * 1000
    file = QFile(memory_file("a-test-ü.svg", content))
    assert file.open(QIODevice.OpenModeFlag.ReadOnly)
    assert file.readAll().data() == content
    file.close()
    assert memory_file("a-test-ü.svg", b"another") == ":/a-test-ü.svg"


def test_a_check_mark_of_the_style_sheet_is_drawn(look: Look, qtbot: object) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    found = colors_in(box.grab(QRect(3, 0, 12, box.height())).toImage())
    assert LIGHT.accent in found
    assert max(contrast(color, LIGHT.accent) for color in found) > 4


def test_one_focus_ring_for_all(look: Look, qtbot: object) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    controls = [QPushButton("a"), QToolButton(text="b"), QLineEdit("c"), QComboBox()]
    for control in controls:
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(control)
    with qtbot.waitActive(window):
        window.show()
    for control in controls:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        image = control.grab().toImage()
        middle = image.width() // 2
        assert image.pixelColor(middle, 1).name().upper() == LIGHT.accent, control
        size = control.size()
        control.clearFocus()
        assert control.size() == size


@pytest.mark.parametrize(("value", "wanted"), [("1", True), ("0", False), ("", False)])
def test_less_motion_can_be_asked_for(monkeypatch: pytest.MonkeyPatch, value: str, wanted: bool) -> None:
    monkeypatch.setenv(VARIABLE, value)
    assert platform_wants_less_motion() is wanted
