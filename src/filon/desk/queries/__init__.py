"""What the pages read: everything in a number of queries that does not depend on the number of rows."""
