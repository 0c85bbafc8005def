"""The script form of the search index, included by pages it is not meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.threat

OTHERS = ("127.0.0.1", "localhost")
"""Hosts of the page that attacks: another port, which is same-site, and another site."""

_REALM = """
  const got = [];
  Error.prepareStackTrace = (_, frames) => {
    for (const frame of frames) got.push(`${frame.getFunction()}`);
    return "";
  };
  function spy() {
    try { got.push(`${spy.caller}`); } catch {}
    got.push(new Error().stack);
  }
"""
"""Notes the text of whatever function calls `spy`, by each way an engine has."""

PAGE = """url => new Promise(done => {
  // spy
  Object.defineProperty(window, "__index",
    { set(value) { got.push(JSON.stringify(value)); } });
  Object.defineProperty(document, "all", { get() { spy(); return undefined; } });
  try {
    Object.defineProperty(window, "location",
      { get() { spy(); return { protocol: "file:" }; } });
  } catch {}
  const script = document.createElement("script");
  script.src = url;
  script.onload = script.onerror = () => done(got.join("\\n"));
  document.head.append(script);
})""".replace("// spy", _REALM)

WORKER = """url => new Promise(done => {
  const work = url => {
    // spy
    self.window = self;
    self.document = { get all() { spy(); return undefined; } };
    Object.defineProperty(self, "location",
      { get() { spy(); return { protocol: "file:" }; } });
    try { importScripts(url); } catch (error) { got.push(String(error)); }
    postMessage(got.join("\\n") + JSON.stringify(self.__index));
  };
  const code = `(${work})(${JSON.stringify(url)})`;
  const worker = new Worker(URL.createObjectURL(new Blob([code])));
  worker.onmessage = ({ data }) => done(data);
})""".replace("// spy", _REALM)

WEAK = {
    "any page": (PAGE, "var __index = %s"),
    "a page with a trap": (PAGE, "(() => { if (document.all) __index = %s })()"),
    "a worker": (WORKER, 'var __index = location.protocol === "file:" ? %s : 0'),
    "a worker with a trap": (
        WORKER,
        '(() => { if (location.protocol === "http:") self.__index = %s })()',
    ),
}
"""By attack: what it does, and a script that keeps its entries from it too weakly."""


@pytest.fixture
def page_of(chromium: Any) -> Iterator[Callable[[str], Any]]:
    """Open an address in a fresh tab, whose console may complain."""
    context = chromium.new_context()
    context.set_default_timeout(10_000)

    def open_page(url: str) -> Any:
        page = context.new_page()
        page.goto(url)
        return page

    yield open_page
    context.close()


@pytest.mark.parametrize("host", OTHERS)
@pytest.mark.parametrize("attack", WEAK)
def test_pages_of_other_origins_see_no_entry(
    page_of: Callable[[str], Any],
    sample_site: Path,
    tmp_path: Path,
    serve: Callable[[Path], str],
    host: str,
    attack: str,
) -> None:
    """Not even where they forge what the script asks; a weaker script would tell them.

    The server sends no header that could keep them out.
    """
    script, weaker = WEAK[attack]
    index = (sample_site / "search/search_index.json").read_text(encoding="utf-8")
    (tmp_path / "weak.js").write_text(weaker % index, encoding="utf-8")
    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text("<title>Evil</title>", encoding="utf-8")
    theirs = serve(tmp_path)
    page = page_of(theirs.replace("127.0.0.1", host))

    assert '"docs"' in page.evaluate(script, f"{theirs}weak.js")
    page = page_of(theirs.replace("127.0.0.1", host))
    seen = page.evaluate(script, f"{serve(sample_site)}search/search_index.js")
    assert '"docs"' not in seen
