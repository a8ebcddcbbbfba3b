"""The labels of the project, and what the current picture carries of them."""
