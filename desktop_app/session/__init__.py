"""What is open in the window: the project, its pictures, labels, history and runs, as objects that tell of changes."""
