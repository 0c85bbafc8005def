"""The records: what an audit asks, what a shop answered, and what came of it.

Frozen data without input or output. Imports nothing from the rooms above it and
knows neither YAML nor a site engine.
"""
