"""The policy of pages and the header files: what they allow, and what they never do."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from tiny_project import write, write_project

from generator.mkdocs_plugin.security_policy import HEADERS, NGINX, SitePolicy

pytestmark = pytest.mark.threat

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
BARE = '<!doctype html>\n<html>\n<head>\n  <meta charset="utf-8">\n{}</head></html>'
RUNS = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def directives(policy: str) -> dict[str, list[str]]:
    """Return what a policy says, by directive."""
    parts = [part.split() for part in policy.split(";")]
    assert len({part[0] for part in parts}) == len(parts), "a directive twice"
    return {name: sources for name, *sources in parts}


def policy_of(page: str) -> dict[str, list[str]]:
    """Return the policy that a page carries; it has exactly one."""
    [policy] = META.findall(page)
    return directives(unescape(policy))


def hash_of(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest())
    return f"'sha256-{digest.decode()}'"


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


def sent(files: dict[str, str]) -> dict[str, str]:
    """Return the headers of both files, which agree."""
    lines = [line for line in files[HEADERS].splitlines() if line.lstrip()[0] != "#"]
    hosts = dict(line.strip().split(": ", 1) for line in lines[1:])
    nginx = dict(
        re.findall(r'^add_header (\S+) "([^"]*)" always;$', files[NGINX], re.MULTILINE)
    )
    assert lines[0] == "/*"
    assert hosts == nginx
    return hosts


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


# --- real builds --------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _quiet_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790812800")


def config_of(root: Path, **settings: Any) -> MkDocsConfig:
    """Write the mkdocs.yml of a tiny project and load it."""
    write_project(root, "bell")
    (root / "docs").mkdir(exist_ok=True)
    values = {
        "site_name": "Site",
        "theme": {"name": "material", "palette": {"scheme": "default"}},
        "plugins": ["search", "cx-audit"],
        **settings,
    }
    return load_config(str(write(root / "mkdocs.yml", yaml.safe_dump(values))))


def pages_of(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }


def test_every_page_carries_the_policy_of_its_scripts(tmp_path: Path) -> None:
    """Each page, 404 too, names its own inline scripts; the headers name them all."""
    config = config_of(tmp_path)
    build(config)
    site = Path(config.site_dir)
    everywhere = set()
    for name, page in pages_of(site).items():
        scripts = set(map(hash_of, RUNS.findall(page)))
        assert scripts, name
        assert set(policy_of(page)["script-src"]) == {"'self'", *scripts}, name
        everywhere |= scripts
    headers = sent(
        {name: (site / name).read_text(encoding="utf-8") for name in (HEADERS, NGINX)}
    )
    policy = directives(headers["Content-Security-Policy"])
    assert set(policy["script-src"]) == {"'self'", *everywhere}
    assert "404.html" in pages_of(site)


def test_header_lines_are_short_enough_for_hosts(tmp_path: Path) -> None:
    """Cloudflare Pages reads 2,000 characters a line, nginx 4,096."""
    config = config_of(tmp_path)
    for depth in range(12):
        write(tmp_path / "docs" / Path(*["x"] * depth) / "page.md", "# Deep")
    build(config)
    for name, limit in ((HEADERS, 2000), (NGINX, 4096)):
        text = Path(config.site_dir, name).read_text(encoding="utf-8")
        assert max(map(len, text.splitlines())) < limit


def test_a_script_in_a_page_of_docs_is_told_and_not_allowed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The author of a hand-written page learns why it does not run."""
    config = config_of(tmp_path)
    write(tmp_path / "docs" / "own.md", "# Own\n\n<script>alert(7)</script>\n")
    build(config)
    page = Path(config.site_dir, "own/index.html").read_text(encoding="utf-8")

    assert "<script>alert(7)</script>" in page
    assert hash_of("alert(7)") not in policy_of(page)["script-src"]
    [told] = [record for record in caplog.records if "alert(7)" in record.message]
    assert told.levelname == "WARNING"
    assert "own.md" in told.message


def test_columns_of_tables_are_aligned_without_styles(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The policy refuses style attributes, so tables of Markdown have none."""
    config = config_of(tmp_path)
    write(tmp_path / "docs" / "own.md", "# Own\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n")
    build(config)
    page = Path(config.site_dir, "own/index.html").read_text(encoding="utf-8")

    assert '<td align="right">1</td>' in page
    assert not [one for one in caplog.records if one.levelname == "WARNING"]


def test_a_script_in_ones_own_template_is_allowed(tmp_path: Path) -> None:
    """What stands in `custom_dir` is the theme's."""
    write(
        tmp_path / "mine" / "partials" / "copyright.html",
        "<script>mine(1)</script>",
    )
    config = config_of(tmp_path, theme={"name": "material", "custom_dir": "mine"})
    build(config)

    for page in pages_of(Path(config.site_dir)).values():
        assert hash_of("mine(1)") in policy_of(page)["script-src"]


def test_ones_own_header_file_stays(tmp_path: Path) -> None:
    """A `_headers` in docs/ is the author's decision; the other file is ours."""
    config = config_of(tmp_path)
    write(tmp_path / "docs" / HEADERS, "/*\n  X-Mine: 1\n")
    build(config)

    assert Path(config.site_dir, HEADERS).read_text() == "/*\n  X-Mine: 1\n"
    assert "add_header" in Path(config.site_dir, NGINX).read_text()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., MkDocsConfig]]:
    """Begin as a command of MkDocs does; MkDocs keeps plugins, so that this ends."""
    config = config_of(tmp_path)

    def start(command: str, *, dirty: bool) -> MkDocsConfig:
        config.plugins.on_startup(command=command, dirty=dirty)
        return config

    yield start
    start("build", dirty=False)


def test_serve_has_no_policy(started: Callable[..., MkDocsConfig]) -> None:
    """Live reload adds a script to every answer, which a policy would refuse."""
    config = started("serve", dirty=False)
    build(config)

    assert not [
        page for page in pages_of(Path(config.site_dir)).values() if META.search(page)
    ]
    assert not Path(config.site_dir, HEADERS).exists()


def test_part_of_a_build_writes_no_headers(
    started: Callable[..., MkDocsConfig],
) -> None:
    """With `--dirty` not every page is seen, so not every script is known."""
    config = started("build", dirty=True)
    build(config, dirty=True)

    assert not Path(config.site_dir, HEADERS).exists()
    assert all(META.search(page) for page in pages_of(Path(config.site_dir)).values())
