"""The test of a line: one real call, followed step by step while a worker places it."""
