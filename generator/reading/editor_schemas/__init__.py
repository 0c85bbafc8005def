"""JSON Schemas, so that an editor knows the keys of every file."""
