"""The page about optimisers."""
