"""The Export place: models and annotations, written into new folders."""
