"""The augmentation studio: how training pictures are varied, seen on one's own pictures, and which of it helps."""
