"""Vistazo's engine: from pictures and labels to a trained, explained, exported model. No Qt, no SQL."""
