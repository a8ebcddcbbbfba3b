"""Pictures of our own making, for the demo and for tests: numpy and Pillow only."""
