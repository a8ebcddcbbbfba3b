"""Multi-scale anchor-free detection on frozen features."""
