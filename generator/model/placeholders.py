"""What stands in a new shop's and a new audit's file until somebody writes the truth."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

AUDITORS: Mapping[str, str] = MappingProxyType(
    {"en": "your name", "pl": "imię i nazwisko"}
)
"""Who made the audit, by the language of the file."""

SHOP_ADDRESS = "https://your-shop.example"
"""Where the shop is. Not of a shop's own name: fictional shops are at such addresses."""

_EARLIER_ADDRESSES = frozenset({"https://my-shop.example"})
"""What was written until now for the shop that the documentation begins with."""


def is_auditor(name: str) -> bool:
    """Return whether a name among the auditors is still the placeholder."""
    return " ".join(name.split()).casefold() in AUDITORS.values()


def is_shop_address(url: str) -> bool:
    """Return whether a shop's address is still the placeholder."""
    return url.strip().rstrip("/").casefold() in {SHOP_ADDRESS, *_EARLIER_ADDRESSES}
