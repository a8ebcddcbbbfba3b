

ANCHORS = torch.tensor([  # sides in pixels that are usual among the labels, by k-means
@anchors@
], device=DEVICE).view(-1, 2)


class Head(nn.Module):  # for every cell 5 numbers per anchor, and one per label
    def __init__(self, channels, labels, width=96):
        super().__init__()
        self.fusion = Fusion(channels, width)
        self.blocks = nn.Sequential(separable(width), separable(width))
        self.answer = nn.Conv2d(width, 5 * len(ANCHORS) + labels, 1)
        nn.init.normal_(self.answer.weight, std=0.01)
        nn.init.zeros_(self.answer.bias)
        self.answer.bias.data[4 : 5 * len(ANCHORS) : 5] = -math.log(0.99 / 0.01)  # few are objects

    def forward(self, *levels):
        level = self.blocks(self.fusion(*levels)[2])
        level = F.dropout2d(level, @dropout@, self.training)  #? drops
        return self.answer(level).permute(0, 2, 3, 1)


def decode(cells):  # boxes, scores; by cell and anchor boxes and numbers; labels' logits
    side, several = cells.shape[1], 5 * len(ANCHORS)
    numbers, labels = cells[..., :several].unflatten(3, (-1, 5)), cells[..., several:]
    corners = torch.cartesian_prod(*[torch.arange(side, device=DEVICE)] * 2).flip(1)
    middle = (corners.view(side, side, 1, 2) + numbers[..., :2].sigmoid()) * 32
    half = ANCHORS * numbers[..., 2:4].clamp(-4, 4).exp() / 2
    boxes = torch.cat([middle - half, middle + half], -1)
    scores = numbers[..., 4:].sigmoid() * labels.softmax(-1)[:, :, :, None]
    return boxes.flatten(1, 3), scores.flatten(1, 3), boxes, numbers, labels


# ---- Loss: one anchor of one cell answers for an object ----
def responsible(truth, side):  # (row, column, anchor): number of its object, the largest first
    sizes, taken = (truth[:, 2:] - truth[:, :2]).clamp(min=1e-3), {}
    alike = torchvision.ops.box_iou(F.pad(sizes, (2, 0)), F.pad(ANCHORS, (2, 0)))  # in shape
    cells = ((truth[:, :2] + truth[:, 2:]) / 64).long().clamp(0, side - 1).tolist()  # of the middle
    for number in sizes.prod(1).argsort(descending=True, stable=True).tolist():
        (column, row), liked = cells[number], alike[number].argsort(descending=True, stable=True)
        free = [anchor for anchor in liked.tolist() if (row, column, anchor) not in taken]
        if free:
            taken[row, column, free[0]] = number
    return taken


def loss_of(cells, truths):
    _, _, boxes, numbers, said = decode(cells)
    own, objects, importance = [], [], torch.full(numbers.shape[:4], 0.5, device=DEVICE)
    for picture, (labels, truth) in enumerate(truths):
        iou = torchvision.ops.box_iou(boxes[picture].detach().flatten(0, 2), truth)
        importance[picture][(iou > 0.6).any(1).view(importance.shape[1:])] = 0  # good answers too
        for cell, number in responsible(truth, cells.shape[1]).items():
            own.append((picture, *cell))
            objects.append((labels[number], truth[number]))
    goal = torch.zeros_like(importance)
    if own:
        picture, row, column, anchor = own = tuple(torch.tensor(own, device=DEVICE).T)
        label, truth = map(torch.stack, zip(*objects))
        goal[own] = torchvision.ops.box_iou(boxes[own], truth).diag().detach()  # how good it is
        importance[own] = 1
    total = F.binary_cross_entropy_with_logits(numbers[..., 4], goal, importance, reduction="sum")
    if objects:
        middle = (truth[:, :2] + truth[:, 2:]) / 2 / 32
        scale = ((truth[:, 2:] - truth[:, :2]).clamp(min=1e-3) / ANCHORS[anchor]).log()
        x_y, w_h = numbers[own][:, :2].sigmoid(), numbers[own][:, 2:4]
        error = ((x_y - middle % 1).square() + (w_h - scale).square()).sum(1)
        small = 2 - torchvision.ops.box_area(truth) / SIZE**2  # counts more
        total = total + 5 * (error * small).sum()
        total = total + F.cross_entropy(said[picture, row, column], label, reduction="sum")
    return total / max(1, len(objects))
