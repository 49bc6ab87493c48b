"""Mistakes that users report on a sheet (CO-15), and managers settle."""
