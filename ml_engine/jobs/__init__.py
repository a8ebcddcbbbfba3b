"""Typed jobs and events, the worker process, and the thread that owns it."""
