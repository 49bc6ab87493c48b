"""The sentence of the active probe, recorded by somebody instead of spoken by the machine."""
