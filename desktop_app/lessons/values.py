"""The names that a lesson may ask for and say: each with what it is. One that is not here is refused on reading.

Places of the window put lab.*, inside.* and window.* (session.facts); the rest is read from the project and its runs.
"""

from __future__ import annotations

from difflib import get_close_matches

KNOWN: dict[str, str] = {
    "window.place": "the place that is shown: label, train, results, inside, lab, export, lessons",
    "lab.page": "the page of the lab: convolve, pool, sizes, iou, nms, anchors, ap, windows, optimise",
    "lab.kernel": "name of the kernel, 'own' for one that was typed",
    "lab.stride": "stride of the convolution, or of pooling",
    "lab.padding": "border around the input",
    "lab.output_size": "size of what comes out: rows, columns",
    "lab.position": "the place of the walk: row, column",
    "lab.kind": "kind of the convolution: plane, line, volume, depthwise, separable, pointwise, transposed …",
    "lab.kernel_size": "rows and columns of the kernel",
    "lab.filters": "filters of the convolution",
    "lab.dilation": "how far apart the numbers lie that the kernel reads",
    "lab.activation": "function behind the sum",
    "lab.bias": "what is added to the sum",
    "lab.source": "what goes in: numbers or the picture",
    "lab.channels": "channels that go in",
    "lab.output_depth": "maps that come out",
    "lab.places": "places that the kernel stops at",
    "lab.value": "the number that is computed at the place of the walk",
    "lab.pool": "max, average or sum",
    "lab.iou": "intersection over union of the two boxes",
    "lab.nms_threshold": "IoU from which a box is dropped",
    "lab.nms_left": "boxes that non-max suppression leaves",
    "lab.anchors_round": "round of k-means",
    "lab.ap": "average precision of the ranked list",
    "lab.example": "name of the example that is worked on",
    "inside.layer": "the layer that is looked at",
    "inside.channel": "the channel whose map is chosen",
    "inside.pixel": "the place in the map that is explained: row, column",
    "inside.network": "the network that is looked into",
    "inside.why.method": "how the heat map is made",
    "project.pictures": "pictures of the project",
    "project.verified": "verified pictures",
    "project.labels": "labels of the project",
    "project.boxes": "boxes of the project",
    "project.labelled": "annotations of the project: boxes and labels of whole pictures",
    "picture.boxes": "boxes on the picture that is shown",
    "run.count": "finished runs",
    "run.fresh": "runs that were finished since the lesson began",
    "run.trains": "whether a training runs",
    "run.epoch": "epochs that the training has behind it",
    "run.name": "folder of the run that is looked at",
    "run.number": "its number",
    "run.task": "classify, detect or localize",
    "run.backbone": "name of its network",
    "run.accuracy": "share of right answers",
    "run.precision": "precision",
    "run.recall": "recall",
    "run.f1": "F1",
    "run.ap": "average precision; of a detector over ten degrees of strictness",
    "run.ap50": "average precision at IoU 0.50",
    "run.mean_iou": "mean IoU of what was found",
    "run.loss": "loss of the validation pictures",
    "run.train_loss": "loss of the training pictures in the last epoch",
    "run.train_accuracy": "share of right answers on training pictures, as they were shown, in the best epoch",
    "run.gap": "training accuracy less validation accuracy in the last epoch",
    "run.epochs": "epochs that it was trained for",
    "run.best_epoch": "the best one",
    "run.seconds": "how long it took",
    "run.pictures": "pictures that it learnt from",
    "run.scored": "pictures that its figures are of",
    "run.mistakes": "pictures that a classifier got wrong",
    "run.labels": "its labels, with commas between",
    "run.label_count": "how many they are",
    "run.input_size": "side of its input, pixels",
    "run.parameters": "parameters of its network",
    "run.trained_parameters": "those that learnt",
    "run.frozen_parameters": "those that did not",
    "run.worst_truth": "label that was confused most often",
    "run.worst_answer": "what it was taken for",
    "run.worst_count": "how often",
    "run.worst_total": "how often that label occurs",
    "run.easiest": "label that it knows best (several with commas between, if they are equal)",
    "run.least_precise": "label with the lowest precision, or several",
    "run.augmented": "whether its training pictures were varied",
    "run.pretrained": "whether its network knew pictures before",
    "network.title": "name of the network",
    "network.parameters": "all its parameters",
    "network.input": "its input: height, width, channels",
    "network.first_maps": "maps that its first convolution makes",
    "network.first_parameters": "parameters of its first convolution",
    "network.first_dense": "parameters of a dense layer between the same numbers",
    "network.first_times": "how many times more a dense layer needs",
    "network.last_map": "its last map: height, width, channels",
    "network.last_side": "height of its last map",
    "network.total_stride": "pixels of the input to one place of the last map, along a side",
    "network.pools": "pooling layers",
    "network.pool_maps": "maps that its first pooling layer gets",
    "network.pool_parameters": "parameters of all its pooling layers together",
    "network.pool_as_convolution": "parameters of a convolution 2×2 with stride 2 in the place of the first one",
    "network.fully_convolutional": "parameters of 200 neurons over its last map, as a dense layer and as a convolution",
    "network.first_dense_layer": "parameters of its first dense layer",
    "network.alexnet_times": "how many times more parameters AlexNet has (61,100,840)",
    "next.backbone": "network of the next training, 'composed' for one's own layers",
    "next.network": "name of one's own layers for the next training",
    "next.input_size": "input of the next training, 0 for the usual one",
    "next.epochs": "epochs of the next training, 0 for the usual number",
    "next.pretrained": "whether the next training begins with pretrained weights, as far as it was chosen",
    "next.augmented": "whether its pictures will be varied",
    "next.recipe": "its recipe",
}  # fmt: skip
RUN_BEFORE = "before."  # the same figures of the finished run before the one that is looked at
KNOWN |= {
    RUN_BEFORE + name.removeprefix("run."): f"as {name}, of the run before"
    for name in tuple(KNOWN)
    if name.startswith("run.") and name not in ("run.count", "run.fresh", "run.trains", "run.epoch")
}


def is_known(name: str) -> bool:
    """Whether a lesson may ask for it."""
    return name in KNOWN


def nearest(name: str) -> str:
    """The known name that is most like one that is not, '' if none is."""
    return next(iter(get_close_matches(name, KNOWN, 1, 0.6)), "")
