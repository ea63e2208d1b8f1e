"""Every page: one heading, a title, named boxes, nothing from elsewhere, no script in it.

Held against the pages that `test_access.py` asks for, in either language.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

UNNAMED = {"hidden", "submit", "button", "reset", "image"}


class Page(HTMLParser):
    """What a page consists of, as far as the rules look at it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.title = ""
        self._open: list[str] = []
        self.labelled: set[str] = set()
        self.bare: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        about = {name: value or "" for name, value in attrs}
        self.tags.append((tag, about))
        if tag == "label":
            self.labelled.add(about.get("for", ""))
        named = about.get("aria-label") or about.get("aria-labelledby")
        asks = tag in ("input", "select", "textarea") and (
            about.get("type") not in UNNAMED
        )
        if asks and not named and "label" not in self._open:
            self.bare.append(about.get("id", ""))
        if tag in ("label", "title", "script", "style", "svg"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data):
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data

    def all(self, tag):
        return [about for name, about in self.tags if name == tag]


def faults(text: str, headers: dict[str, str]) -> list[str]:
    page, said = Page(text), []
    if len(page.all("h1")) != 1:
        said.append(f"{len(page.all('h1'))} first headings")
    if not page.title.strip():
        said.append("no title")
    if not page.all("html")[0].get("lang"):
        said.append("no language")
    if not _offers_another_language(page):
        said.append("no other language")
    ids = Counter(about["id"] for _tag, about in page.tags if about.get("id"))
    said += [f"the id {one} twice" for one, times in ids.items() if times > 1]
    said += [f"no label: {one}" for one in page.bare if one not in page.labelled]
    for tag, about in page.tags:
        said += _of_tag(tag, about)
    if "default-src 'none'" not in headers.get("Content-Security-Policy", ""):
        said.append("no content security policy")
    return said


def _offers_another_language(page: Page) -> bool:
    """By the button of every page, or by a link, where no form may work (500.html)."""
    if reverse("set-language") in [form.get("action") for form in page.all("form")]:
        return True
    here = page.all("html")[0].get("lang")
    links = {one.get("hreflang"): one.get("href", "") for one in page.all("a")}
    others = {code for code, _name in settings.LANGUAGES} - {here}
    return all(f"language={code}" in links.get(code, "") for code in others)


def _of_tag(tag: str, about: dict[str, str]) -> list[str]:
    said = [f"{name} in {tag}" for name in about if name == "style" or name[:2] == "on"]
    inside = tag == "style" or (tag == "script" and not about.get("src"))
    if inside and about.get("type") != "application/json":
        said.append(f"{tag} inside the page")
    for name in ("src", "href", "action"):
        # A link to the agency is followed by choice; everything else loads by itself.
        if tag != "a" and urlsplit(about.get(name, "")).netloc:
            said.append(f"{tag} leads to {about[name]}")
    return said


def test_what_breaks_a_rule_is_noticed():
    """So that nothing found on the pages of test_access.py is more than blindness."""
    broken = """<html><title> </title><h1>A</h1><h1>B</h1><p id="x" style="a"><p id="x">
        <input id="bare"><script>1</script><img src="http://elsewhere.example/">"""
    assert faults(broken, {}) == [
        "2 first headings",
        "no title",
        "no language",
        "no other language",
        "the id x twice",
        "no label: bare",
        "style in p",
        "script inside the page",
        "img leads to http://elsewhere.example/",
        "no content security policy",
    ]
