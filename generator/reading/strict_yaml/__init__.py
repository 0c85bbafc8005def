"""From bytes to YAML nodes with their places; all that is ambiguous is refused."""
