"""What is said to a switchboard, and what its answers mean: a state machine that knows neither clock nor network."""
