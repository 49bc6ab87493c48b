"""Sound files and sample rates: everything becomes 8 kHz mono int16 before it is listened to."""
