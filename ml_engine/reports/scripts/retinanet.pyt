

# ---- RetinaNet: nine anchors a cell, and a loss that hardly counts what is already right ----
SHAPES = [[(4 * stride * scale / ratio**0.5, 4 * stride * scale * ratio**0.5)
           for ratio in (0.5, 1.0, 2.0) for scale in (1.0, 2 ** (1 / 3), 2 ** (2 / 3))]
          for stride in (8, 16, 32, 64, 128)]
CODER = parts._utils.BoxCoder((1.0, 1.0, 1.0, 1.0))


class Head(Anchored):
    def __init__(self, channels, labels, width=64):
        super().__init__()
        norm = functools.partial(nn.GroupNorm, 16)
        self.predictor = parts.retinanet.RetinaNetHead(width, 9, labels, norm_layer=norm)
        for branch in (self.predictor.classification_head, self.predictor.regression_head):
            branch.conv = branch.conv[:2]  # four are made for a million pictures
        self.pyramid = Pyramid(channels, width)


def by_overlap(boxes, anchors):  # the object that each anchor answers for
    return parts._utils.Matcher(0.5, 0.4, True)(ops.box_iou(boxes, anchors))


def loss_of(outputs, truths):  # focal loss of the labels, L1 of the offsets, by matched anchors
    anchors, offsets, logits = outputs
    found, labels, boxes = match(by_overlap, anchors, truths)
    claimed, wanted = found >= 0, torch.zeros_like(logits)
    wanted[(*claimed.nonzero(as_tuple=True), labels)] = 1.0
    focal = ops.sigmoid_focal_loss(logits, wanted, reduction="none").sum(2)
    of_labels = focal.masked_fill(found == -2, 0.0).sum(1)  # -2: neither object nor background
    differences = offsets[claimed] - CODER.encode_single(boxes, anchors[claimed])
    of_boxes = torch.zeros_like(of_labels)
    of_boxes = of_boxes.index_add(0, claimed.nonzero()[:, 0], differences.abs().sum(1))
    return ((of_labels + of_boxes) / claimed.sum(1).clamp(min=1)).mean()


def decode(outputs):  # boxes (B, A, 4) in input pixels, and their scores (B, A, labels)
    anchors, offsets, logits = outputs
    return corrected(anchors, offsets, CODER), logits.sigmoid()
