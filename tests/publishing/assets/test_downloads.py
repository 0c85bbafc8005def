"""The files at the end of a plan page: there, whole, and only for the newest audit."""

from __future__ import annotations

import datetime as dt
import json

import sample_site as sample
from page_outline import Folders, Outline

from generator.publishing.exports import FORMATS
from generator.publishing.site import plan_site

OLD = dt.date(2026, 3, 1)


def plan_page(site, uri):
    page = next(page for page in site.pages if page.uri == uri)
    return Outline(page.render(Folders()).html)


def links(outline):
    return [
        values["href"]
        for tag, values in outline.tags
        if "download" in values and tag == "a"
    ]


def test_every_format_is_offered_in_the_language_of_the_page():
    """The newest audit's plan links each export; those in words in the page's language."""
    newest = sample.report()
    site = plan_site(sample.content(newest, sample.report(date=OLD, tasks={})))

    offered = links(plan_page(site, f"pl/shops/lumen/{newest.date}/plan"))

    assert len(offered) == len(FORMATS)
    assert sum(".pl." in address for address in offered) == len(FORMATS) - 1


def test_an_older_audit_offers_nothing():
    """Only a shop's newest audit has files: teams must not import what is past."""
    site = plan_site(sample.content(sample.report(), sample.report(date=OLD, tasks={})))

    assert links(plan_page(site, f"en/shops/lumen/{OLD}/plan")) == []
    assert not [asset.uri for asset in site.assets if str(OLD) in asset.uri]


def test_each_file_is_an_asset_once_and_holds_its_report():
    """The files in both languages are assets; JSON, which speaks none, comes once."""
    newest = sample.report()
    assets = {
        asset.uri: asset
        for asset in plan_site(sample.content(newest)).assets
        if asset.uri.startswith("downloads/")
    }

    report = next(asset for uri, asset in assets.items() if uri.endswith(".json"))
    assert len(assets) == 2 * (len(FORMATS) - 1) + 1
    assert json.loads(report.content())["date"] == newest.date.isoformat()


def test_an_unchanged_report_is_not_exported_again():
    """While serving, the same report gives the very same bytes object."""
    content = sample.content(sample.report())

    first, again = (
        next(one for one in plan_site(content).assets if one.uri.endswith(".json"))
        for _ in range(2)
    )

    assert first.content() is again.content()
