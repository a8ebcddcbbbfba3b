"""Vistazo's desktop side: the project on disk, annotation files, the command line and the window."""
