"""Calls to the workspace that nobody took: heard of by SIP or from a provider (MO-26, A-MO-13)."""
