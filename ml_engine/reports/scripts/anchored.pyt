

# ---- Anchors: boxes of set shapes around every cell, which answers move and stretch ----
parts, ops = torchvision.models.detection, torchvision.ops


def anchors_of(maps):  # (A, 4): left, top, right, bottom in input pixels, level by level
    rows = []
    for level, shapes in zip(maps, SHAPES):
        at = (torch.arange(level.shape[2], device=DEVICE) + 0.5) * (SIZE / level.shape[2])
        middles = torch.cartesian_prod(at, at).flip(1)[:, None]
        half = torch.tensor(shapes, device=DEVICE) / 2
        rows.append(torch.cat([middles - half, middles + half], 2).flatten(0, 1))
    return torch.cat(rows)


#if one_look
class Anchored(nn.Module):  # anchors, offsets (B, A, 4), numbers of the labels (B, A, …), and more
    def forward(self, *levels):
        maps = self.pyramid(*levels)
        said, anchors = self.predictor(maps), anchors_of(maps).expand(len(maps[0]), -1, -1)
        return anchors, said.pop("bbox_regression"), *said.values()


#end
#if by_overlap
def corrected(anchors, offsets, coder):  # the boxes that offsets make of anchors, both (B, A, 4)
    return coder.decode_single(offsets.flatten(0, 1), anchors.flatten(0, 1)).reshape(offsets.shape)


def by_overlap(*limits):  # who answers for which object: by their intersection over union
    rule = parts._utils.Matcher(*limits)
    return lambda boxes, anchors: rule(ops.box_iou(boxes, anchors))


#end
@torch.no_grad()
def match(rule, anchors, truths):  # the object of each anchor (B, A), below 0 for none; the
    found = []  # labels and boxes of those that have one
    for (_, boxes), own in zip(truths, anchors):
        none = torch.full((len(own),), -1, device=DEVICE)
        found.append(rule(boxes, own) if len(boxes) else none)
    rows = [[values[row[row >= 0]] for values in truth] for truth, row in zip(truths, found)]
    return torch.stack(found), *map(torch.cat, zip(*rows))
