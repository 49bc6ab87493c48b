"""Practice switchboards: companies that do not exist and answer the telephone all the same, on this machine only."""
