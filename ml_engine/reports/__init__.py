"""Model cards and plots (matplotlib lives only here)."""
