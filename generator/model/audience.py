"""For whom a Report or a site is made: what each audience may see, and who is told.

A new audience is a row of `AUDIENCES`. Nothing else asks which audience it is, only what
its policy says.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NewType

from generator.model.records import record

Audience = NewType("Audience", str)
"""The id of an audience, as users type it."""


@record
class AudiencePolicy:
    """What an audience may see; the rest is never in what is made for it.

    `for_whom` is how the command names the readers. `sees_private` is for private notes
    and evidence, contacts, and where in the YAML something stands; `sees_other_shops` for
    every shop, their comparison and all definitions; `sees_ratings` for single ratings,
    which have a label, before they are agreed on. What is `confidential` must not reach a
    client: each page, paper and table says so. `words` is what its phrases are called in
    the strings of each language, as in `audience.client` and `edition.internal`.
    """

    id: Audience
    for_whom: str
    sees_private: bool
    sees_other_shops: bool
    sees_ratings: bool
    confidential: bool
    words: str


CLIENT = Audience("client")
"""Whom everything is for where nobody says otherwise."""

INTERNAL = Audience("internal")

AUDIENCES: Mapping[Audience, AudiencePolicy] = MappingProxyType(
    {
        policy.id: policy
        for policy in (
            AudiencePolicy(
                id=CLIENT,
                for_whom="for the client",
                sees_private=False,
                sees_other_shops=False,
                sees_ratings=False,
                confidential=False,
                words="client",
            ),
            AudiencePolicy(
                id=INTERNAL,
                for_whom="for internal use",
                sees_private=True,
                sees_other_shops=True,
                sees_ratings=True,
                confidential=True,
                words="internal",
            ),
        )
    }
)
"""Every audience by its id."""
