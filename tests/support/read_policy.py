"""The policy that a page carries, and the headers that a site's files send."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

from generator.mkdocs_plugin.security_policy import HEADERS, NGINX

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


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
    """Return the source by which a policy allows an inline script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest())
    return f"'sha256-{digest.decode()}'"


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
