"""The shape of every file, and what is said when a file has another."""
