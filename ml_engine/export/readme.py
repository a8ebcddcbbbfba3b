"""README.md of an exported model: what it is, what it wants, what it answers, and the code to use it."""

from __future__ import annotations

from ml_engine.export.certificate import Certificate
from ml_engine.training.model_spec import ModelSpec

_OUTPUTS = {
    "classify": "`probabilities` (batch, labels), in the order of labels.txt, summing to 1.",
    "several": "`probabilities` (batch, labels), in the order of labels.txt, each for itself.",
    "detect": (
        "`boxes` (batch, places, 4) as x0 y0 x1 y1 in pixels of the square, and `scores` (batch, places, labels) in "
        "the order of labels.txt. One object is found at several places: keep the best of those that overlap."
    ),
    "localize": (
        "`boxes` (batch, 1, 4) as x0 y0 x1 y1 in pixels of the square, and `scores` (batch, 1, labels) in the order of "
        "labels.txt, summing to 1."
    ),
}
_FITS = {
    "letterbox": "scaled until it just fits, centred, the rest grey (114)",
    "stretch": "stretched to the square",
    "crop": "its centre square, a little inside the edges",
}
_WARNINGS = {
    "pt2": (
        "`torch.export.load` runs what is in the file: open .pt2 files only from people you trust. "
        "(Vistazo itself takes the numbers out of it and runs none of it.)"
    )
}


def readme(spec: ModelSpec, file: str, format_name: str, usage: str, needs: str, certificate: Certificate) -> str:
    """Markdown. usage: lines of Python.   needs: the package they need beside numpy and Pillow."""
    labels = f"{len(spec.labels)} label{'' if len(spec.labels) == 1 else 's'}"
    has_threshold = spec.task == "detect" or spec.several_per_picture
    threshold = f"{spec.score:.2f}" if has_threshold else "none, the best label is the answer"
    facts = [
        (
            f"Input: RGB, {spec.input_size} × {spec.input_size} pixels, upright, 0..255; a picture is "
            f"{_FITS[spec.fit]}. Normalisation is inside the model."
        ),
        f"Threshold: {threshold}.",
        (
            f"Checked on {certificate.pictures} pictures: differs from the trained model by at most "
            f"{certificate.max_difference:.1e} of the largest output (certificate.json)."
        ),
        "Labels, preprocessing and thresholds are inside the file too; model.json and labels.txt are for reading.",
    ]
    how = f"With Vistazo: `vistazo predict {file} PICTURES…`. "
    if needs == "vistazo":
        how += "From Python, with Vistazo installed:"
    else:
        facts.insert(1, f"Outputs: {_outputs(spec)} The `raw_…` outputs before them are Vistazo's own.")
        how += (
            f"Without Vistazo, after `pip install {needs} numpy pillow` (pictures are shrunk by another library here, "
            "so scores differ a little from Vistazo's own):"
        )
    parts = [
        f"# {file}",
        f"A model that Vistazo {spec.vistazo} trained to {_verb(spec)} {labels}, on a {spec.backbone} backbone.",
        "\n".join(f"- {fact}" for fact in facts),
        f"## Use it\n\n{how}",
        f"```python\n{usage.strip()}\n```",
        *([_WARNINGS[format_name]] if format_name in _WARNINGS else []),
    ]
    return "\n\n".join(parts) + "\n"


def _outputs(spec: ModelSpec) -> str:
    return _OUTPUTS["several" if spec.several_per_picture else spec.task]


def _verb(spec: ModelSpec) -> str:
    if spec.several_per_picture:
        return "say which a picture has of"
    return {"detect": "find the boxes of", "localize": "find the one object of a picture among"}.get(
        spec.task, "tell apart"
    )
