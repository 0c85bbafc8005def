"""CX Audit: YAML audit definitions and a shop's answers, scored and published."""

__version__ = "0.1.0"
