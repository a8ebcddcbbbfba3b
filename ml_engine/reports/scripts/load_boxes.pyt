
# ---- Load: pictures, boxes and parts as the project had them ----
head, *pictures = map(json.loads, Path(sys.argv[1], "snapshot.jsonl").read_text().splitlines())


def boxes_of(picture):  # (label, [left, top, right, bottom]) of every box and outline, in pixels
    return [(label, [*np.min(points, 0), *np.max(points, 0)])
            for _, label, kind, points in picture["annotations"] if kind != "tag"]


#if single
def size_of(found):
    left, top, right, bottom = found[1]
    return (right - left) * (bottom - top)


pictures = [p for p in pictures if boxes_of(p)]
known = {max(boxes_of(p), key=size_of)[0] for p in pictures}  # of the largest box
#else
pictures = [p for p in pictures if p["verified"] or boxes_of(p)]  # verified: nothing is on it
known = {label for p in pictures for label, _ in boxes_of(p)}
#end
LABELS = [row["id"] for row in head["labels"] if row["id"] in known]
PARTS = {s: [p for p in pictures if p["split"] == s] for s in ("train", "validation", "test")}


def truth_of(picture):  # its labels as numbers (N,), and its boxes (N, 4)
    labels = np.array([LABELS.index(label) for label, _ in boxes_of(picture)], dtype=np.int64)
    return labels, np.array([box for _, box in boxes_of(picture)], dtype=float).reshape(-1, 4)

