"""The Inside place: what the layers of a network make of the current picture."""
