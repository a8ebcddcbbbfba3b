"""The lines of Python in an exported folder's README: how somebody without Vistazo uses the file.

They are kept as whole programs, so that the tests can run them as a stranger would.
"""

from __future__ import annotations

from ml_engine.augment.view import CROP_RATIO
from ml_engine.training.model_spec import ModelSpec

_PLACED = {
    "letterbox": "scale_x = scale_y = min(size / picture.width, size / picture.height)",
    "crop": f"scale_x = scale_y = max(size / picture.width, size / picture.height) / {CROP_RATIO}",
    "stretch": "scale_x, scale_y = size / picture.width, size / picture.height",
}

_PICTURE = """\
# The picture, upright, into a square of `size` pixels; what it leaves free is grey.
picture = ImageOps.exif_transpose(Image.open("picture.jpg")).convert("RGB")
{placed}
width, height = max(1, round(picture.width * scale_x)), max(1, round(picture.height * scale_y))
left, top = (size - width) // 2, (size - height) // 2
square = Image.new("RGB", (size, size), (114, 114, 114))
square.paste(picture.resize((width, height), Image.BOX if scale_x < 1 else Image.BILINEAR), (left, top))
pixels = np.asarray(square, np.float32).transpose(2, 0, 1)[None]  # (1, 3, size, size), RGB, 0..255
"""

_CLASSIFY = """\
best = probabilities[0].argmax()
print(labels[best], probabilities[0, best])
"""

_SEVERAL = """\
for label, probability in zip(labels, probabilities[0]):
    if probability >= model["score"]:
        print(label, probability)
"""

_DETECT = """\
def overlap(box, others):
    size = np.clip(np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2]), 0, None).prod(axis=1)
    return size / ((box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - size)

for index, label in enumerate(labels):
    order = np.argsort(-scores[0, :, index])
    order = order[scores[0, order, index] >= model["score"]]
    while len(order):
        best, order = order[0], order[1:]
        xyxy = (boxes[0, best] - [left, top, left, top]) * ([picture.width / width, picture.height / height] * 2)
        print(label, scores[0, best, index], np.clip(xyxy, 0, picture.size * 2))  # pixels of the upright picture
        order = order[overlap(boxes[0, best], boxes[0, order]) <= model["iou"]]
"""

_LOCALIZE = """\
best = scores[0, 0].argmax()
xyxy = (boxes[0, 0] - [left, top, left, top]) * ([picture.width / width, picture.height / height] * 2)
print(labels[best], scores[0, 0, best], np.clip(xyxy, 0, picture.size * 2))  # pixels of the upright picture
"""

_ONNX = """\
import json
import numpy as np
import onnxruntime
from PIL import Image, ImageOps

session = onnxruntime.InferenceSession("{file}")
model = json.loads(session.get_modelmeta().custom_metadata_map["vistazo_model"])
labels, size = [label["name"] for label in model["labels"]], model["input_size"]

{picture}
{answers} = session.run({names}, {{"pixels": pixels}})
{rest}"""

_PT2 = """\
import json
import numpy as np
import torch
from PIL import Image, ImageOps

extra = {{"vistazo.json": ""}}
network = torch.export.load("{file}", extra_files=extra).module()
model = json.loads(extra["vistazo.json"])["model"]
labels, size = [label["name"] for label in model["labels"]], model["input_size"]

{picture}
with torch.inference_mode():
    {answers} = [output.numpy() for output in network(torch.from_numpy(pixels))[{outputs}:]]
{rest}"""

_SAFETENSORS = """\
from pathlib import Path
from ml_engine.inference.answers import decode_answers
from ml_engine.inference.open import open_predictor
from ml_engine.inference.preparation import prepare_picture

model = open_predictor(Path("{file}"))
picture = prepare_picture(Path("picture.jpg"), model.spec)
(answer,) = decode_answers(model.predict(picture.pixels[None]), [picture.view], model.spec)
for found in {found}:
    print(model.spec.label_names[found.index], found.score{place})
"""


def onnx_usage(spec: ModelSpec, file: str) -> str:
    names = ["boxes", "scores"] if _finds_boxes(spec) else ["probabilities"]
    answers = "boxes, scores" if _finds_boxes(spec) else "(probabilities,)"
    return _ONNX.format(file=file, picture=_picture(spec), names=names, answers=answers, rest=_rest(spec))


def pt2_usage(spec: ModelSpec, file: str) -> str:
    answers, outputs = ("boxes, scores", -2) if _finds_boxes(spec) else ("(probabilities,)", -1)
    return _PT2.format(file=file, picture=_picture(spec), answers=answers, outputs=outputs, rest=_rest(spec))


def safetensors_usage(spec: ModelSpec, file: str) -> str:
    found, place = ("answer.boxes", ", found.xyxy") if _finds_boxes(spec) else ("answer.labels", "")
    if spec.several_per_picture:
        found = "[label for label in answer.labels if label.score >= model.spec.score]"
    return _SAFETENSORS.format(file=file, found=found, place=place)


def _picture(spec: ModelSpec) -> str:
    return _PICTURE.format(placed=_PLACED[spec.fit])


def _rest(spec: ModelSpec) -> str:
    if _finds_boxes(spec):
        return "\n" + (_LOCALIZE if spec.task == "localize" else _DETECT)
    return _SEVERAL if spec.several_per_picture else _CLASSIFY


def _finds_boxes(spec: ModelSpec) -> bool:
    return spec.features == "pyramid"
