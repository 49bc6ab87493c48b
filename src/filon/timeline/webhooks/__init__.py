"""What happened, told to other programs: Standard Webhooks 1.0.0 (A-ST-22)."""
