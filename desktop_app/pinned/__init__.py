"""The pinned pictures of a run: how it answers for them, in whatever place that is shown."""
