"""Which pages there are, where they stand and what they are called."""
