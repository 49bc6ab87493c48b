"""Clicks on the links of our own mail: counted addresses, what follows them, and what is told of it."""
