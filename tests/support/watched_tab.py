"""A tab of a browser that notes what no page of a site may do."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

WINDOW = {"width": 1280, "height": 720}
"""How large the window is until a test says otherwise."""

HERE = {"127.0.0.1", ""}
"""Hosts that are this machine; a file has none."""


class Tab:
    """A tab that notes every request, dialog and error on its console."""

    def __init__(self, page: Any) -> None:
        """Note from now on."""
        self.page = page
        self._inside = page.context.new_cdp_session(page)
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def begin(self) -> None:
        """Forget what was noted so far."""
        for noted in (self.asked, self.dialogs, self.errors):
            noted.clear()

    def leave(self) -> None:
        """Leave the page, and the tab as if it were new.

        A page that was left notes nothing more, and the theme's choice of colours, which
        it keeps for each address, is not for the next test.
        """
        page = self.page
        if urlsplit(page.url).scheme in {"http", "file"}:
            page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
        kept = {"origin": "*", "storageTypes": "local_storage,cookies"}
        self._inside.send("Storage.clearDataForOrigin", kept)
        page.emulate_media(media="null", color_scheme="light")
        page.set_viewport_size(WINDOW)
        page.mouse.move(0, 0)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def elsewhere(self) -> list[str]:
        """Return the requests that left this machine."""
        inside = ("data:", "blob:", "about:")
        return [
            url
            for url in self.asked
            if not url.startswith(inside)
            and urlsplit(url).hostname not in {*HERE, None}
        ]

    def search(self, words: str) -> list[Any]:
        """Ask the search and return the results, the first shown first."""
        page = self.page
        page.locator(".md-search__input").click()
        page.keyboard.insert_text(words)
        page.keyboard.press("End")  # Material listens to keys
        results = page.locator(".md-search-result__link")
        results.first.wait_for()
        return list(results.all())
