"""Numbers as cells of a grid: painted, pointed at, edited."""
