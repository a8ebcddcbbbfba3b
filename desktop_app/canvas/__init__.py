"""The picture with its boxes: what is drawn on, and the tools that draw."""
