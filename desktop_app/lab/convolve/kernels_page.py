"""The page Kernels: what each kernel of the course makes of one picture, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.columns import settings_column
from desktop_app.lab.convolve.setup import Setup
from desktop_app.lab.convolve.whole_card import FittedPicture, usual_scale, visible_picture
from desktop_app.lab.grid.content import GridContent
from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.lab.page import Example
from desktop_app.lab.walk.source import Pictures, Source, picture_signal
from desktop_app.lab.walk.source_panel import SourcePanel
from desktop_app.lab.walk.sourced_page import SourcedPage
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import ClickableCard, PlainLabel
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import to_qimage
from desktop_app.session.session import Session
from ml_engine.images.upright import ByteImage
from ml_engine.lab.kernels import KERNELS, Kernel

COLUMNS, PICTURE_HEIGHT, GRID_SIDE, SIDE = 3, 132, 62, 480


class KernelCard(ClickableCard):
    """A kernel with its numbers, what it does, and the picture after it."""

    def __init__(self, look: Look, kernel: Kernel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"lab-kernel-card-{kernel.name}")
        self.setAccessibleName(in_words(kernel.title))
        self.picture = FittedPicture(look, in_words(kernel.title))
        self.picture.setFixedHeight(PICTURE_HEIGHT)
        grid = NumberGrid(look, f"lab-kernel-numbers-{kernel.name}", in_words(kernel.title))
        grid.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid.setFixedSize(GRID_SIDE, GRID_SIDE)
        grid.show_content(GridContent(np.round(kernel.matrix, 2)))
        words = PlainLabel(in_words(kernel.idea), role="small", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(grid, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.picture)
        column.addWidget(PlainLabel(in_words(kernel.title), role="strong", elide=True))
        column.addLayout(row)
        column.addStretch(1)


class KernelsPage(SourcedPage):
    """A click opens the kernel in Convolution."""

    NAME = "kernels"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Kernels"),
            self.tr("The same picture under each kernel of the course: edges, blur, sharpening. Click one to walk "
                    "through it number by number."),
            SourcePanel(session, look, "lab-kernels", only_pictures=True), icon="image",
        )  # fmt: skip
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self.cards = {kernel.name: KernelCard(look, kernel) for kernel in KERNELS}
        self._lay_out()
        self.source.changed.connect(self._refresh)
        for name, one in self.cards.items():
            one.clicked.connect(partial(session.go_to, "lab", f"convolve kernel {name}"))
        kept = self.kept()
        self.source.set_source(kept if isinstance(kept, Source) else Source(kind="picture"))

    def examples(self) -> Sequence[Example]:
        return [
            Example("grey", self.tr("Your picture, its brightness"),
                    partial(self._show_source, Source(kind="picture"))),
            Example("colour", self.tr("Your picture, each colour by itself"),
                    partial(self._show_source, Source(kind="picture", colors="rgb"))),
        ]  # fmt: skip

    def tell(self) -> None:
        self.put("source", self.source.source.kind)
        self.put("kernels_shown", sum(one.picture.image is not None for one in self.cards.values()))

    def no_input(self) -> str:
        return self.tr("No picture")

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, SPACE_S, 0)
        grid.setSpacing(SPACE_M)
        for place, one in enumerate(self.cards.values()):
            grid.addWidget(one, place // COLUMNS, place % COLUMNS)
        for across in range(COLUMNS):
            grid.setColumnStretch(across, 1)
        column.addLayout(grid)
        column.addStretch(1)
        self.lay_beside(settings_column(self.source), scrolled(column, 1600, centred=False))

    def _show_source(self, source: Source) -> None:
        self.source.set_source(source)

    def _refresh(self) -> None:
        self.keep(self.source.source)
        pictures = self.source.pictures
        self._tokens.cancel_all()
        if self.source.signal is None or pictures is None:
            self.show_nothing(self.missing())
            return
        self.show_view()
        work = partial(all_results, pictures, is_color=self.source.source.colors == "rgb")
        self._tokens.add(self.session.background.run(work, self._on_background_results, urgent=True))

    def _on_background_results(self, results: dict[str, ByteImage]) -> None:
        for name, picture in results.items():
            self.cards[name].picture.show_image(to_qimage(picture))
        if self.isVisible():
            self.tell()


def all_results(pictures: Pictures, token: Token, *, is_color: bool) -> dict[str, ByteImage]:
    """What each kernel makes of the picture, reduced to SIDE pixels. Stops early once it is not wanted."""
    whole = pictures.whole
    step = max(1, max(whole.shape[:2]) // SIDE)
    signal = picture_signal(np.ascontiguousarray(whole[::step, ::step]), "rgb" if is_color else "grey")
    found: dict[str, ByteImage] = {}
    for kernel in KERNELS:
        if token.cancelled:
            break
        setup = Setup(kind="depthwise" if is_color else "plain").with_kernels(kernel.matrix[None, None], kernel.name)
        output = setup.fitted(len(signal)).prepared(signal).output()
        found[kernel.name] = visible_picture(output if is_color else output[0], usual_scale(setup.kernels))
    return found
