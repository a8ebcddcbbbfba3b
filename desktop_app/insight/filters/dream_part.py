"""DeepDream: the picture changed until a layer answers it more strongly."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.insight.asking import Asking
from desktop_app.insight.filters.layer_choice import LayerChoice
from desktop_app.insight.map_files import MapFiles
from desktop_app.insight.network_place import place_of
from desktop_app.insight.networks import Network, surroundings
from desktop_app.insight.panels import asking_panel, found_card, lay_beside
from desktop_app.insight.still import Still
from desktop_app.look.look import Look
from desktop_app.look.widgets import LabelledSlider, PlainLabel, PrimaryButton, QuietButton, ThinProgress
from desktop_app.session.read_picture import ReadPicture, to_qimage
from desktop_app.session.session import Session
from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.events import Dreamed
from ml_engine.jobs.insight_specs import DreamJob

SIDE = 384
LATE = 0.67  # of the way up: what is dreamt of can be recognised
LEAST, MOST, USUAL = 2, 40, 12


class DreamPart(QWidget):
    """asking: the question."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._network: Network | None = None
        self._image: Path | None = None
        self._picture: ReadPicture | None = None
        self._files = MapFiles(session, self)
        self.asking = Asking(session, self)
        self.choice = LayerChoice(session, "dream", share=LATE, all_units=True)
        self.effort = LabelledSlider(self.tr("Depth"), LEAST, MOST, decimals=0)
        self.effort.setObjectName("dream-depth")
        self.effort.setToolTip(self.tr("Steps at each of four sizes of the picture: more steps, a wilder dream"))
        self.effort.set_value(USUAL)
        self.begin = PrimaryButton(self.tr("Dream"), look, icon="sparkles")
        self.begin.setObjectName("dream-start")
        self.stop = QuietButton(self.tr("Stop"), look, icon="circle-stop")
        self.stop.setObjectName("dream-stop")
        self.save = QuietButton(self.tr("Save as PNG…"), look, icon="image-down")
        self.save.setObjectName("dream-save")
        self.view = Still(look, "dream-picture")
        self._says = PlainLabel("", role="dim", wrap=True)
        self._progress = ThinProgress()
        self._build()
        self.begin.clicked.connect(self._on_begin_clicked)
        self.stop.clicked.connect(self.asking.cancel)
        self.save.clicked.connect(self._on_save_clicked)
        self.asking.changed.connect(self._show)
        self.choice.changed.connect(self._show)
        self._show()

    def follow(self, network: Network, image: Path | None) -> None:
        """Dream this picture with this network, when asked."""
        if (network, image) != (self._network, self._image):
            self._network, self._image = network, image
            self.asking.clear()
        self.choice.follow(network)

    def set_picture(self, picture: ReadPicture | None) -> None:
        """The picture as it is, before it is dreamt."""
        self._picture = picture
        self._show()

    def _build(self) -> None:
        about = self.tr(
            "The picture is changed, step by step, so that a layer sees more of what it looks for: edges and waves in "
            "early layers, eyes and fur in deep ones."
        )
        side = asking_panel(about, self.choice, self.effort, self.begin, self.stop, self.save)
        right = QVBoxLayout()
        right.addWidget(found_card(self._says, self._progress, self.view, growing=self.view))
        lay_beside(self, side, right)

    def _show(self) -> None:
        asking = self.asking
        found = asking.found if isinstance(asking.found, Dreamed) else None
        self._progress.setVisible(asking.is_busy)
        self._progress.set_fraction(asking.fraction)
        self.begin.setEnabled(bool(self.choice.layer) and self._image is not None and not asking.is_busy)
        self.stop.setEnabled(asking.is_busy)
        self.save.setEnabled(found is not None)
        if found is not None:
            self.view.set_image(to_qimage(unpack_array(found.pixels)))
        else:
            self.view.set_image(self._picture.pixels if self._picture else None)
        self._says.setText(self._words(found))
        state = "running" if asking.is_busy else "done" if found else ""
        self._session.facts.put("inside.dream.state", state)
        if found is not None:
            self._session.facts.put("inside.dream.layer", found.layer)

    def _words(self, found: Dreamed | None) -> str:
        asking = self.asking
        if asking.failure is not None:
            return asking.failure_words
        if found is None:
            if asking.is_busy:
                return self.tr("Dreaming…")
            if self._image is None:
                return self.tr("Choose a picture in Label to dream on.")
            return self.tr("Stopped.") if asking.was_stopped else self.tr("The picture as it is.")
        locale = QLocale()
        text = self.tr("Size {octave} of {octaves}: the layer answers {after} instead of {before}.")
        return text.format(
            octave=found.octave, octaves=found.octaves, after=locale.toString(found.answer_after, "g", 3),
            before=locale.toString(found.answer_before, "g", 3),
        )  # fmt: skip

    def _on_begin_clicked(self) -> None:
        if self._network is None or self._image is None or not self.choice.layer:
            return
        around = surroundings(self._session)
        job = DreamJob(
            place_of(self._network, around), self.choice.layer, str(self._image), self.choice.unit, side=SIDE,
            steps=round(self.effort.value), device=around.device, threads=around.threads,
        )  # fmt: skip
        self.asking.start(job)

    def _on_save_clicked(self) -> None:
        found = self.asking.found
        if isinstance(found, Dreamed):
            self._files.save(to_qimage(unpack_array(found.pixels)), f"{Path(found.image).stem} {found.layer}")
