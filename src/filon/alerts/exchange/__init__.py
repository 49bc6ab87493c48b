"""Projects from one installation of Filon to another, in a signed file (A-CO-32)."""
