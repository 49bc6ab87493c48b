"""One live dialogue: when to begin, what they said, what we say."""
