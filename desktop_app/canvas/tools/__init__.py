"""The tools as state machines without Qt: the pointer in picture pixels goes in, drafts and edits come out."""
