"""Files of prospects on their way in: read, understand the columns, check every row, then write."""
