"""Filters: what the units of a network look for."""
