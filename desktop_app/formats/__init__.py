"""Annotation files of other tools, in and out. No Qt, no SQL, no torch: plain values go in, plain values come out."""
