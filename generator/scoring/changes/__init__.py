"""What changed between two audits of a shop, and why."""
