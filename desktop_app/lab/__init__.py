"""The Lab place: the course by hand, on typed numbers or on a picture of yours, with every number on the way."""
