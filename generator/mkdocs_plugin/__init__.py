"""The MkDocs plugin `cx-audit`: the other door, for whoever builds with MkDocs."""

from generator.mkdocs_plugin.plugin import CxAuditPlugin

__all__ = ["CxAuditPlugin"]
