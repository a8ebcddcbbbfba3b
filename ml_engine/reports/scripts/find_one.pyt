

# ---- Metric: the share of right labels, and the mean overlap with the largest box ----
def found_in(said, picture):  # label, left, top, right, bottom
    middle, half = said[0, :2], said[0, 2:4].clamp(0).square() / 2
    box = torch.cat([middle - half, middle + half]).mul(SIZE).cpu().double().numpy()
    matrix, size = place(picture, 0), [picture["width"], picture["height"]] * 2
    back = (box - np.tile(matrix[:, 2], 2)) / np.tile(np.diag(matrix), 2)
    return [int(said[0, 4:].argmax()), *back.clip(0, size)]


def measured(found, part):
    right, overlaps = [], []
    for (label, *box), picture in zip(found, PARTS[part]):
        labels, boxes = truth_of(picture)
        largest = (boxes[:, 2:] - boxes[:, :2]).prod(1).argmax()
        right.append(label == labels[largest])
        iou = torchvision.ops.box_iou(torch.tensor([box]), torch.tensor(boxes[[largest]]))
        overlaps.append(iou.item())
    return np.mean(right), np.mean(overlaps)
