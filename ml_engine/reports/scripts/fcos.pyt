

# ---- FCOS: points near the middle of an object say how far its sides are ----
SHAPES = [[(stride, stride)] for stride in (8.0, 16.0, 32.0, 64.0, 128.0)]  # squares around points
CODER = parts._utils.BoxLinearCoder(normalize_by_size=True)


class Head(Anchored):
    def __init__(self, channels, labels, width=64):
        super().__init__()
        self.predictor = parts.fcos.FCOSHead(width, 1, labels, 2)
        self.pyramid = Pyramid(channels, width)


def nearby(boxes, squares):  # the object that each point answers for, the smallest; -1 for none
    points, stride = squares.reshape(-1, 1, 2, 2).mean(2), squares[:, 2:3] - squares[:, :1]
    low, high = boxes[:, :2], boxes[:, 2:]
    near = (points - (low + high) / 2).abs().amax(2) < 1.5 * stride
    sides = torch.cat([points - low, high - points], 2)
    least = torch.where(stride > stride.min(), 4.0 * stride, 0.0)  # a level has sizes of its own
    most = torch.where(stride < stride.max(), 8.0 * stride, math.inf)
    fits = near & (sides.amin(2) > 0) & (sides.amax(2) > least) & (sides.amax(2) < most)
    smallest, found = (high - low).prod(1).expand_as(fits).masked_fill(~fits, math.inf).min(1)
    return found.masked_fill(smallest.isinf(), -1)


def loss_of(outputs, truths):  # focal loss of labels, GIoU of boxes, how central; by points
    squares, distances, logits, central = outputs
    found, labels, boxes = match(nearby, squares, truths)
    claimed, wanted = found >= 0, torch.zeros_like(logits)
    wanted[(*claimed.nonzero(as_tuple=True), labels)] = 1.0
    of_labels = ops.sigmoid_focal_loss(logits, wanted, reduction="sum")
    said = CODER.decode(distances[claimed], squares[claimed])
    of_boxes = ops.generalized_box_iou_loss(said, boxes, reduction="sum")
    away = CODER.encode(squares[claimed], boxes).reshape(-1, 2, 2)  # left, top; right, bottom
    middle = (away.amin(1) / away.amax(1)).prod(1).sqrt()  # 1 in the middle of an object
    central = central[claimed][:, 0]
    of_middles = F.binary_cross_entropy_with_logits(central, middle, reduction="sum")
    return (of_labels + of_boxes + of_middles) / max(1, len(labels))


def decode(outputs):  # boxes (B, A, 4) in input pixels, and their scores (B, A, labels)
    squares, distances, logits, central = outputs
    scores = (logits.sigmoid() * central.sigmoid()).sqrt()
    return CODER.decode(distances, squares), scores
