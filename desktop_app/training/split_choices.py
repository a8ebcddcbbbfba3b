"""How to split: shares, what stays together, the seed. A change is kept at once; pictures with a place keep it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import PlainLabel, Toggle
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.project.split_settings import SplitSettings
from desktop_app.session.split_words import part_word
from ml_engine.domain.values import Split
from ml_engine.training.grouping import Grouping
from ml_engine.training.splits import Fractions

AUTO, OWN = "", "own"
PRESETS = {"75-25": Fractions(0.75, 0.25), "75-15-10": Fractions(0.75, 0.15, 0.1)}
USUAL = (75, 15, 10)
LARGEST_SEED = 1_000_000


class SplitChoices(QWidget):
    """Signals: chosen(object): other SplitSettings, by a person."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = SplitSettings()
        self._is_own = False
        shares = (
            (AUTO, self.tr("Automatic")), ("75-25", "75 / 25"), ("75-15-10", "75 / 15 / 10"), (OWN, self.tr("Own")),
        )  # fmt: skip
        self._shares = Segmented("split-shares", shares)
        self._shares.setToolTip(
            self.tr(
                "Automatic: 80 / 20 below 500 pictures, where a test part would score too little; else 75 / 15 / 10."
            )
        )
        self._percent = {split: self._spin(split) for split in Split}
        self._own = QWidget()
        self._rest = PlainLabel("", role="small")
        self._by = {
            "duplicates": self._toggle(
                "duplicates", self.tr("Look-alikes"),
                self.tr("Pictures that look the same, also scaled or compressed again, stay in one part."),
            ),
            "bursts": self._toggle(
                "bursts", self.tr("Bursts"),
                self.tr("Shots of one camera with at most three seconds between them stay in one part."),
            ),
            "folders": self._toggle(
                "folders", self.tr("Folders"), self.tr("All pictures of one folder stay in one part.")
            ),
        }  # fmt: skip
        self._seed = QSpinBox()
        self._seed.setObjectName("split-seed")
        self._seed.setRange(-1, LARGEST_SEED)
        self._seed.setSpecialValueText(self.tr("of the training"))
        self._seed.setAccessibleName(self.tr("Seed of the split"))
        self._seed.setToolTip(self.tr("Another number deals the pictures another way. The same one always the same."))
        self._seed.setKeyboardTracking(False)
        self._lay_out()
        self._shares.chosen.connect(self._on_shares_chosen)
        self._seed.valueChanged.connect(self._on_seed_changed)

    def show_settings(self, settings: SplitSettings) -> None:
        """Show these; tells nobody."""
        self._settings = settings
        known = next((name for name, shares in PRESETS.items() if shares == settings.fractions), OWN)
        name = AUTO if settings.fractions is None else known
        if settings.fractions is not None and not (self._is_own and known == OWN):
            self._show_percent(settings.fractions)
        self._is_own = name == OWN or (self._is_own and settings.fractions is None)
        self._shares.set_chosen(OWN if self._is_own else name)
        self._own.setVisible(self._is_own)
        grouping = settings.grouping
        for word, on in (
            ("duplicates", grouping.duplicates), ("bursts", grouping.bursts), ("folders", grouping.folders),
        ):  # fmt: skip
            with QSignalBlocker(self._by[word]):
                self._by[word].setChecked(on)
        with QSignalBlocker(self._seed):
            self._seed.setValue(-1 if settings.seed is None else settings.seed)

    def _spin(self, split: Split) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(f"split-percent-{split.value}")
        box.setRange(0, 100)
        box.setSuffix(" %")
        box.setValue(USUAL[list(Split).index(split)])
        box.setAccessibleName(self.tr("Percent: {part}").format(part=part_word(split)))
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._on_percent_changed)
        return box

    def _toggle(self, word: str, text: str, why: str) -> Toggle:
        toggle = Toggle(text)
        toggle.setObjectName(f"split-by-{word}")
        toggle.setToolTip(why)
        toggle.setAccessibleDescription(why)
        toggle.toggled.connect(self._on_by_toggled)
        return toggle

    def _lay_out(self) -> None:
        own = QHBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(SPACE_S)
        for split, box in self._percent.items():
            own.addWidget(PlainLabel(part_word(split), role="small"))
            own.addWidget(box)
        own.addWidget(self._rest)
        own.addStretch(1)
        shares = QVBoxLayout()
        shares.setSpacing(SPACE_XS)
        shares.addWidget(self._shares, 0, Qt.AlignmentFlag.AlignLeft)
        shares.addWidget(self._own)
        together = QHBoxLayout()
        together.setSpacing(SPACE_M)
        for toggle in self._by.values():
            together.addWidget(toggle)
        together.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        rows = ((self.tr("Shares"), shares), (self.tr("Kept together"), together), (self.tr("Seed"), self._seed_row()))
        for row, (name, layout) in enumerate(rows):
            grid.addWidget(PlainLabel(name), row, 0)
            grid.addLayout(layout, row, 1)
        grid.setColumnStretch(1, 1)

    def _seed_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._seed)
        row.addStretch(1)
        return row

    def _show_percent(self, fractions: Fractions) -> None:
        for split, box in self._percent.items():
            with QSignalBlocker(box):
                box.setValue(round(100 * fractions.of(split)))
        self._rest.setText("")

    @Slot(str)
    def _on_shares_chosen(self, name: str) -> None:
        self._is_own = name == OWN
        self._own.setVisible(self._is_own)
        if self._is_own:
            self._on_percent_changed()
        else:
            self._tell(replace(self._settings, fractions=PRESETS.get(name)))

    @Slot()
    def _on_percent_changed(self, *_: object) -> None:
        percent = [box.value() for box in self._percent.values()]
        off = 100 - sum(percent)
        if off:
            short = self.tr("{n} % are left over") if off > 0 else self.tr("{n} % too many")
            self._rest.setText(short.format(n=abs(off)))
            return
        if not (percent[0] and percent[1]):
            self._rest.setText(self.tr("train and validation need some"))
            return
        self._rest.setText("")
        self._tell(replace(self._settings, fractions=Fractions(*(part / 100 for part in percent))))

    @Slot()
    def _on_by_toggled(self, *_: object) -> None:
        by = Grouping(*(toggle.isChecked() for toggle in self._by.values()))
        self._tell(replace(self._settings, grouping=by))

    @Slot(int)
    def _on_seed_changed(self, seed: int) -> None:
        self._tell(replace(self._settings, seed=None if seed < 0 else seed))

    def _tell(self, settings: SplitSettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.chosen.emit(settings)
