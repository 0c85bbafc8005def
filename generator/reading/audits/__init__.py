"""A shop's folder: shop.yaml, audits, tasks, evidence."""
