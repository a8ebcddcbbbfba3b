

# ---- Faster R-CNN: propose where something is, then look at each proposal again ----
SHAPES = [[(4 * stride / ratio**0.5, 4 * stride * ratio**0.5) for ratio in (0.5, 1.0, 2.0)]
          for stride in (8, 16, 32, 64, 128)]
FIRST, SECOND = map(parts._utils.BoxCoder, ((1.0, 1.0, 1.0, 1.0), (10.0, 10.0, 5.0, 5.0)))


def best_regions(boxes, sure):  # of each picture the surest 100 (B, 100, 4), doubles behind others
    best, rank = sure.topk(min(400, sure.shape[1]), 1)
    boxes = boxes.gather(1, rank[..., None].expand(-1, -1, 4)).clamp(0, SIZE)
    doubles = ops.box_iou(boxes, boxes).triu(1).amax(1) > 0.7
    best = best - (best.amax(1, True) - best.amin(1, True) + 1) * doubles
    kept = best.topk(min(100, best.shape[1]), 1)[1]
    return boxes.gather(1, kept[..., None].expand(-1, -1, 4))


def cut_out(maps, regions):  # (B · K, C, 7, 7): the middles of 7 × 7 bins, from the map of the size
    low, sides = regions[..., None, :2], regions[..., None, 2:] - regions[..., None, :2]
    at = low + sides * (torch.arange(7, device=DEVICE)[:, None] + 0.5) / 7
    x, y = at[:, :, None, :, 0].expand(-1, -1, 7, -1), at[:, :, :, None, 1].expand(-1, -1, -1, 7)
    places = torch.stack([x, y], -1).flatten(1, 2) * 2 / SIZE - 1  # -1 to 1 across the input
    share = sides.prod(-1).clamp(min=1).sqrt() / 224  # 224 pixels are cut from the map of stride 16
    suits = ((share + 1e-6).log2().floor() + 1).clamp(0, 2).repeat_interleave(7, 1)[:, None]
    seen = sum(F.grid_sample(level, places, "bilinear", "border", False) * (suits == i)
               for i, level in enumerate(maps))
    return seen.unflatten(2, (-1, 7)).transpose(1, 2).flatten(0, 1)


class Head(nn.Module):  # of every anchor its offsets and whether it holds something, then regions
    def __init__(self, channels, labels, width=64):
        super().__init__()
        self.pyramid = Pyramid(channels, width)
        self.proposer = parts.rpn.RPNHead(width, 3)
        self.looker = parts.faster_rcnn.TwoMLPHead(width * 7 * 7, 256)
        self.predictor = parts.faster_rcnn.FastRCNNPredictor(256, labels + 1)

    def forward(self, *levels):
        maps = self.pyramid(*levels)
        there, offsets = (torch.cat([level.permute(0, 2, 3, 1).flatten(1) for level in said], 1)
                          for said in self.proposer(maps))
        anchors = anchors_of(maps).expand(len(there), -1, -1)
        offsets = offsets.unflatten(1, (-1, 4))
        regions = best_regions(corrected(anchors, offsets.detach(), FIRST), there.detach())
        return anchors, offsets, there, regions, functools.partial(self.look, maps[:3])

    def look(self, maps, regions):  # numbers of the labels (B, K, 1 + labels), and offsets of each
        answers = self.predictor(self.looker(cut_out(maps, regions)))
        return [answer.unflatten(0, regions.shape[:2]) for answer in answers]


def draw_regions(regions, truths):  # 64 of each picture to learn from, a quarter of them on objects
    rows = []
    for own, (_, boxes) in zip(regions, truths):
        own = torch.cat([own, boxes])
        on = (ops.box_iou(own, boxes) >= 0.5).any(1)
        on, off = (side.nonzero()[torch.randperm(side.sum()), 0] for side in (on, ~on))
        rows.append(own[torch.cat([on[:16], off, on[16:]])[:64]])
    return torch.stack(rows)


def first_loss(anchors, offsets, there, truths):  # at 256 anchors, up to half of them on objects
    found, _, boxes = match(by_overlap(0.7, 0.3, True), anchors, truths)
    marks = (found >= 0).long().masked_fill(found == -2, -1)  # -2: neither object nor background
    draw = parts._utils.BalancedPositiveNegativeSampler(256, 0.5)
    on, off = (torch.stack(drawn).bool() for drawn in draw(list(marks)))
    goal = FIRST.encode_single(boxes[on[found >= 0]], anchors[on])
    of_boxes = F.smooth_l1_loss(offsets[on], goal, beta=1 / 9, reduction="sum")
    here = there[on | off], on[on | off].float()
    of_objects = F.binary_cross_entropy_with_logits(*here, reduction="sum")
    return (of_boxes + of_objects) / (on | off).sum().clamp(min=1)


def loss_of(outputs, truths):  # of both looks: what is there, and where
    *first, regions, look = outputs
    regions = draw_regions(regions, truths)
    logits, offsets = look(regions)
    found, labels, boxes = match(by_overlap(0.5, 0.5), regions, truths)
    claimed, wanted = found >= 0, torch.zeros_like(found)
    wanted[claimed] = labels + 1  # 0 is the background
    of_labels = F.cross_entropy(logits.mT, wanted, reduction="sum")
    own = offsets[claimed].unflatten(1, (-1, 4))[torch.arange(len(labels)), labels + 1]
    goal = SECOND.encode_single(boxes, regions[claimed])
    of_boxes = F.smooth_l1_loss(own, goal, beta=1 / 9, reduction="sum")
    return (of_labels + of_boxes) / found.numel() + first_loss(*first, truths)


def decode(outputs):  # boxes (B, A, 4) in input pixels, and their scores: one of each label
    *_, regions, look = outputs
    logits, offsets = look(regions)
    own = offsets.unflatten(2, (-1, 4))[:, :, 1:].flatten(1, 2)
    boxes = corrected(regions.repeat_interleave(len(LABELS), 1), own, SECOND)
    scores = logits.softmax(2)[..., 1:, None].cpu() * torch.eye(len(LABELS))
    return boxes.cpu(), scores.flatten(1, 2)
