"""What is learnt: targets, loss, decoding and scores of each task."""
