"""What is left to a person: for now, calling back whoever called and reached nobody (MO-27)."""
