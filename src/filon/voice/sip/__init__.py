"""SIP as a caller needs it: pure parsers and builders, timers and transactions, one user agent for each trunk."""
