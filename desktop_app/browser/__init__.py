"""The pictures of the project: a grid or a list of any length, what to show of it, and what keys do to many."""
