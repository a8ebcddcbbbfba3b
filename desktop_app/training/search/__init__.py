"""The search for better settings: what is varied, how it goes, and what came of it."""
