"""The policy of a page and the header files: what they allow, and what they never do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from read_policy import directives, hash_of, policy_of, sent
from tiny_project import write

from generator.mkdocs_plugin.security_policy import HEADERS, SitePolicy

pytestmark = pytest.mark.threat

BARE = '<!doctype html>\n<html>\n<head>\n  <meta charset="utf-8">\n{}</head></html>'


@pytest.fixture
def themed(tmp_path: Path) -> Callable[..., SitePolicy]:
    """Make the policy of a site whose theme holds these inline scripts."""

    def make(*scripts: str, opens_from_files: bool = False) -> SitePolicy:
        for number, script in enumerate(scripts):
            write(
                tmp_path / "partials" / f"{number}.html",
                f"{{% if config.x %}}\n<script>{script}</script>\n{{% endif %}}",
            )
        return SitePolicy([str(tmp_path)], opens_from_files=opens_from_files)

    return make


# --- which scripts run --------------------------------------------------------------


def test_a_script_of_the_theme_is_allowed_by_its_hash(
    themed: Callable[..., SitePolicy],
) -> None:
    """The hash is that of the script as it stands in the page."""
    page, refused = themed("run(1)").protect(BARE.format("<script>run(1)</script>"))

    assert policy_of(page)["script-src"] == ["'self'", hash_of("run(1)")]
    assert refused == []


@pytest.mark.parametrize(
    "script", ["alert(1)", "run(1);alert(1)", "run(1) ", "/*run(1)*/", "RUN(1)"]
)
def test_a_script_that_came_in_otherwise_is_not(
    themed: Callable[..., SitePolicy], script: str
) -> None:
    """What is not the theme's to the letter gets no hash, though the page holds it."""
    policy = themed("run(1)")
    page, refused = policy.protect(BARE.format(f"<script>{script}</script>"))

    assert policy_of(page)["script-src"] == ["'self'"]
    assert len(refused) == 1
    assert hash_of(script) not in policy.header_files(indexable=False)[HEADERS]


@pytest.mark.parametrize("base", [".", "..", "../../..", "/", "/audits/", "/a%20b/"])
def test_a_script_with_an_address_filled_in_is_allowed(
    themed: Callable[..., SitePolicy], base: str
) -> None:
    """A template may fill an address into its script."""
    script = f'go(new URL("{base}"))'
    page, refused = themed('go(new URL("{{ base_url }}"))').protect(
        BARE.format(f"<script>{script}</script>")
    )

    assert hash_of(script) in policy_of(page)["script-src"]
    assert refused == []


@pytest.mark.parametrize(
    "text", ['");alert(1);("', "\\x22", "a b", "a\nb", "alert(1)", "`x`", "<b>", ";"]
)
def test_what_is_filled_in_cannot_be_code(
    themed: Callable[..., SitePolicy], text: str
) -> None:
    """Quotes, brackets, spaces and the like make it another script."""
    script = f'go(new URL("{text}"))'
    page, refused = themed('go(new URL("{{ base_url }}"))').protect(
        BARE.format(f"<script>{script}</script>")
    )

    assert policy_of(page)["script-src"] == ["'self'"]
    assert len(refused) == 1


def test_a_script_that_a_template_makes_of_pieces_is_not_trusted(
    themed: Callable[..., SitePolicy],
) -> None:
    """Its text can be anything."""
    page, refused = themed("{% for x in y %}{{ x }}{% endfor %}").protect(
        BARE.format("<script>alert</script>")
    )

    assert policy_of(page)["script-src"] == ["'self'"]
    assert refused


def test_data_and_files_need_no_hash(themed: Callable[..., SitePolicy]) -> None:
    """JSON does not run, and a file is allowed by where it lies."""
    page, refused = themed().protect(
        BARE.format(
            '<script id="c" type="application/json">{"a": 1}</script>'
            '<script src="a.js"></script>'
        )
    )

    assert policy_of(page)["script-src"] == ["'self'"]
    assert refused == []


def test_styles_in_a_page_are_told(themed: Callable[..., SitePolicy]) -> None:
    """A style attribute and a style element are named, words about them are not."""
    policy = themed()
    for html in ('<td style="text-align: right">', "<style>p{}</style>"):
        assert len(policy.protect(BARE.format(html))[1]) == 1
    words = '<code>style="x"</code> &lt;p style="x"&gt;'
    assert policy.protect(BARE.format(words))[1] == []


# --- what a policy says -------------------------------------------------------------


def test_the_policy_comes_before_all_that_it_governs(
    themed: Callable[..., SitePolicy],
) -> None:
    """Only the charset precedes it, which browsers want within 1,024 bytes."""
    page, _ = themed("run(1)").protect(
        BARE.format('<link rel="stylesheet" href="a.css"><script>run(1)</script>')
    )
    head = page[: page.index("<meta http-equiv")]

    assert head.split() == [
        "<!doctype",
        "html>",
        "<html>",
        "<head>",
        "<meta",
        'charset="utf-8">',
    ]


def test_a_fragment_stays_as_it_is(themed: Callable[..., SitePolicy]) -> None:
    """What has no head was not made by the theme."""
    assert themed().protect("my own 404") == ("my own 404", [])


def test_everything_is_refused_unless_named(themed: Callable[..., SitePolicy]) -> None:
    """No source but the site, no inline code, no plug-in, base or form target."""
    page, _ = themed("run(1)").protect(BARE.format("<script>run(1)</script>"))
    policy = policy_of(page)

    assert policy["default-src"] == ["'none'"]
    for name in ("object-src", "base-uri", "form-action"):
        assert policy[name] == ["'none'"]
    sources = {source for listed in policy.values() for source in listed}
    assert sources - {hash_of("run(1)")} == {"'none'", "'self'", "data:"}
    assert [name for name, listed in policy.items() if "data:" in listed] == ["img-src"]
    # A meta element cannot say it; browsers would complain.
    assert "frame-ancestors" not in policy


def test_pages_that_open_from_a_folder_may_load_files(
    themed: Callable[..., SitePolicy],
) -> None:
    """Scripts, styles and pictures beside them, and nothing by fetch or worker."""
    policy = themed(opens_from_files=True)
    page, _ = policy.protect(BARE.format(""))
    with_files = {name for name, listed in policy_of(page).items() if "file:" in listed}

    assert with_files == {
        "script-src", "style-src", "img-src", "font-src", "media-src",
    }  # fmt: skip
    assert "file:" not in policy.header_files(indexable=False)[HEADERS]


# --- header files -------------------------------------------------------------------


def test_headers_are_those_that_browsers_know(
    themed: Callable[..., SitePolicy],
) -> None:
    """Both files send the same headers, and leave HTTPS for ever to the host."""
    files = themed().header_files(indexable=False)
    headers = sent(files)

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    policy = directives(headers["Content-Security-Policy"])
    assert policy["frame-ancestors"] == ["'none'"]
    assert "Strict-Transport-Security" not in headers
    for text in files.values():
        assert re.search(r"^\s*# .*Strict-Transport-Security", text, re.MULTILINE)


def test_a_site_for_everybody_may_be_listed(themed: Callable[..., SitePolicy]) -> None:
    """`indexable` drops what keeps search engines and shared caches away."""
    headers = sent(themed().header_files(indexable=True))

    assert not {"X-Robots-Tag", "Cache-Control"} & set(headers)


def test_the_order_of_pages_does_not_matter(themed: Callable[..., SitePolicy]) -> None:
    """Two builds that meet pages in another order write the same bytes."""
    scripts = [f"run({number})" for number in range(5)]
    pages = [BARE.format(f"<script>{script}</script>") for script in scripts]
    there, back = themed(*scripts), themed(*scripts)
    for page in pages:
        there.protect(page)
    for page in reversed(pages):
        back.protect(page)

    assert there.header_files(indexable=False) == back.header_files(indexable=False)
