"""Software that companies run ("parcs"): who says so, what is known of each, and what their users think of it."""
