"""Answers of a trained model for any picture."""
