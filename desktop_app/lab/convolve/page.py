"""The page Convolution: everything that a window with weights can do, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from desktop_app.lab.convolve.examples import CourseExample, course_examples
from desktop_app.lab.convolve.settings_panel import SettingsPanel
from desktop_app.lab.convolve.setup import FloatArray, Setup
from desktop_app.lab.convolve.stage import Stage
from desktop_app.lab.convolve.walk import Walk
from desktop_app.lab.convolve.whole_card import whole_result, whole_values
from desktop_app.lab.page import Example, SaveAs
from desktop_app.lab.walk.source import Source
from desktop_app.lab.walk.walk_page import WalkPage, nothing_to_write
from desktop_app.look.look import Look
from desktop_app.session.background import Token
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.images.lab_pictures import convolution_frames, matrix_picture
from ml_engine.images.upright import ByteImage
from ml_engine.lab.matrices import matrix_text


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    source: Source
    setup: Setup
    place: int
    filter: int
    plane: int


class ConvolvePage(WalkPage):
    """What is set is one Setup; every change of it walks anew."""

    NAME = "convolve"
    FILE_NAME = "convolution"

    def __init__(self, session: Session, look: Look) -> None:
        panel = SettingsPanel(session, look)
        super().__init__(
            session, look, self.tr("Convolution"),
            self.tr("A kernel slides over the input; at each place the products are added up. Click in the input, "
                    "change the kernel, or press play."),
            panel.source, icon="grid-3x3",
        )  # fmt: skip
        self._setup = Setup()
        self._walk: Walk | None = None
        self._wants = ""
        self.panel = panel
        self.stage = Stage(session, look)
        self.transport = self.stage.transport
        self.lay_beside(self.panel, self.stage)
        self.panel.changed.connect(self._on_setup_edited)
        self.source.changed.connect(self._refresh)
        self.source.edited.connect(self._on_source_edited)
        self.stage.edited.connect(self._on_setup_edited)
        self.stage.view_changed.connect(self._on_stage_view_changed)
        self._recall()

    def examples(self) -> Sequence[Example]:
        return [Example(one.id, one.text, one.run) for one in self._lines()]

    def more_savings(self) -> Sequence[SaveAs]:
        return (SaveAs("gif", self.tr("The walk as GIF…"), self.save_gif),)

    def show_detail(self, detail: str) -> None:
        """An example, or 'kernel NAME' of the course."""
        word, _, name = detail.partition(" ")
        if word == "kernel" and name:
            try:
                self._on_setup_edited(self._setup.named(name))
            except UserError as error:
                self.session.say_error(error)
            return
        super().show_detail(detail)

    def tell(self) -> None:
        setup, walk = self._setup, self._walk
        self.put("kind", setup.kind)
        self.put("kernel", setup.name or matrix_text(setup.kernels[0][0]))
        self.put("kernel_size", setup.size)
        self.put("filters", len(setup.mixing) if setup.kind == "separable" else setup.filters)
        self.put("stride", setup.stride)
        self.put("padding", setup.padding)
        self.put("dilation", setup.dilation)
        self.put("activation", setup.activation)
        self.put("bias", setup.bias[0])
        self.put("source", self.source.source.kind)
        if walk is None:
            return
        outputs, rows, columns = walk.output.shape
        self.put("channels", len(walk.convolution.signal))
        self.put("output_size", (rows, columns))
        self.put("output_depth", outputs)
        self.put("position", divmod(self.stage.place, columns))
        self.put("places", walk.count)
        frame = self.stage.frame
        if frame is not None:
            self.put("value", round(frame.step.value, 6))

    def save_gif(self) -> None:
        """The walk of the filter that is shown."""
        walk = self._walk
        if walk is not None:
            self.files.save_gif(self.FILE_NAME, partial(convolution_frames, walk.convolution, self.stage.filter))

    @property
    def has_output(self) -> bool:
        return self._walk is not None

    def output_values(self) -> FloatArray:
        """Of the whole picture, or of the typed numbers."""
        pictures, walk = self.source.pictures, self._walk
        if walk is None:
            raise nothing_to_write()
        if pictures is not None:
            return whole_values(pictures, self.source.source.colors, self._setup, self.stage.filter)
        return walk.output

    def output_picture(self) -> ByteImage:
        """The map that is shown: of the whole picture, or of the numbers as a table."""
        pictures, source = self.source.pictures, self.source.source
        if pictures is not None:
            scale = self.stage.whole.scale(self._setup)
            return whole_result(pictures, source.colors, self._setup, self.stage.filter, scale, Token())
        return matrix_picture(self.output_values()[self.stage.filter])

    def _lines(self) -> list[_Line]:
        return [_Line(one.id, one.title, partial(self._show_course, one)) for one in course_examples()]

    def _show_course(self, example: CourseExample) -> None:
        self._setup = example.setup
        self._wants = "middle" if example.source.is_picture else "end"
        self.stage.show_view(0, 0, 0)
        self.source.set_source(example.source)

    def _recall(self) -> None:
        kept = self.kept()
        if isinstance(kept, _Kept):
            self._setup = kept.setup
            self.stage.show_view(kept.place, kept.filter, kept.plane)
            self.source.set_source(kept.source)
            self.stage.show_view(kept.place, kept.filter, kept.plane)
            self._refresh()
        else:
            self.source.set_source(Source())

    def _remember(self) -> None:
        stage = self.stage
        self.keep(_Kept(self.source.source, self._setup, stage.place, stage.filter, stage.plane))

    def _refresh(self) -> None:
        """Walk anew over what goes in with what is set."""
        source = self.source
        try:
            signal = self.signal_in()
            if self._setup.kind == "line":
                signal = signal.reshape(len(signal), 1, -1)
            setup = self._setup.fitted(len(signal))
            walk = Walk(setup.prepared(signal))
        except UserError as error:
            self._walk = None
            self.show_nothing(error)
            self._after()
            return
        self._setup, self._walk = setup, walk
        self.stage.show_walk(walk, setup, source.source, source.pictures)
        self.show_view()
        wants, self._wants = self._wants, ""
        if wants == "end":
            self.stage.go_to_end()
        elif wants == "middle":
            self.stage.go_to_middle()
        self._after()

    def _after(self) -> None:
        self.panel.show_setup(self._setup, self.stage.filter)
        self._remember()
        if self.isVisible():
            self.tell()

    def _on_setup_edited(self, setup: Setup) -> None:
        self._setup = setup
        self.session.facts.drop("lab.example")
        self._refresh()

    def _on_source_edited(self) -> None:
        self.session.facts.drop("lab.example")

    def _on_stage_view_changed(self) -> None:
        self._after()


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    text: str
    run: partial[None]
