

# ---- Head: a small classifier of 3 × 3 cells, moved over the picture at all scales ----
SIDES = [SIZE // @stride@]  # in cells: two scales lie a factor of √2 apart
while SIDES[-1] > 3:
    SIDES.append(max(3, round(SIDES[0] / math.sqrt(2) ** len(SIDES))))
WINDOWS = []  # left, top, right and bottom of every place, in pixels
for side in SIDES:
    at = torch.arange(side - 2) * (SIZE / side)
    corners = torch.cartesian_prod(at, at).flip(1)
    WINDOWS.append(torch.cat([corners, corners + 3 * SIZE / side], 1))
WINDOWS = torch.cat(WINDOWS).to(DEVICE)
WINDOW_SIDES = WINDOWS[:, 2:] - WINDOWS[:, :2]


class Head(nn.Module):  # where (4 numbers), whether, and what
    def __init__(self, channels, labels, width=96):
        super().__init__()
        levels = functools.partial(torchvision.ops.Conv2dNormActivation, activation_layer=nn.SiLU)
        self.lateral = nn.ModuleList(levels(c, width, 1) for c in channels[@level@:])
        self.dense, self.answer = nn.Linear(width * 9, 200), nn.Linear(200, 5 + labels)
        nn.init.normal_(self.answer.weight, std=0.01)
        nn.init.zeros_(self.answer.bias)
        self.answer.bias.data[4] = -math.log(0.99 / 0.01)  # few windows hold an object

    def forward(self, *levels):
        levels = [lateral(level) for lateral, level in zip(self.lateral, levels[@level@:])]
        said = []
        for side in SIDES:  # the coarsest level that is fine enough, shrunk
            x = next(level for level in reversed(levels) if level.shape[2] >= side)
            x = x if x.shape[2] == side else F.interpolate(x, (side, side), mode="bilinear")
            weights = self.dense.weight.reshape(200, -1, 3, 3)  # a dense layer that slides
            x = F.silu(F.conv2d(x, weights, self.dense.bias))
            x = F.dropout2d(x, @dropout@, self.training)  #? drops
            said.append(self.answer(x.flatten(2).mT))
        return torch.cat(said, 1)


def decode(said):  # boxes and scores of every window
#if refined
    middle = (WINDOWS[:, :2] + WINDOWS[:, 2:]) / 2 + said[..., :2] * WINDOW_SIDES
    half = WINDOW_SIDES * said[..., 2:4].clamp(-2, 2).exp() / 2
    boxes = torch.cat([middle - half, middle + half], -1)
#else
    boxes = WINDOWS.expand(len(said), -1, -1)
#end
    return boxes, said[..., 4:5].sigmoid() * said[..., 5:].softmax(-1)


# ---- Loss: windows that hold an object, and the background that looks most like one ----
def drawn(labels, truth):  # which windows hold an object, which one, and which windows hold none
    nothing = torch.zeros(len(WINDOWS), device=DEVICE)
    if not len(labels):
        return nothing > 0, nothing.long(), nothing == 0
    iou = torchvision.ops.box_iou(truth, WINDOWS)
    (best, owner), closest = iou.max(0), iou.argmax(1)
    empty = best < 0.3
    best[closest], owner[closest] = 1, torch.arange(len(labels), device=DEVICE)
    empty[closest] = False
    return best >= 0.5, owner, empty


def overlap(a, b):  # intersection over union of each pair
    inter = torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])
    inter = inter.clamp(0).prod(1)
    return inter / (torchvision.ops.box_area(a) + torchvision.ops.box_area(b) - inter)


def loss_of(said, truths):
    boxes, rows = decode(said)[0].detach(), [drawn(*truth) for truth in truths]
    own = torch.stack([held for held, _, _ in rows]).nonzero(as_tuple=True)  # picture and window
    label, truth = (torch.cat([values[owner[held]] for values, (held, owner, _) in zip(part, rows)])
                    for part in zip(*truths))
    empty = torch.stack([empty for _, _, empty in rows])
    sure = said[..., 4]
    feared = sure.detach().masked_fill(~empty, -math.inf).flatten()
    hardest = feared.topk(min(3 * len(label) + 8 * len(truths), int(empty.sum()))).indices
    of_objects = F.softplus(sure.flatten()[hardest]).sum() + F.binary_cross_entropy_with_logits(
        sure[own], overlap(boxes[own], truth), reduction="sum")  # to say how good the box is
    of_labels = F.cross_entropy(said[..., 5:][own], label, reduction="sum")
    total = of_objects + of_labels
#if refined
    windows, sides = WINDOWS[own[1]], WINDOW_SIDES[own[1]]
    shift = (truth[:, :2] + truth[:, 2:] - windows[:, :2] - windows[:, 2:]) / 2 / sides
    stretch = ((truth[:, 2:] - truth[:, :2]).clamp(min=1e-3) / sides).log()
    goal = torch.cat([shift, stretch], 1)
    total = total + 2 * F.smooth_l1_loss(said[..., :4][own], goal, reduction="sum", beta=0.1)
#end
    return total / max(1, len(label))
