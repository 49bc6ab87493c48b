"""Follow-ups, "relances": who comes back to a company, when, and how much it matters (CO-160…175)."""
