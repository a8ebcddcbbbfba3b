"""The lessons that train nothing, played to their end by mouse and keys in both languages, on the real worker."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtGui", reason="no Qt libraries on this machine", exc_type=ImportError)

from PySide6.QtCore import Qt

from desktop_app.session.settings import SettingsStore
from ml_engine.samples.digits import render_digit
from tests.flows.lesson_hand import Learner
from tests.gui.window_harness import allow_no_hints, open_in, shown_desktop


@pytest.fixture(params=[pytest.param("en", marks=pytest.mark.slow), "es"])
def learner(qtbot, tmp_path, isolated_home, monkeypatch, request):
    """A learner at a window with two pictures, in the language of the parameter."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for label in "25":
        render_digit(label, 1).save(pictures / f"{label}.png")
    settings = SettingsStore(tmp_path / "config")
    settings.change(language=request.param, theme="light")
    allow_no_hints(settings)
    with shown_desktop(qtbot, settings) as desktop:
        desktop.window.resize(1440, 900)
        open_in(qtbot, desktop, pictures)
        yield Learner(desktop), request.param


def walk_to_the_middle(learner):
    learner.click(learner.find("lab-walk-first"))
    for place in ((0, 1), (0, 2), (1, 0), (1, 1)):
        learner.click(learner.find("lab-walk-next"))
        learner.wait_until(lambda place=place: learner.session.facts.find("lab.position") == place)


def see_edges(learner):
    learner.click(learner.find("lab-convolve-source-picture"))
    learner.choose("lab-kernel-name", "sobel_x")


def own_number(learner):
    learner.click(learner.find("lab-kernel"))
    learner.type("5")
    learner.key(Qt.Key.Key_Return)


def set_padding(learner):
    learner.spin("lab-stride", 1)
    learner.spin("lab-padding", 1)


KERNELS = {
    "walk": walk_to_the_middle,
    "edges": see_edges,
    "blur": lambda learner: learner.choose("lab-kernel-name", "gaussian_blur"),
    "own": own_number,
}
SIZES = {
    "stride": lambda learner: learner.spin("lab-stride", 2),
    "padding": set_padding,
    "dilation": lambda learner: learner.spin("lab-dilation", 2),
    "depth": lambda learner: learner.spin("lab-filters", 3),
}
POOLING = {
    "average": lambda learner: learner.click(learner.find("lab-pool-kind-average")),
    "max": lambda learner: learner.click(learner.find("lab-pool-kind-max")),
}
# What the explanations say, in the learner's own numbers.
SAID = {
    "en": ("stops at 9 places", "the sum is 4", "3 × 3", "2 × 2"),
    "es": ("9 lugares", "la suma es 4", "3 × 3", "2 × 2"),
}


def test_kernels_sizes_and_pooling_are_played_to_their_end(learner):
    learner, language = learner
    said = [*learner.play("kernels", KERNELS), *learner.play("sizes", SIZES), *learner.play("pooling", POOLING)]
    for words in SAID[language]:
        assert any(words in text for text in said), (words, said)
    assert not any("–" in text for text in said), "a value was not known"
