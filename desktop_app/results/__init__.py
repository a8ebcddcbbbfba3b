"""The Results place: what runs can do, every number with its reason and its pictures."""
