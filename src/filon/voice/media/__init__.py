"""Audio over the network."""
