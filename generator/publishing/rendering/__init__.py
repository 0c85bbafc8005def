"""From a template and its data to finished HTML; nothing here knows of audits."""
