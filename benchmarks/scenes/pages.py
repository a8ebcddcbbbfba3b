"""What lies over the places: the palette, settings, About, the crash report."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from benchmarks.scenes.stage import Scene, Stage


def palette(words: dict[str, str], stage: Stage) -> None:
    """Everything is found by typing. words: in each language."""
    stage.sample()
    stage.picture(2)
    box = stage.hand.workspace.palette_box
    box.open()
    QTest.keyClicks(box.box, words[stage.language])
    stage.wait_for("palette-list")
    stage.hand.wait(0.5)


def settings(tab: str, part: float, stage: Stage) -> None:
    """A tab of the settings. part: how far down, 0 to 1."""
    stage.sample()
    stage.page("settings", f"settings-tab-{tab}")
    stage.scroll("settings-page", part)


def about(part: float, licence: str, stage: Stage) -> None:
    """Versions, licences, what it is built on."""
    stage.sample()
    stage.page("about")
    stage.hand.wait(0.8)
    if licence:
        stage.click(f"about-licence-{licence}")
    stage.scroll("about-page", part)


def crash(stage: Stage) -> None:
    """Something nobody had thought of: the work is safe, and the report can be copied."""
    stage.sample()
    stage.picture(2)
    crashes = stage.hand.desktop.crashes
    crashes.install()
    QTimer.singleShot(0, _break)
    stage.hand.wait_until(lambda: crashes.panel is not None and crashes.panel.isVisible())
    stage.hand.wait(0.3)


def _break() -> None:
    raise ValueError("boxes must be (N, 4), got (3,)")


PAGES = (
    Scene("palette", partial(palette, {"en": "", "es": ""}), anew=True),
    Scene("palette-action", partial(palette, {"en": "tra", "es": "entr"}), anew=True),
    Scene("palette-picture", partial(palette, {"en": "desk-04", "es": "desk-04"}), anew=True),
    Scene("palette-nothing", partial(palette, {"en": "xyzzy", "es": "xyzzy"}), anew=True),
    Scene("settings-general", partial(settings, "general", 0.0)),
    Scene("settings-computer", partial(settings, "computer", 0.0)),
    Scene("settings-folders", partial(settings, "folders", 0.0)),
    Scene("settings-keys", partial(settings, "keys", 0.0)),
    Scene("settings-keys-middle", partial(settings, "keys", 0.5)),
    Scene("settings-keys-end", partial(settings, "keys", 1.0)),
    Scene("about", partial(about, 0.0, "")),
    Scene("about-licences", partial(about, 0.35, "qt")),
    Scene("about-built-on", partial(about, 1.0, "")),
    Scene("crash", crash, anew=True),
)
