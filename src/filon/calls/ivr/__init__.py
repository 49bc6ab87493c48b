"""What the menus of switchboards said, kept for each number (ST-84)."""
