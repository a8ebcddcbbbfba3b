"""Methods, maps and checks in plain words."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.insight.answer_bars import percent
from ml_engine.domain.events import HeatMap
from ml_engine.jobs.insight_specs import HeatMethod

BELIEVED = 0.5  # a map that still agrees this much with shuffled weights is no reason


def method_words() -> dict[HeatMethod | Literal[""], tuple[str, str]]:
    """Method → its name, and what it does in one or two sentences."""
    tr = QCoreApplication.translate
    return {
        "": (
            tr("WhyWords", "What suits the network"),
            tr("WhyWords", "Grad-CAM for networks that say what is seen, HiResCAM for those that also say where."),
        ),
        "grad-cam": (
            tr("WhyWords", "Grad-CAM"),
            tr(
                "WhyWords",
                "Adds up the maps of a layer, each weighed by how much the answer rises with it. Quick and coarse.",
            ),
        ),
        "hires-cam": (
            tr("WhyWords", "HiResCAM"),
            tr(
                "WhyWords",
                "As Grad-CAM, but weighs every place of a map by itself: right for boxes, which few places answer.",
            ),
        ),
        "occlusion": (
            tr("WhyWords", "Occlusion"),
            tr(
                "WhyWords",
                "Hides a small window of the picture, place by place, and watches how far the answer falls. Slow and "
                "easy to believe.",
            ),
        ),
        "integrated-gradients": (
            tr("WhyWords", "Integrated gradients"),
            tr(
                "WhyWords",
                "Goes from a grey picture to this one and adds up what every pixel contributes on the way. Fine.",
            ),
        ),
    }


def method_name(method: str) -> str:
    """Its name, or itself where it has none."""
    return next((words[0] for key, words in method_words().items() if key == method), method)


def heat_sentence(found: HeatMap) -> str:
    """What is to be seen, in a sentence."""
    tr = QCoreApplication.translate
    if not found.signed and found.method == "integrated-gradients":
        text = tr("WhyWords", "Warm: these pixels mattered for “{label}” ({score}).")
    elif found.signed:
        text = tr("WhyWords", "Warm: this spoke for “{label}” ({score}). Cold: this spoke against it.")
    else:
        text = tr("WhyWords", "Warm: this is what spoke for “{label}” ({score}).")
    return text.format(label=found.label, score=percent(found.score))


def check_sentence(found: HeatMap) -> str:
    """Whether the map can be believed, '' where it was not checked."""
    if not found.checks:
        return ""
    tr = QCoreApplication.translate
    last = found.checks[-1].similarity
    number = QLocale().toString(last, "f", 2)
    if abs(last) < BELIEVED:
        text = tr(
            "WhyWords",
            "With all weights shuffled the map is another one (agreement {number}): it shows what the network has "
            "learnt.",
        )
    else:
        text = tr(
            "WhyWords",
            "Even with all weights shuffled the map hardly changes (agreement {number}): it shows the picture rather "
            "than what was learnt. Try another method.",
        )
    return text.format(number=number)


def step_words(upto: str, similarity: float) -> str:
    """A shuffled part and how much its map agrees with the true one: 'head · 0.17'."""
    part = upto.removeprefix("backbone.")
    return f"{part} · {QLocale().toString(similarity, 'f', 2)}"
