"""Projects from a file: read, checked row by row, let in batch by batch."""
