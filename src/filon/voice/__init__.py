"""The telephone engine: signalling, media, listening. No Django, no database, and no other room."""
