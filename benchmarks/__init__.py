"""Speed and quality, measured on this machine; each script explains itself with --help."""
