

# ---- SSD: default boxes on maps of many sizes, learnt against the hardest background ----
SHAPES = []
for side, ratios in zip((0.1, 0.3, 0.5, 0.7, 0.9), ((2,), (2, 3), (2, 3), (2, 3), (2,))):
    between = (side * min(side + 0.2, 1)) ** 0.5
    level = [(side, side), (between, between)]
    for ratio in ratios:
        wide, narrow = side * ratio**0.5, side / ratio**0.5
        level += [(wide, narrow), (narrow, wide)]
    SHAPES.append([(min(width, 1) * SIZE, min(height, 1) * SIZE) for width, height in level])
CODER = parts._utils.BoxCoder((10.0, 10.0, 5.0, 5.0))


class Head(Anchored):
    def __init__(self, channels, labels, width=96):
        super().__init__()
        self.pyramid = Pyramid(channels, width)
        widths, counts = [width] * 5, [len(level) for level in SHAPES]
        self.predictor = parts.ssd.SSDHead(widths, counts, labels + 1)  #? !separable
        self.predictor = parts.ssdlite.SSDLiteHead(widths, counts, labels + 1, @norm@)  #? separable


def by_overlap(boxes, anchors):  # the object that each anchor answers for
    return parts._utils.SSDMatcher(0.5)(ops.box_iou(boxes, anchors))


def loss_of(outputs, truths):  # cross-entropy with three hardest of background, L1 of the offsets
    anchors, offsets, logits = outputs
    found, labels, boxes = match(by_overlap, anchors, truths)
    claimed, wanted = found >= 0, torch.zeros_like(found)
    wanted[claimed] = labels + 1  # 0 is the background
    of_labels = F.cross_entropy(logits.mT, wanted, reduction="none")
    rest = of_labels.detach().masked_fill(claimed, -math.inf)
    rank = rest.argsort(1, descending=True).argsort(1)
    hard = rank < 3 * claimed.sum(1, keepdim=True)
    goal = CODER.encode_single(boxes, anchors[claimed])
    of_boxes = F.smooth_l1_loss(offsets[claimed], goal, reduction="sum")
    return (of_boxes + of_labels[claimed].sum() + of_labels[hard].sum()) / max(1, len(labels))


def decode(outputs):  # boxes (B, A, 4) in input pixels, and their scores (B, A, labels)
    anchors, offsets, logits = outputs
    return corrected(anchors, offsets, CODER), logits.softmax(2)[..., 1:]
