"""The MkDocs plugin `cx-audit`: the other door, for whoever builds with MkDocs."""

from generator.mkdocs_plugin.log import guard_log
from generator.mkdocs_plugin.plugin import CxAuditPlugin

guard_log()

__all__ = ["CxAuditPlugin"]
