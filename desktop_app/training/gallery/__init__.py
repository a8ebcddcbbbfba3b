"""All networks to choose from, and what is in one."""
