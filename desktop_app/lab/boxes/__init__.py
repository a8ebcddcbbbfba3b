"""Pages about boxes: overlap, suppression, anchors, windows, average precision."""
