"""The command line: every main job without a window, through the same store, engine and worker as the window."""
