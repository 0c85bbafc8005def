"""`serve` in Chromium: pages renew themselves, and other origins read nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from served_site import ServedSite, served, write_served
from tiny_project import write

PAGE = "pl/shops/bell/2026-09-15/visit/"


@pytest.fixture(scope="module")
def site(
    chromium: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedSite]:
    """A site while it is served; without Chromium not even that."""
    del chromium
    with served(write_served(tmp_path_factory.mktemp("served") / "project")) as site:
        yield site


@pytest.mark.fault
def test_a_mistake_comes_and_goes_without_a_hand(tab: Any, site: ServedSite) -> None:
    """The page renews itself: with what is wrong, over its foot, and without it."""
    answers = site.root / "audits/shops/bell/2026-09-15.yaml"
    text = answers.read_text(encoding="utf-8")
    tab.page.goto(f"{site.url}{PAGE}")
    notice = tab.page.get_by_role("alert")
    assert notice.count() == 0

    write(answers, text.replace('"bell-rings"', '"bell-<b>rngs"'))
    try:
        notice.wait_for(timeout=60_000)
        assert "Ta strona jest starsza niż Twoje pliki" in notice.inner_text()
        assert "unknown criterion 'bell-<b>rngs'" in notice.inner_text()
        box, screen = notice.bounding_box(), tab.page.viewport_size
        assert box["y"] + box["height"] == pytest.approx(screen["height"], abs=1)
        assert box["width"] == pytest.approx(screen["width"], abs=20)
        notice.locator("summary").click()
        assert notice.bounding_box()["height"] < box["height"]
    finally:
        write(answers, text.replace("Silent", "Loud"))
    tab.page.get_by_text("Loud").first.wait_for(timeout=60_000)
    assert notice.count() == 0


def test_search_works_under_serve(tab: Any, site: ServedSite) -> None:
    """Own pages may fetch the index and start the worker."""
    tab.page.goto(f"{site.url}{PAGE}")
    results = tab.search("bell")
    assert results
    assert [url for url in tab.asked if url.endswith("/search/search_index.json")]


READ = """async url => {
  const seen = [];
  const tag = (name, set) => new Promise(done => {
    const element = Object.assign(document.createElement(name), set);
    element.onload = () => done(seen.push(`${name} ${set.src || set.href}`));
    element.onerror = done;
    document.body.append(element);
  });
  for (const file of ["search/search_index.js", "search/search_index.json"])
    await tag("script", { src: url + file });
  await tag("img", { src: `${url}assets/images/favicon.png` });
  await tag("link", { rel: "stylesheet", href: `${url}assets/cx/cx.css` });
  for (const mode of ["cors", "no-cors"])
    await fetch(`${url}search/search_index.json`, { mode })
      .then(async answer => seen.push(`fetch ${mode} ${await answer.text()}`))
      .catch(() => {});
  const frame = document.createElement("iframe");
  frame.src = url;
  const loaded = new Promise(done => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  try { seen.push(frame.contentDocument.body.innerText); } catch {}
  if (frame.contentWindow.length) seen.push("frames");
  if (window.__index) seen.push("index");
  return seen;
}"""


@pytest.mark.threat
@pytest.mark.parametrize("where", ["same-site", "cross-site", "folder", "itself"])
def test_other_origins_read_nothing(
    chromium: Any,
    site: ServedSite,
    tmp_path: Path,
    serve: Callable[[Path], str],
    where: str,
) -> None:
    """Neither another port, nor another host, nor a file that somebody sent; itself can."""
    for name in ("index.html", "404.html"):
        write(tmp_path / name, "<!doctype html><title>Evil</title><body></body>")
    url = serve(tmp_path)
    address = {
        "same-site": url,
        "cross-site": url.replace("127.0.0.1", "localhost"),
        "folder": (tmp_path / "index.html").as_uri(),
        "itself": f"{site.url}no-such-page/",
    }
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(address[where])
        seen = page.evaluate(READ, site.url)
    finally:
        context.close()
    if where == "itself":
        read = {line.partition(" http")[0] for line in seen}
        assert {"img", "link"} <= read
        assert any("Shop bell" in line for line in seen)
    else:
        assert seen == []


@pytest.mark.threat
def test_a_link_from_elsewhere_opens_the_site_alone(
    chromium: Any, site: ServedSite, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """A page may link to it, as a mail does, but gets no hold of the window it opens."""
    for name in ("index.html", "404.html"):
        write(tmp_path / name, "<!doctype html><title>Evil</title><body></body>")
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(serve(tmp_path))
        with context.expect_page() as opened:
            page.evaluate("url => { window.got = window.open(url); }", site.url + PAGE)
        opened.value.get_by_text("Shop bell").first.wait_for()
        page.wait_for_function("window.got.closed")
        assert opened.value.evaluate("window.opener") is None
    finally:
        context.close()
