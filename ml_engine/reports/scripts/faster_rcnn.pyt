

# ---- Faster R-CNN: propose where something is, then look at each proposal again ----
SHAPES = [[(4 * stride / ratio**0.5, 4 * stride * ratio**0.5) for ratio in (0.5, 1.0, 2.0)]
          for stride in (8, 16, 32, 64, 128)]


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


class Head(nn.Module):  # a first look at every anchor, a second at the best regions
    def __init__(self, channels, labels, width=64):
        super().__init__()
        self.pyramid, find = Pyramid(channels, width), parts.rpn.RPNHead(width, 3)
        look = parts.faster_rcnn.TwoMLPHead(width * 7 * 7, 256)
        name = parts.faster_rcnn.FastRCNNPredictor(256, labels + 1)
        self.first = parts.rpn.RegionProposalNetwork(None, find, 0.7, 0.3, 256, 0.5, {}, {}, 0)
        self.second = parts.roi_heads.RoIHeads(None, look, name, 0.5, 0.5, 64, 0.25, None, 0, 0, 0)

    def forward(self, *levels):
        maps = self.pyramid(*levels)
        there, offsets = parts.rpn.concat_box_prediction_layers(*self.first.head(maps))
        boxes = corrected(anchors := anchors_of(maps), offsets.detach(), self.first.box_coder)
        regions = best_regions(boxes, there.detach().view(boxes.shape[:2]))
        return self, maps, anchors, there, offsets, regions

    def look(self, maps, regions):  # numbers of the labels (B · K, 1 + labels), offsets for each
        return self.second.box_predictor(self.second.box_head(cut_out(maps[:3], regions)))


def draw_regions(regions, truths):  # 64 of each picture to learn from, a quarter of them on objects
    rows = []
    for own, boxes in zip(regions, truths):
        own = torch.cat([own, boxes])
        on = (ops.box_iou(own, boxes) >= 0.5).any(1)
        on, off = (side.nonzero()[torch.randperm(side.sum()), 0] for side in (on, ~on))
        rows.append(own[torch.cat([on[:16], off, on[16:]])[:64]])
    return torch.stack(rows)


def loss_of(outputs, truths):  # of both looks: what is there, and where
    network, maps, anchors, there, offsets, regions = outputs
    labels, boxes = [own + 1 for own, _ in truths], [own for _, own in truths]  # 0: background
    regions, anchors = [*draw_regions(regions, boxes)], [*anchors]
    near, wanted = network.second.assign_targets_to_proposals(regions, boxes, labels)
    near = [F.pad(own, (0, 0, 0, 1))[row] for own, row in zip(boxes, near)]
    goal = network.second.box_coder.encode(near, regions)
    second = parts.roi_heads.fastrcnn_loss(*network.look(maps, torch.stack(regions)), wanted, goal)
    wanted, near = network.first.assign_targets_to_anchors(anchors, [{"boxes": b} for b in boxes])
    goal = network.first.box_coder.encode(near, anchors)
    return sum(second) + sum(network.first.compute_loss(there, offsets, wanted, goal))


def decode(outputs):  # boxes (B, A, 4) in input pixels, and their scores: one of each label
    network, maps, *_, regions = outputs
    logits, offsets = network.look(maps, regions)
    regions = regions.repeat_interleave(len(LABELS), 1)
    boxes = corrected(regions, offsets.unflatten(1, (-1, 4))[:, 1:], network.second.box_coder)
    scores = logits.softmax(1)[:, 1:, None] * torch.eye(len(LABELS), device=DEVICE)
    return boxes, scores.reshape(*boxes.shape[:2], -1)
