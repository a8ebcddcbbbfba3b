"""A network of one's own layers."""
