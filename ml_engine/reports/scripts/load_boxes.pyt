
# ---- Load: pictures, boxes and parts as the project had them ----
head, *pictures = map(json.loads, Path(sys.argv[1], "snapshot.jsonl").open())


def boxes_of(picture):
    """(label, [left, top, right, bottom]) of every box and outline, in pixels."""
    for _, label, kind, points in picture["annotations"]:
        if kind != "tag":
            (left, top), (right, bottom) = np.min(points, 0), np.max(points, 0)
            yield label, [left, top, right, bottom]


# A picture without boxes counts if a person said that there is nothing on it.
pictures = [p for p in pictures if p["verified"] or any(boxes_of(p))]
known = {label for p in pictures for label, _ in boxes_of(p)}
LABELS = [row["id"] for row in head["labels"] if row["id"] in known]
PARTS = {s: [p for p in pictures if p["split"] == s] for s in ("train", "validation", "test")}


def truth_of(picture):
    """Its labels as numbers (N,), and its boxes (N, 4)."""
    rows = list(boxes_of(picture))
    labels = np.array([LABELS.index(label) for label, _ in rows], dtype=np.int64)
    return labels, np.array([box for _, box in rows], dtype=np.float64).reshape(-1, 4)

