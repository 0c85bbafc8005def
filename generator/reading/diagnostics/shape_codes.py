"""Which codes a kind of file uses when its shape is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Which code a kind of file uses for each way a shape can be wrong."""

    unknown_key: str
    missing_key: str
    wrong_type: str
    not_allowed: str
    id: str
    quote: str
    language: str
    empty: str
    date: str


DEFINITION_CODES = Codes(
    unknown_key="E101",
    missing_key="E102",
    wrong_type="E103",
    not_allowed="E104",
    id="E105",
    quote="E106",
    language="E107",
    empty="E108",
    date="E104",
)
AUDIT_CODES = Codes(
    unknown_key="E301",
    missing_key="E303",
    wrong_type="E304",
    not_allowed="E305",
    id="E310",
    quote="E306",
    language="E307",
    empty="E308",
    date="E309",
)
