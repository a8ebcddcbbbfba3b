

#if mixes
# ---- New pictures out of features: mirrored, and joined from two halves ----  #? !single
# ---- New pictures out of features: mirrored ----  #? single
def mix(levels, truths, draw):
    if draw.random() >= @mix@:  #? single
        return levels, truths  #? single
#if mirrors_features
    flips = torch.tensor(draw.random(len(truths)) < 0.5, device=DEVICE)
    levels = [torch.where(flips[:, None, None, None], x.flip(3), x) for x in levels]
    turn = torch.tensor([-1, 1, -1, 1], device=DEVICE)
    truths = [(labels, boxes[:, [2, 1, 0, 3]] * turn + SIZE * (turn < 0) if flip else boxes)
              for flip, (labels, boxes) in zip(flips, truths)]
#end
#if !single
    first = max(1, round(0.3 * SIZE / 32))  # the seam lies on a cell's edge of the coarsest level
    joined, after = [level.clone() for level in levels], list(truths)
    for one in np.flatnonzero(draw.random(len(truths)) < @mix@):
        other, axis = int(draw.integers(len(truths))), int(draw.integers(2))
        cut, parts = int(draw.integers(first, SIZE // 32 - first + 1)) * 32, []
        for level, source, stride in zip(joined, levels, (8, 16, 32)):
            part = (..., slice(cut // stride, None), *[slice(None)] * axis)  # rows, or columns
            level[one][part] = source[other][part]
        for (labels, boxes), span in ((truths[one], (0, cut)), (truths[other], (cut, SIZE))):
            seen = boxes.clone()
            seen[:, axis::2].clamp_(*span)
            kept = torchvision.ops.box_area(seen) > 0.4 * torchvision.ops.box_area(boxes)
            parts.append((labels[kept], seen[kept]))
        after[one] = [torch.cat(values) for values in zip(*parts)]
    return joined, after
#else
    return levels, truths
#end
#end
