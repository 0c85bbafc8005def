"""One build, several languages: what each page's own language changes around it.

Pages live under `/<language>/`; a page outside of them speaks the first language.
"""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from generator.mkdocs_plugin.addresses import SiteAddresses, uri_of
from generator.mkdocs_plugin.pages import AuditPage

NAMES = {"en": "English", "pl": "Polski"}
"""What each language calls itself."""

START = "index"

Item = Section | Page | Link
"""What a navigation is made of."""


class Languages:
    """The languages of one build, and the navigation in each."""

    def __init__(self, languages: Sequence[str], addresses: SiteAddresses) -> None:
        """Take the languages, the first is the default."""
        self.languages = tuple(languages)
        self._addresses = addresses
        self._navigation: dict[str, Navigation] = {}

    @property
    def default(self) -> str:
        """The language of pages that are in none."""
        return self.languages[0]

    def of(self, page: Page) -> str:
        """Return the language a page is in."""
        return self._prefix(page) or self.default

    def alternates(self, page: Page | None) -> list[dict[str, str]]:
        """Return the links to the same page in each language, for Material.

        Where a language lacks the page, its start page stands in. Empty on a site in
        one language.
        """
        if len(self.languages) == 1:
            return []
        return [
            {
                "name": NAMES[language],
                "lang": language,
                "link": self._same_page(page, language),
            }
            for language in self.languages
        ]

    def set_navigation(self, navigation: Navigation) -> None:
        """Divide the site's navigation among the languages.

        An item whose pages are all in one language is shown in that language only;
        where all of a language is one section, what is in the section is shown.
        """
        for language in self.languages:
            items = [
                item
                for item in navigation.items
                if not (found := set(self._languages_of(item))) or language in found
            ]
            self._navigation[language] = self._only(language, items)

    def apply(self, config: MkDocsConfig, page: Page | None) -> Navigation:
        """Make the theme speak the page's language; return the navigation in it."""
        language = self.of(page) if page else self.default
        config.theme["language"] = language
        config.extra["alternate"] = self.alternates(page)
        return self._navigation[language]

    def _prefix(self, page: Page) -> str | None:
        first, slash, _ = page.file.src_uri.partition("/")
        return first if slash and first in self.languages else None

    def _same_page(self, page: Page | None, language: str) -> str:
        same = None
        if isinstance(page, AuditPage):
            same = page.planned.alternates.get(language)
        elif page is not None and self._prefix(page):
            same = f"{language}/{uri_of(page.file).partition('/')[2]}"
        return (
            (self._addresses.url(same) if same else None)
            or self._addresses.url(f"{language}/{START}")
            or "."
        )

    def _languages_of(self, item: Item) -> Iterator[str]:
        if isinstance(item, Page):
            prefix = self._prefix(item)
            if prefix:
                yield prefix
        for child in _children(item):
            yield from self._languages_of(child)

    def _only(self, language: str, items: list[Item]) -> Navigation:
        own = [item for item in items if set(self._languages_of(item)) == {language}]
        if len(own) == 1 and (lifted := _children(own[0])):
            for child in lifted:
                child.parent = None
            place = items.index(own[0])
            items[place : place + 1] = lifted
        pages = [
            page for item in items for page in _pages(item) if self.of(page) == language
        ]
        for before, page, after in zip(
            [None, *pages], pages, [*pages[1:], None], strict=False
        ):
            page.previous_page, page.next_page = before, after
        navigation = Navigation(items, pages)
        navigation.homepage = next(
            (page for page in pages if uri_of(page.file) == f"{language}/{START}"),
            navigation.homepage,
        )
        return navigation


def _children(item: Item) -> list[Item]:
    return cast("list[Item]", item.children or [])


def _pages(item: Item) -> Iterator[Page]:
    if isinstance(item, Page):
        yield item
    for child in _children(item):
        yield from _pages(child)
