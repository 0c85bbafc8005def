"""Exports: a Report as the files in which teams work. One module a format.

An export holds what its Report holds and nothing else, so that a client's files have
nothing in them that a client must not see. Two runs give the same bytes.
"""

from generator.publishing.exports.formats import (
    FORMATS,
    ExportFormat,
    can_make,
    file_name,
    make,
    offered,
)
from generator.publishing.exports.links import Link, site_path
from generator.publishing.exports.marks import is_export
from generator.publishing.exports.xlsx import ExtraMissingError

__all__ = [
    "FORMATS",
    "ExportFormat",
    "ExtraMissingError",
    "Link",
    "can_make",
    "file_name",
    "is_export",
    "make",
    "offered",
    "site_path",
]
