"""Files of numbers on their way into a campaign."""
