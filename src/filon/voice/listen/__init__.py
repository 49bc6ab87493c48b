"""Hearing what answers: features of every call at once, signals, segments, and a verdict that explains itself."""
