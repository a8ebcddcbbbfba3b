
# ---- Load: pictures, labels and parts as the project had them ----
def labels_of(picture):  # those of its tags; without a tag, those of its boxes
    tags = {label for _, label, kind, _ in picture["annotations"] if kind == "tag"}
    return tags or {label for _, label, _, _ in picture["annotations"]}
head, *pictures = map(json.loads, Path(sys.argv[1], "snapshot.jsonl").read_text().splitlines())
pictures = [p for p in pictures if len(labels_of(p)) == 1]  #? !several
pictures = [p for p in pictures if p["annotations"] or p["verified"]]  #? several
LABELS = [row["id"] for row in head["labels"] if any(row["id"] in labels_of(p) for p in pictures)]
PARTS = {s: [p for p in pictures if p["split"] == s] for s in ("train", "validation", "test")}
TRUTH = {s: torch.tensor([LABELS.index(*labels_of(p)) for p in PARTS[s]]) for s in PARTS}  #? !several
TRUTH = {s: torch.tensor([[float(label in labels_of(p)) for label in LABELS] for p in PARTS[s]])  #? several
         for s in PARTS}  # 1 for every label that a picture has  #? several
