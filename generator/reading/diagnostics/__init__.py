"""What a problem is, where it stands, and what its code means."""
