"""The Lab place: convolution and its relatives, number by number, on the picture at hand or on typed numbers."""
