"""Top answers: what a network says of the picture as it is."""
