"""Files that hold a table, looked at before anything in them is believed."""
