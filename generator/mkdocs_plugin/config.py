"""The options of the plugin, each checked before a build begins."""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import cast

from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.config_options import Choice, Dir, ListOfItems, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.model.audience import AUDIENCES, CLIENT, Audience
from generator.model.languages import LANGUAGES


class _Languages(BaseConfigOption[tuple[str, ...]]):
    """A list of the site's languages, the first is the default."""

    def __init__(self) -> None:
        """Take all languages unless some are named."""
        super().__init__()
        self.default = LANGUAGES

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Return the languages; each is known and named once."""
        known = ", ".join(LANGUAGES)
        if not isinstance(value, (list, tuple)) or not value:
            raise ValidationError(f"Expected a list of languages out of: {known}.")
        for language in value:
            if language not in LANGUAGES:
                raise ValidationError(f"'{language}' is not one of: {known}.")
        if len(set(value)) != len(value):
            raise ValidationError("A language is named twice.")
        return tuple(value)


class _Day(BaseConfigOption[dt.date | None]):
    """A date like 2026-09-30; YAML may already have made a date of it."""

    def run_validation(self, value: object) -> dt.date | None:
        """Return the date."""
        if value is None:
            return None
        # A datetime is a date for isinstance, but has a time of day nobody asked for.
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        try:
            return dt.date.fromisoformat(cast("str", value))
        except (TypeError, ValueError):
            raise ValidationError(
                f"Expected a date like 2026-09-30, found '{value}'."
            ) from None


class CxAuditOptions(Config):
    """What `mkdocs.yml` may say below `cx-audit:`."""

    project = Optional(Dir(exists=True))
    """Where to look for `audits/`, here or above; the folder of mkdocs.yml if unset."""

    shops = ListOfItems(Type(str), default=[])
    """The shops to publish; none named means all."""

    languages = _Languages()
    audience = Choice(tuple(AUDIENCES), default=CLIENT)

    handbook = Type(bool, default=True)
    """Whether method, how to read, glossary and checklists are published."""

    as_of = _Day()
    """The day on which tasks are overdue and evidence is stale."""

    strict_advice = Type(bool, default=False)
    """Whether advice on the YAML is a warning, which `--strict` counts."""

    indexable = Type(bool, default=False)
    """Whether search engines may list the pages of shops."""


def audience_of(options: CxAuditOptions) -> Audience:
    """Return whom the site is for."""
    return Audience(options.audience)


def project_folder(options: CxAuditOptions, config: MkDocsConfig) -> Path:
    """Return the folder to look for `audits/` from."""
    if options.project:
        return Path(options.project)
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def as_of_day(options: CxAuditOptions) -> dt.date:
    """Return the day a build speaks of: the option, SOURCE_DATE_EPOCH, or today.

    Raises PluginError when SOURCE_DATE_EPOCH is no time.
    """
    if options.as_of is not None:
        return options.as_of
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(tz=dt.UTC).astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise PluginError(
            f"SOURCE_DATE_EPOCH is '{epoch}', not a number of seconds since 1970"
        ) from None
