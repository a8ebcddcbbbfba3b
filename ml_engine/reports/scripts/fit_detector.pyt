
def cells(outputs):  # logits (B, A, labels), boxes (B, A, 4) in input pixels, and centres (A, 2)
    middles, steps = [], []
    for level, stride in zip(outputs, STRIDES):
        at = (torch.arange(level.shape[2], device=level.device) + 0.5) * stride
        y, x = torch.meshgrid(at, at, indexing="ij")
        middles.append(torch.stack([x.flatten(), y.flatten()], 1))
        steps.append(torch.full((at.numel() ** 2, 1), float(stride), device=level.device))
    middles, flat = torch.cat(middles), torch.cat([level.flatten(2) for level in outputs], 2).mT
    sides = F.softplus(flat[..., :4]) * torch.cat(steps)
    boxes = torch.cat([middles - sides[..., :2], middles + sides[..., 2:]], -1)
    return flat[..., 4:], boxes, middles


# ---- Loss: who answers for which object, and how well ----
def overlap(a, b):  # intersection over union; a form of it that also pulls at boxes apart
    inter = torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])
    hull = torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])
    inter, hull = inter.clamp(0).prod(-1), hull.prod(-1)
    union = sum((box[..., 2:] - box[..., :2]).clamp(0).prod(-1) for box in (a, b)) - inter
    iou = inter / (union + 1e-7)
    return iou, iou - (hull - union) / (hull + 1e-7)


@torch.no_grad()
def assign(scores, boxes, middles, labels, truth):  # which cells answer, for what, how sure
    """A cell's claim on an object is √score · IoU⁴; each object takes its ten best (TOOD, 2021)."""
    goal = torch.zeros_like(scores)
    if not len(labels):
        return goal.any(1), boxes, goal
    half = ((truth[:, 2:] - truth[:, :2]) / 2).clamp(min=8)
    away = (middles[None] - (truth[:, None, :2] + truth[:, None, 2:]) / 2).abs()
    inside = (away < half[:, None]).all(-1)  # (objects, cells)
    iou = overlap(truth[:, None], boxes[None])[0].clamp(0) * inside
    claim = scores.T[labels].sqrt() * iou**4 * inside + inside * 1e-9
    best, index = claim.topk(min(10, len(boxes)), 1)
    wanted = torch.zeros_like(inside).scatter_(1, index, best > 0)
    owner = (iou + wanted * 2.0).argmax(0)  # a cell that two want goes to the one it overlaps most
    mine = wanted & (torch.arange(len(labels), device=owner.device)[:, None] == owner)
    strongest, closest = (claim * mine).amax(1, True), (iou * mine).amax(1, True)
    wish = (claim * mine / (strongest + 1e-9) * closest).amax(0)
    goal[torch.arange(len(boxes)), labels[owner]] = wish * mine.any(0)
    return mine.any(0), truth[owner], goal


def loss_of(outputs, truths):
    logits, boxes, middles = cells(outputs)
    truths = [[values.to(DEVICE) for values in truth] for truth in truths]
    rows = zip(logits.detach().sigmoid(), boxes.detach(), truths)
    goals = [assign(s, b, middles, *truth) for s, b, truth in rows]
    chosen, wanted, quality = (torch.stack(parts) for parts in zip(*goals))
    total = quality.sum().clamp(min=1.0)
    of_scores = F.binary_cross_entropy_with_logits(logits, quality, reduction="sum")
    giou = overlap(boxes[chosen], wanted[chosen])[1]
    return (of_scores + 2 * ((1 - giou) * quality.sum(2)[chosen]).sum()) / total


#if mixes
# ---- New pictures out of features: mirrored, and joined from two halves ----
def mix(levels, truths, draw):
#if mirrors_features
    flips = draw.random(len(truths)) < 0.5
    if flips.any():
        where = torch.tensor(flips, device=DEVICE)[:, None, None, None]
        levels = [torch.where(where, level.flip(3), level) for level in levels]
        ends = torch.tensor([[SIZE, 0, SIZE, 0]]), torch.tensor([[-1, 1, -1, 1]]), [2, 1, 0, 3]
        truths = [(labels, (ends[0] + ends[1] * boxes)[:, ends[2]] if flip else boxes)
                  for flip, (labels, boxes) in zip(flips, truths)]
#end
    chosen = np.flatnonzero(draw.random(len(truths)) < @mix@)
    first = max(1, round(0.3 * SIZE / 32))  # the seam lies on a cell's edge of the coarsest level
    if not len(chosen) or SIZE // 32 - first < first:
        return levels, truths
    joined, after = [level.clone() for level in levels], list(truths)
    for one in chosen:
        other, axis = int(draw.integers(len(truths))), int(draw.integers(2))
        cut = int(draw.integers(first, SIZE // 32 - first + 1)) * 32
        for level, source, stride in zip(joined, levels, STRIDES):
            part = (..., slice(cut // stride, None), *[slice(None)] * axis)  # rows, or columns
            level[one][part] = source[other][part]
        after[one] = join(truths[one], truths[other], axis, cut)
    return joined, after


def join(before, after, axis, cut):  # boxes up to the seam and beyond, where 40 % is left
    parts = []
    for (labels, boxes), limit in ((before, {"max": cut}), (after, {"min": cut})):
        seen = boxes.clone()
        seen[:, [axis, axis + 2]] = seen[:, [axis, axis + 2]].clamp(**limit)
        area, whole = ((b[:, 2:] - b[:, :2]).prod(1) for b in (seen, boxes))
        parts.append((labels[area > 0.4 * whole], seen[area > 0.4 * whole]))
    return tuple(torch.cat(values) for values in zip(*parts))


#end
# ---- Metric: average precision at an overlap of one half ----
def found_in(outputs, picture):  # rows of score, label, left, top, right, bottom, surest first
    logits, boxes, _ = cells(outputs)
    scores = logits[0].sigmoid().flatten().cpu()
    sure = (scores >= 0.01).nonzero().flatten()
    best, rank = scores[sure].topk(min(1000, len(sure)))
    cell, label = sure[rank] // len(LABELS), (sure[rank] % len(LABELS)).numpy()
    box, left, kept = boxes[0].cpu()[cell].double(), np.arange(len(rank)), []
    while len(left) and len(kept) < 300:  # non-maximum suppression, label by label
        first, left = left[0], left[1:]
        kept.append(first)
        iou = overlap(box[first], box[left])[0].numpy()
        left = left[(iou <= 0.6) | (label[left] != label[first])]
    matrix, size = place(picture, 0), [picture["width"], picture["height"]] * 2
    back = (box.numpy()[kept] - np.tile(matrix[:, 2], 2)) / np.tile(np.diag(matrix), 2)
    return np.column_stack([best.numpy()[kept], label[kept], back.clip(0, size)]).reshape(-1, 6)


def average_precision(found, pictures, iou):  # as COCO counts: at 101 recalls
    values = []
    for label in range(len(LABELS)):
        rows, wanted = [], 0
        for answers, picture in zip(found, pictures):
            labels, boxes = truth_of(picture)
            free = torch.tensor(boxes[labels == label])
            wanted += len(free)
            for score, _, *box in answers[answers[:, 1] == label][:100]:
                over = overlap(torch.tensor(box), free)[0]
                rows.append((-score, len(over) > 0 and bool(over.max() >= iou)))
                if rows[-1][1]:
                    free = torch.cat([free[: over.argmax()], free[over.argmax() + 1 :]])
        if wanted:
            hits = np.cumsum([hit for _, hit in sorted(rows, key=lambda row: row[0])])
            precision = np.maximum.accumulate((hits / np.arange(1, len(hits) + 1))[::-1])[::-1]
            at = np.searchsorted(hits / wanted, np.linspace(0, 1, 101) - 1e-12)
            values.append(np.append(precision, 0)[at].mean())
    return float(np.mean(values))


@torch.no_grad()
def answers(network, part):
    network.eval()
    return [found_in(network(*read(part, [i], [0])[0]), p) for i, p in enumerate(PARTS[part])]


# ---- Train ----
#if one-cycle
def rate_at(place):  # one cycle: up over the first part, then down to almost nothing
    way, low = (place / @rise@ - 1, 0.04) if place < @rise@ else ((place - @rise@) / @fall@, 1e-4)
    return low + (1 - low) * (1 + math.cos(math.pi * way)) / 2


#end
#if cosine
def rate_at(place):  # A cosine from the highest rate down to almost nothing
    if place < @warm_up@:  #? warms
        return 0.04 + 0.96 * place / @warm_up@  #? warms
    place = (place - @warm_up@) / @fall@  #? warms
    return 1e-4 + (1 - 1e-4) * (1 + math.cos(math.pi * place)) / 2


#end
def fit(network, @ema_name@epochs=@epochs@, batch=@batch@):  # as it was when its score was best
    groups = [{"params": [p], "lr": @rate@, "weight_decay": @decay@ * (p.ndim > 1)}
              for p in network.parameters() if p.requires_grad]
    torch.manual_seed(SEED)  #? chancy
    optimizer = @optimizer@
    kept = copy.deepcopy(network)  # follows the network, smoother  #? averages
    n, cuts = len(PARTS["train"]), math.ceil(len(PARTS["train"]) / batch)
    epochs = max(epochs, math.ceil(@least@ / cuts))  # few pictures are shown more often  #? least
    epochs = math.ceil(@steps@ / cuts)  #? steps
    best = -1.0, None
    since = 0  # scorings without a better one  #? patient
    for epoch in range(epochs):
        draw = np.random.default_rng([SEED, @phase@, epoch])
        order, drawn = draw.permutation(n), draw.integers(0, VIEWS or 2**31, n)
        network.train()
        batches = zip(np.array_split(order, cuts), np.array_split(drawn, cuts))
        for step, (places, views) in enumerate(batches, epoch * cuts):
            for group in optimizer.param_groups:  #? moves
                group["lr"] = @rate@ * rate_at(step / max(1, epochs * cuts - 1))  #? moves, !steps_down
                group["lr"] = @rate@ * @step_factor@ ** (step // (@step_epochs@ * cuts))  #? steps_down
            inputs, truths = read("train", places, views)
            inputs, truths = mix(inputs, truths, np.random.default_rng([*places, *views]))  #? mixes
            loss = loss_of(network(*inputs), truths)
            loss = loss + @l1@ * sum(p.abs().sum() for p in network.parameters() if p.ndim > 1)  #? l1
            loss = loss + @l2@ * sum(p.square().sum() for p in network.parameters() if p.ndim > 1)  #? l2
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), @clip@)  #? clips
            optimizer.step()
#if max_norm
            for p in [p for p in network.parameters() if p.ndim > 1]:
                p.data = torch.renorm(p.data, 2, 0, @max_norm@)  # no unit has longer weights
#end
#if averages
            for old, new in zip(kept.parameters(), network.parameters()):
                old.data.lerp_(new.data, 1 - min(ema, (2 + step) / (11 + step)))
            for old, new in zip(kept.buffers(), network.buffers()):
                old.copy_(new)
#end
        if (epoch + 1) % @every@ and epoch + 1 < epochs:  #? seldom
            continue  #? seldom
        found, truth = answers(@kept@, "validation"), PARTS["validation"]
        score = np.mean([average_precision(found, truth, iou / 100) for iou in range(50, 100, 5)])
        since = 0 if score > best[0] else since + 1  #? patient
        best = max(best, (score, copy.deepcopy(@kept@)), key=lambda found: found[0])
        if since >= @patience@:  #? patient
            break  #? patient
    return best[1]


best = fit(head@ema@)  #? frozen
#if whole
class Detector(nn.Module):  # the whole network, from pixels
    def __init__(self):
        super().__init__()
        self.body, self.head = body, head

    def forward(self, pixels):
        return self.head(*levels_of(pixels))


best = fit(Detector()@ema@)
#end

# ---- Evaluate ----
part = "test" if PARTS["test"] else "validation"
print(f"ap50 {average_precision(answers(best, part), PARTS[part], 0.5):.4f} ({part})")
