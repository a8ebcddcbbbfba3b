"""Looking inside a network: its layers, and what they make of a picture."""
