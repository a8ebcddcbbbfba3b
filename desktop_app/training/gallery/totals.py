"""What a network comes to, in four figures: parameters, trainable ones, memory to predict and to train."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_M, SPACE_XS
from desktop_app.look.widgets import Card, PlainLabel
from desktop_app.training import words


class Figure(Card):
    """A title, a figure, and the exact number below it."""

    def __init__(self, name: str, title: str, tooltip: str) -> None:
        super().__init__()
        self._title = PlainLabel(title, role="small", elide=True)
        self._value = PlainLabel("–", role="heading", elide=True)
        self._exact = PlainLabel("", role="small", elide=True)
        self._value.setObjectName(f"{name}-value")
        self._exact.setObjectName(f"{name}-exact")
        self.setToolTip(tooltip)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS * 2, SPACE_M, SPACE_XS * 2)
        layout.setSpacing(0)
        for label in (self._title, self._value, self._exact):
            layout.addWidget(label)

    def say(self, value: str, exact: str = "", title: str = "") -> None:
        """Show it. title: another one than before."""
        if title:
            self._title.setText(title)
        self._value.setText(value)
        self._exact.setText(exact)


class Totals(QWidget):
    """name: begins the names of its figures."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._parameters = Figure(
            f"{name}-parameters", self.tr("Parameters"), self.tr("Numbers that a training finds, all layers together")
        )
        self._output = Figure(
            f"{name}-output", self.tr("Output"), self.tr("What the last layer answers for one picture")
        )
        self._predict = Figure(
            f"{name}-predict", self.tr("Memory for one prediction"),
            self.tr("In float32: the two largest maps that follow each other, and the parameters"),
        )  # fmt: skip
        self._train = Figure(
            f"{name}-train", self.tr("Memory to train"),
            self.tr("In float32: all maps and the input of a batch, and the parameters. Gradients and the rule's own "
                    "numbers come on top."),
        )  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        for figure in (self._parameters, self._output, self._predict, self._train):
            row.addWidget(figure, 1)

    def show_totals(
        self, parameters: int, trainable: int, output: str, bytes_predict: int, bytes_train: int, batch: int
    ) -> None:
        """output: a shape in words.   trainable: of the parameters."""
        frozen = parameters - trainable
        says = self.tr("{n} trainable, {m} frozen").format(n=words.count(trainable), m=words.count(frozen))
        self._parameters.say(words.count(parameters), says if frozen else self.tr("all of them trainable"))
        self._output.say(output, self.tr("for one picture"))
        self._predict.say(memory_words(bytes_predict), self._bytes(bytes_predict))
        title = self.tr("Memory to train, batch {n}").format(n=words.count(batch))
        self._train.say(memory_words(bytes_train), self._bytes(bytes_train), title)

    def show_nothing(self) -> None:
        """Nothing can be said."""
        for figure in (self._parameters, self._output, self._predict, self._train):
            figure.say("–")

    def _bytes(self, number: int) -> str:
        return self.tr("{n} bytes").format(n=words.count(number))


def memory_words(size_bytes: int) -> str:
    """'24 MB', '1.74 GB'."""
    digits = 2 if size_bytes >= 1e9 else 0 if size_bytes >= 10e6 else 1
    return QLocale().formattedDataSize(size_bytes, digits, QLocale.DataSizeFormat.DataSizeSIFormat)
