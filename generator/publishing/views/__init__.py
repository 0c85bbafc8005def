"""From a Report to what a template prints."""
