"""Recipes, the loop, the feature cache, checkpoints and splits."""
