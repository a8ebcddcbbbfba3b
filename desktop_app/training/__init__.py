"""The Train place: what will be trained and why, the run with its curves, and how it ended."""
