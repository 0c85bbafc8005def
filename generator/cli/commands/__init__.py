"""The commands of `cx-audit`, one module each."""
