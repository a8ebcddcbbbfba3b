"""Trained models as files that other programs read, proven equal before they get their name."""
