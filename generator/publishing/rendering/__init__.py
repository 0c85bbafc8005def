"""From a template and its data to finished HTML."""
