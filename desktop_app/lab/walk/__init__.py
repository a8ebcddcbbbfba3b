"""What goes in, and the walk over it place by place: shared by the pages that slide a window."""
