"""The registry of networks: names, shapes, normalisation, and what a person wants to know before choosing one.

How each is built is in build.py, so that a list of them costs no import of torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ml_engine.domain.registry import Registry
from ml_engine.networks.families import APACHE, BSD, FAMILIES, Family, Source
from ml_engine.networks.layer_recipe import Dense, LayerRecipe
from ml_engine.networks.layer_shapes import calculate_layers
from ml_engine.networks.network_rows import COURSE_ROWS, IMAGENET_ROWS, UNPUBLISHED, ImageNetRow

FeatureKind = Literal["embedding", "pyramid"]
STRIDES = (8, 16, 32)
COMPOSED = "composed"
NO_PYRAMID = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Normalization:
    """x' = (x / 255 − mean) / std, a number per RGB channel."""

    mean: tuple[float, float, float]
    std: tuple[float, float, float]


IMAGENET = Normalization((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
HALF = Normalization((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))  # −1..1


@dataclass(frozen=True, slots=True)
class BackboneInfo:
    """What is known of a network before it is built.

    channels: of the levels at strides 8, 16, 32; zeros if it has no such levels (then it cannot find places).
    embedding: length of the vector that its own classifier reads.   parameters: without that classifier.
    input_size: pixels its weights were trained at.   weights_key: entry of the catalogue, '' for none.
    trains_whole: has no pretrained weights, so the whole network learns.
    whole_parameters: with its own classifier for `labels` labels, as published.   auxiliary_parameters: of classifiers
    in its middle, not counted in either.   counts_auxiliary: whether its published number counts them.
    source: who wrote the code that builds it.   code_licence, weights_licence: SPDX names, '' where there are no
    weights.   fixed_input: it takes pictures of input_size and no other.   smallest_input: pixels.
    grey: it sees brightness only.   recipe: its layers, if it is a plain row of them.
    products: billions of multiplications for a megapixel of input, below the dense layers; 0 if nobody counted.
    """

    name: str
    title: str
    channels: tuple[int, int, int]
    embedding: int
    parameters: int
    input_size: int
    normalization: Normalization
    weights_key: str = ""
    trains_whole: bool = False
    family: Family = FAMILIES[COMPOSED]
    labels: int = 1000
    whole_parameters: int = 0
    auxiliary_parameters: int = 0
    counts_auxiliary: bool = False
    source: Source = "ours"
    code_licence: str = APACHE
    weights_licence: str = ""
    fixed_input: bool = False
    smallest_input: int = 32
    grey: bool = False
    recipe: LayerRecipe | None = None
    products: float = 0.0

    @property
    def has_pyramid(self) -> bool:
        """Whether it can serve a detector."""
        return self.channels != NO_PYRAMID

    @property
    def usual_size(self) -> int:
        """input_size as a training can use it: a multiple of 32, unless the network takes no other."""
        return self.input_size if self.fixed_input else self.input_size // 32 * 32


def recipe_info(recipe: LayerRecipe, name: str = COMPOSED, family: str = COMPOSED) -> BackboneInfo:
    """A network of one's own layers as an entry of the registry. Whether it can be built, calculate_layers says."""
    calculated = calculate_layers(recipe)
    last = recipe.layers[-1] if recipe.layers else None
    top = calculated.rows[-1].parameters if isinstance(last, Dense) and calculated.rows else 0
    body = calculated.rows[:-1] if isinstance(last, Dense) else calculated.rows
    return BackboneInfo(
        name=name,
        title=recipe.name,
        channels=NO_PYRAMID,
        embedding=body[-1].shape[0] if body else recipe.input[2],
        parameters=calculated.parameters - top,
        input_size=recipe.input[0],
        normalization=HALF,
        trains_whole=True,
        family=FAMILIES[family],
        labels=last.units if isinstance(last, Dense) else 0,
        whole_parameters=calculated.parameters,
        fixed_input=True,
        grey=recipe.input[2] == 1,
        recipe=recipe,
    )


def _published(row: ImageNetRow) -> BackboneInfo:
    whole = row.name in UNPUBLISHED
    return BackboneInfo(
        row.name, row.title, row.channels, row.embedding, row.parameters, row.input_size,
        HALF if row.half else IMAGENET,
        weights_key="" if whole or row.source == "timm" else row.name,
        trains_whole=whole,
        family=FAMILIES[row.family],
        whole_parameters=row.whole_parameters,
        auxiliary_parameters=row.auxiliary_parameters,
        counts_auxiliary=row.counts_auxiliary,
        source=row.source,
        code_licence=BSD if row.source == "torchvision" else APACHE,
        weights_licence="" if whole else BSD if row.source == "torchvision" else APACHE,
        smallest_input=row.smallest_input,
        products=row.products,
    )  # fmt: skip


BACKBONES: Registry[BackboneInfo] = Registry("backbone")
for _row in IMAGENET_ROWS:
    BACKBONES.add(_row.name, _published(_row))
for _name, (_recipe, _family) in COURSE_ROWS.items():
    BACKBONES.add(_name, recipe_info(_recipe, _name, _family))
BACKBONES.add(
    "bundled",
    BackboneInfo(
        "bundled", "Vistazo compact", (128, 256, 512), 1280, 2_619_864, 128, IMAGENET,
        family=FAMILIES["vistazo"], labels=0, whole_parameters=2_619_864, weights_licence=APACHE,
    ),
)  # fmt: skip
BACKBONES.add(
    "tiny",
    BackboneInfo(
        "tiny", "Tiny network", (64, 128, 192), 192, 165_464, 128, IMAGENET, trains_whole=True,
        family=FAMILIES["vistazo"], labels=0, whole_parameters=165_464,
    ),
)  # fmt: skip


def foreign_normalization(info: BackboneInfo) -> Normalization | None:
    """The normalisation that a recipe gave this backbone instead of its own, None for its own."""
    own = next((known.normalization for known in BACKBONES if known.name == info.name), info.normalization)
    return None if info.normalization == own else info.normalization
