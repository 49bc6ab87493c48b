"""What the press says of a company, and what it is known to be interested in."""
