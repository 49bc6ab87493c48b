"""The scenario Full: the switchboard is asked whether the file says true of a person (ST-19, ST-20)."""
