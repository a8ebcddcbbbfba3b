"""The one door from a picture file to pixels, and back to small pictures and drawings."""
