"""Notes on companies, and on calls made by hand (CO-79…91): everybody in the workspace reads them (A-CO-30)."""
