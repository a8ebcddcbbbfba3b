

def branch(width, answers, start):  # start: what it answers before anything is learnt
    last = nn.Conv2d(width, answers, 1)
    nn.init.normal_(last.weight, std=0.01)
    nn.init.constant_(last.bias, start)
    return nn.Sequential(separable(width), separable(width), last)


class Head(nn.Module):  # for every cell the distances to its box's sides, and a number per label
    def __init__(self, channels, labels, width=96):
        super().__init__()
        self.fusion = Fusion(channels, width)
        near, rare = math.log(math.expm1(2.0)), -math.log(0.99 / 0.01)
        self.boxes = nn.ModuleList(branch(width, 4, near) for _ in channels)
        self.labels = nn.ModuleList(branch(width, labels, rare) for _ in channels)

    def forward(self, *levels):
        levels = self.fusion(*levels)
        levels = [F.dropout2d(level, @dropout@, self.training) for level in levels]  #? drops
        return [torch.cat([b(x), c(x)], 1) for b, c, x in zip(self.boxes, self.labels, levels)]


STEPS = torch.tensor([s for s in (8, 16, 32) for _ in range((SIZE // s) ** 2)], device=DEVICE)
middles = [torch.arange(s / 2, SIZE, s, device=DEVICE) for s in (8, 16, 32)]
CENTRES = torch.cat([torch.cartesian_prod(at, at).flip(1) for at in middles])  # of every cell


def decode(outputs):  # boxes (B, A, 4) in input pixels, their scores (B, A, labels), and logits
    flat = torch.cat([level.flatten(2) for level in outputs], 2).mT
    sides = F.softplus(flat[..., :4]) * STEPS[:, None]
    boxes = torch.cat([CENTRES - sides[..., :2], CENTRES + sides[..., 2:]], -1)
    return boxes, flat[..., 4:].sigmoid(), flat[..., 4:]


# ---- Loss: who answers for which object, and how well ----
@torch.no_grad()
def assign(boxes, scores, labels, truth):  # which cells answer, for what, how sure
    """A cell's claim on an object is √score · IoU⁴; each object takes its ten best (TOOD, 2021)."""
    goal = torch.zeros_like(scores)
    if not len(labels):
        return goal.any(1), boxes, goal
    half = ((truth[:, 2:] - truth[:, :2]) / 2).clamp(min=8)
    away = (CENTRES - (truth[:, None, :2] + truth[:, None, 2:]) / 2).abs()
    inside = (away < half[:, None]).all(-1)  # (objects, cells)
    iou = torchvision.ops.box_iou(truth, boxes) * inside
    claim = scores.T[labels].sqrt() * iou**4 * inside + inside * 1e-9
    best, index = claim.topk(min(10, len(boxes)), 1)
    wanted = torch.zeros_like(inside).scatter_(1, index, best > 0)
    owner = (iou + wanted * 2.0).argmax(0)  # a cell that two want goes to the one it overlaps most
    mine = wanted & (torch.arange(len(labels), device=DEVICE)[:, None] == owner)
    strongest, closest = (claim * mine).amax(1, True), (iou * mine).amax(1, True)
    wish = (claim * mine / (strongest + 1e-9) * closest).amax(0)
    goal[torch.arange(len(boxes)), labels[owner]] = wish * mine.any(0)
    return mine.any(0), truth[owner], goal


def loss_of(outputs, truths):
    boxes, scores, logits = decode(outputs)
    goals = [assign(*row, *truth) for *row, truth in zip(boxes.detach(), scores.detach(), truths)]
    chosen, wanted, quality = (torch.stack(parts) for parts in zip(*goals))
    of_scores = F.binary_cross_entropy_with_logits(logits, quality, reduction="sum")
    apart = torchvision.ops.generalized_box_iou_loss(boxes[chosen], wanted[chosen])
    return (of_scores + 2 * (apart * quality.sum(2)[chosen]).sum()) / quality.sum().clamp(min=1.0)
