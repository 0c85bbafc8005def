"""YAML text → model, or diagnostics that say where, what and how to mend it."""
