

# ---- Anchors: boxes of set shapes around every cell, which answers move and stretch ----
parts, ops = torchvision.models.detection, torchvision.ops


def anchors_of(maps):  # (B, A, 4): left, top, right, bottom in input pixels, level by level
    rows = []
    for level, shapes in zip(maps, SHAPES):  # of each shape, width and height
        at = (torch.arange(level.shape[2], device=DEVICE) + 0.5) * (SIZE / level.shape[2])
        middles, half = torch.cartesian_prod(at, at).flip(1), torch.tensor(shapes) / 2
        corners = torch.cat([-half, half], 1).to(DEVICE)
        rows.append((middles.tile(2)[:, None] + corners).flatten(0, 1))
    return torch.cat(rows).expand(len(maps[0]), -1, -1)


#if by_overlap
def corrected(anchors, offsets, coder):  # the boxes that offsets make of anchors (B, A, 4)
    return coder.decode_single(offsets.flatten(0, -2), anchors.flatten(0, 1)).view_as(anchors)


#end
#if one_look
class Anchored(nn.Module):  # anchors, offsets (B, A, 4), numbers of labels (B, A, …), and more
    def forward(self, *levels):
        maps = self.pyramid(*levels)
        said = self.predictor(maps)
        return anchors_of(maps), said.pop("bbox_regression"), *said.values()


@torch.no_grad()
def match(rule, anchors, truths):  # (B, A): the object that each anchor answers for, below 0 for
    found = []  # none; then labels and boxes of those that have one
    for (_, boxes), own in zip(truths, anchors):
        none = torch.full((len(own),), -1, device=DEVICE)
        found.append(rule(boxes, own) if len(boxes) else none)
    rows = [[values[row[row >= 0]] for values in truth] for truth, row in zip(truths, found)]
    return torch.stack(found), *map(torch.cat, zip(*rows))
#end
