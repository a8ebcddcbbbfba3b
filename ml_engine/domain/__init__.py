"""Values that every part speaks of: the standard library and numpy only."""
