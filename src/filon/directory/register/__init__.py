"""What public services tell of one company: officers and finances, on demand."""
