"""The left column of Convolution: what goes in, which kind, stride, padding, dilation, bias and activation."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.lab.controls import SPIN_WIDTH, Chips, NumberSpin, labelled
from desktop_app.lab.convolve.setup import LARGEST_KERNEL, MOST_FILTERS, Kind, Setup
from desktop_app.lab.convolve.words import activation_idea, activation_titles, kind_idea, kind_titles
from desktop_app.lab.walk.source_panel import SourcePanel
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.session import Session
from ml_engine.lab.sizes import PaddingName

WIDTH = 268
MOST_STRIDE, MOST_PADDING, MOST_DILATION = 8, 12, 6


class SettingsPanel(QFrame):
    """source: what goes in.   Signals: changed(object): a Setup that a person made; filter_chosen(int)."""

    changed = Signal(object)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.source = SourcePanel(session, look, "lab-convolve")
        self._setup = Setup()
        self._filter = 0
        self._build()
        self._connect()

    def show_setup(self, setup: Setup, filter_: int) -> None:
        """Show what is set. filter_: the one whose bias is shown."""
        self._setup, self._filter = setup, filter_
        self._kind.show_value(setup.kind)
        self._idea.setText(kind_idea(setup.kind))
        rows, columns = setup.size
        self._rows.show_value(rows)
        self._columns.show_value(columns)
        self._size.setEnabled(setup.kind != "pointwise")
        self._rows.setEnabled(setup.kind != "line")
        self._depth.show_value(setup.planes)
        self._depth_row.setVisible(setup.kind == "volume")
        mixes = setup.kind == "separable"
        self._filters.show_value(len(setup.mixing) if mixes else setup.filters)
        self._filters_row.setVisible(setup.kind not in ("volume", "depthwise"))
        self._stride.show_value(setup.stride)
        self._show_padding(setup)
        self._dilation.show_value(setup.dilation)
        with QSignalBlocker(self._bias):
            self._bias.setValue(setup.bias[min(filter_, len(setup.bias) - 1)])
        self._bias_row.setVisible(not mixes)
        self._activation.show_value(setup.activation)
        self._activation.setToolTip(activation_idea(setup.activation))

    def _build(self) -> None:
        self._kind: Choice[Kind] = Choice("lab-kind", self.tr("Kind of convolution"))
        self._kind.set_choices(kind_titles())
        self._kind.setMinimumWidth(100)
        self._idea = PlainLabel("", role="small", wrap=True)
        self._idea.setObjectName("lab-kind-idea")
        self._rows = NumberSpin("lab-kernel-rows", self.tr("Rows of the kernel"), 1, LARGEST_KERNEL)
        self._columns = NumberSpin("lab-kernel-columns", self.tr("Columns of the kernel"), 1, LARGEST_KERNEL)
        self._size = QWidget()
        sizes = QVBoxLayout(self._size)
        sizes.setContentsMargins(0, 0, 0, 0)
        sizes.setSpacing(SPACE_S)
        sizes.addWidget(labelled(self.tr("Kernel rows"), self._rows))
        sizes.addWidget(labelled(self.tr("Kernel columns"), self._columns))
        self._depth = NumberSpin("lab-kernel-depth", self.tr("Slices of the kernel"), 1, LARGEST_KERNEL)
        self._depth_row = labelled(self.tr("Kernel slices"), self._depth)
        self._filters = NumberSpin("lab-filters", self.tr("Number of filters"), 1, MOST_FILTERS)
        self._filters_row = labelled(
            self.tr("Filters"),
            self._filters,
            self.tr("Each filter makes one map: that many are the depth of the output."),
        )
        self._stride = NumberSpin("lab-stride", self.tr("Stride"), 1, MOST_STRIDE)
        self._padding_kind = Chips(
            "lab-padding-kind", [("number", self.tr("Number")), ("valid", "valid"), ("same", "same")]
        )
        self._padding_kind.set_tip("valid", self.tr("No zeros around: the window stays inside."))
        self._padding_kind.set_tip("same", self.tr("As many zeros as give n/stride places, rounded up."))
        self._padding_kind.set_tip("number", self.tr("So many rows and columns of zeros on every side."))
        self._padding = NumberSpin("lab-padding", self.tr("Padding"), 0, MOST_PADDING)
        self._dilation = NumberSpin("lab-dilation", self.tr("Dilation"), 1, MOST_DILATION)
        self._bias = QDoubleSpinBox()
        self._bias.setObjectName("lab-bias")
        self._bias.setAccessibleName(self.tr("Bias"))
        self._bias.setRange(-9999, 9999)
        self._bias.setDecimals(1)
        self._bias.setFixedWidth(SPIN_WIDTH)
        self._bias_row = labelled(
            self.tr("Bias"), self._bias, self.tr("A number that is added to every sum of this filter.")
        )
        self._activation: Choice[str] = Choice("lab-activation", self.tr("Activation"))
        self._activation.set_choices(activation_titles())
        self._activation.setMinimumWidth(100)
        column = QVBoxLayout()
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(self.source)
        column.addSpacing(SPACE_S)
        for widget in (PlainLabel(self.tr("Convolution"), role="strong"), self._kind, self._idea):
            column.addWidget(widget)
        column.addWidget(
            labelled(self.tr("Stride"), self._stride, self.tr("How many cells the window goes on at a time."))
        )
        column.addWidget(labelled(self.tr("Padding"), self._padding, self.tr("Zeros around the input.")))
        column.addWidget(self._padding_kind)
        column.addWidget(
            labelled(
                self.tr("Dilation"), self._dilation, self.tr("How far apart the numbers lie that the kernel reads.")
            )
        )
        for row in (self._size, self._depth_row, self._filters_row, self._bias_row):
            column.addWidget(row)
        column.addWidget(PlainLabel(self.tr("Activation")))
        column.addWidget(self._activation)
        column.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(column, WIDTH))
        self.setFixedWidth(WIDTH)

    def _connect(self) -> None:
        self._kind.currentIndexChanged.connect(self._on_kind_changed)
        self._rows.valueChanged.connect(self._on_size_changed)
        self._columns.valueChanged.connect(self._on_size_changed)
        self._depth.valueChanged.connect(self._on_depth_changed)
        self._filters.valueChanged.connect(self._on_filters_changed)
        self._stride.valueChanged.connect(self._on_stride_changed)
        self._padding.valueChanged.connect(self._on_padding_changed)
        self._padding_kind.chosen.connect(self._on_padding_kind_chosen)
        self._dilation.valueChanged.connect(self._on_dilation_changed)
        self._bias.valueChanged.connect(self._on_bias_changed)
        self._activation.currentIndexChanged.connect(self._on_activation_changed)

    def _show_padding(self, setup: Setup) -> None:
        named = isinstance(setup.padding, str)
        self._padding_kind.show_value(setup.padding if isinstance(setup.padding, str) else "number")
        self._padding.setEnabled(not named)
        if not isinstance(setup.padding, str):
            self._padding.show_value(setup.padding)

    def _on_kind_changed(self, _: int) -> None:
        self.changed.emit(self._setup.with_kind(self._kind.value))

    def _on_size_changed(self, _: int) -> None:
        self.changed.emit(self._setup.with_size(self._rows.value(), self._columns.value()))

    def _on_depth_changed(self, planes: int) -> None:
        self.changed.emit(self._setup.with_planes(planes))

    def _on_filters_changed(self, count: int) -> None:
        self.changed.emit(self._setup.with_filters(count))

    def _on_stride_changed(self, stride: int) -> None:
        self.changed.emit(replace(self._setup, stride=stride))

    def _on_padding_changed(self, padding: int) -> None:
        self.changed.emit(replace(self._setup, padding=padding))

    def _on_padding_kind_chosen(self, kind: str) -> None:
        names: dict[str, PaddingName] = {"valid": "valid", "same": "same"}
        self.changed.emit(replace(self._setup, padding=names.get(kind, self._padding.value())))

    def _on_dilation_changed(self, dilation: int) -> None:
        self.changed.emit(replace(self._setup, dilation=dilation))

    def _on_bias_changed(self, bias: float) -> None:
        given = list(self._setup.bias)
        given[min(self._filter, len(given) - 1)] = bias
        self.changed.emit(replace(self._setup, bias=tuple(given)))

    def _on_activation_changed(self, _: int) -> None:
        self.changed.emit(replace(self._setup, activation=self._activation.value))
