"""The Lessons place: guided lessons that are checked by what the learner does in the program itself."""
