"""Why: which part of the picture decided, and how little has to change for another answer."""
