"""From an upright picture to a network's input: fitting and random views; boxes move along."""
