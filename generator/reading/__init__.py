"""YAML text → model, or diagnostics that say where, what and how to fix it."""
