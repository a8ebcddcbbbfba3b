"""One object a picture: what it is and where it is."""
