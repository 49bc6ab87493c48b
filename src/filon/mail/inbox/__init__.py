"""What comes in: read by IMAP, classified, matched to what was sent, told to the timeline."""
