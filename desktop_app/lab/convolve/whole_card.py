"""The whole picture and what the kernel makes of it, beside the walk over its small version."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.convolve.setup import FloatArray, Setup
from desktop_app.lab.walk.source import Colors, Pictures, picture_signal
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_XS
from desktop_app.look.widgets import PlainLabel, ThinProgress
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import to_qimage
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.images.lab_pictures import Scale, map_picture
from ml_engine.images.upright import ByteImage
from ml_engine.lab.kernels import FloatArray as KernelArray

WAIT_MS = 120
MOST_SHARE = 99.5


class WholeCard(QWidget):
    """Computes in the background; the last asked for is shown."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setObjectName("lab-whole")
        self._session = session
        self._wanted: tuple[Pictures, Colors, Setup, int] | None = None
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._on_wait_timeout)
        self.view = FittedPicture(look, self.tr("The whole picture after the convolution"))
        self.view.setObjectName("lab-whole-picture")
        self._words = PlainLabel("", role="small", elide=True)
        self._words.setObjectName("lab-whole-words")
        self._busy = ThinProgress()
        self._busy.set_fraction(None)
        self._scale: Choice[str] = Choice("lab-scale", self.tr("How numbers become brightness"))
        self._scale.setMinimumWidth(120)
        self._scale.set_choices(
            [
                ("auto", self.tr("Brightness: by the kernel")),
                ("clip", self.tr("0 black, 255 white")),
                ("range", self.tr("Least black, largest white")),
                ("absolute", self.tr("Distance from 0")),
            ]
        )
        self._scale.setToolTip(self.tr("Sums may be below 0 or above 255: how they are made visible."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(PlainLabel(self.tr("Whole picture"), role="strong"))
        column.addWidget(self.view, 1)
        column.addWidget(self._busy)
        column.addWidget(self._words)
        column.addWidget(self._scale)
        self._scale.currentIndexChanged.connect(self._ask)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.maximumWidth(), super().sizeHint().height())

    def scale(self, setup: Setup) -> Scale:
        """How the numbers are shown."""
        value = self._scale.value
        if value == "auto":
            return usual_scale(setup.kernels)
        return "clip" if value == "clip" else "range" if value == "range" else "absolute"

    def show_result(self, pictures: Pictures, colors: Colors, setup: Setup, filter_: int) -> None:
        """Ask for it; shown when it is there."""
        self._wanted = (pictures, colors, setup, filter_)
        self._ask()

    def _ask(self, _: int = 0) -> None:
        self._busy.show()
        self._wait.start()

    def _on_wait_timeout(self) -> None:
        if self._wanted is None:
            return
        self._tokens.cancel_all()
        scale = self.scale(self._wanted[2])
        work = partial(whole_result, *self._wanted, scale)
        run = self._session.background.run
        self._tokens.add(run(work, self._on_background_done, self._on_background_failed, urgent=True))

    def _on_background_done(self, picture: ByteImage) -> None:
        self._busy.hide()
        height, width = picture.shape[:2]
        self._words.setText(self.tr("{rows} × {columns} numbers").format(rows=height, columns=width))
        self.view.show_image(to_qimage(picture))

    def _on_background_failed(self, error: UserError) -> None:
        self._busy.hide()
        self._words.setText(in_words(error.message))
        self.view.show_image(None)


class FittedPicture(QWidget):
    """A picture, as large as there is room for it."""

    def __init__(self, look: Look, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 60)
        self._look = look
        self._image: QImage | None = None
        look.changed.connect(self.update)

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage | None) -> None:
        """Another picture, None for none."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(220, 160)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is None:
            painter.fillRect(self.rect(), self._look.color("canvas"))
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        at = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height())
        painter.drawImage(at, self._image)


def usual_scale(kernels: KernelArray) -> Scale:
    """Weights that add up to 0 answer around 0: how far from it is what matters."""
    return "absolute" if abs(float(kernels[0].sum())) < 1e-6 else "clip" if _keeps(kernels) else "range"


def whole_values(pictures: Pictures, colors: Colors, setup: Setup, filter_: int) -> FloatArray:
    """(rows, columns) of one filter, or (3, rows, columns) where each colour goes by itself. Raises UserError."""
    signal = picture_signal(pictures.whole, colors)
    output = setup.fitted(len(signal)).prepared(signal).output()
    if setup.kind == "volume":
        output = output[0]
    if setup.kind == "depthwise" and len(output) == 3:
        return output
    shown: FloatArray = output[min(filter_, len(output) - 1)]
    return shown


def whole_result(pictures: Pictures, colors: Colors, setup: Setup, filter_: int, scale: Scale, _: Token) -> ByteImage:
    """(H, W, 3) uint8."""
    return visible_picture(whole_values(pictures, colors, setup, filter_), scale)


def visible_picture(values: FloatArray, scale: Scale) -> ByteImage:
    """As map_picture, but a few far numbers do not make all others black: they are cut where 99.5 % lie."""
    if scale == "clip":
        return map_picture(values, scale)
    most = float(np.percentile(np.abs(values), MOST_SHARE))
    return map_picture(np.clip(values, -most, most) if most else values, scale)


def _keeps(kernels: KernelArray) -> bool:
    """Whether brightness stays about as it is."""
    return bool(np.isclose(kernels[0].sum(), 1.0, atol=0.35))
