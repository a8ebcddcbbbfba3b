"""Backbones, their weights, and how they run."""
