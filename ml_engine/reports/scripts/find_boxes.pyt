

# ---- Metric: average precision at an overlap of one half ----
def found_in(outputs, picture):  # rows of score, label, left, top, right, bottom, surest first
    boxes, scores = (values[0].cpu() for values in decode(outputs)[:2])
    sure = (scores.flatten() >= 0.01).nonzero().flatten()
    best, rank = scores.flatten()[sure].topk(min(1000, len(sure)))
    label, box, kept = sure[rank] % len(LABELS), boxes[sure[rank] // len(LABELS)], []
    doubles = (torchvision.ops.box_iou(box, box) > @doubles_iou@) & (label[:, None] == label)
    for row, double in enumerate(doubles.numpy()):  # non-maximum suppression, label by label
        if len(kept) < 300 and not double[kept].any():
            kept.append(row)
    matrix, size = place(picture, 0), [picture["width"], picture["height"]] * 2
    back = (box[kept].double().numpy() - np.tile(matrix[:, 2], 2)) / np.tile(np.diag(matrix), 2)
    return np.column_stack([best[kept], label[kept], back.clip(0, size)])


def average_precision(found, part, *ious):  # as COCO counts: at 101 recalls
    values = []
    for label, iou in itertools.product(range(len(LABELS)), ious):
        rows, wanted = [], 0
        for answers, picture in zip(found, PARTS[part]):
            labels, boxes = truth_of(picture)
            mine, boxes = answers[answers[:, 1] == label][:100], boxes[labels == label]
            wanted += len(boxes)
            over = torchvision.ops.box_iou(*map(torch.tensor, (mine[:, 2:], boxes))).numpy()
            for score, row in zip(mine[:, 0], over):  # each takes the box it overlaps most
                rows.append((-score, row.max(initial=0) >= iou))
                if rows[-1][1]:
                    over[:, row.argmax()] = 0
        if wanted:
            hits = np.cumsum([hit for _, hit in sorted(rows, key=lambda row: row[0])])
            precision = np.maximum.accumulate((hits / np.arange(1, len(hits) + 1))[::-1])[::-1]
            at = np.searchsorted(hits / wanted, np.linspace(0, 1, 101) - 1e-12)
            values.append(np.append(precision, 0)[at].mean())
    return np.mean(values)
