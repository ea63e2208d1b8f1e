"""Somebody in front of a browser: what they see, press and write.

While they walk through the house every page is looked at: axe finds no serious
problem, nothing is asked of a foreign host, no script fails, nothing is wider than
the screen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.speaking import Own, either, foreign, spoken

GRAVE = {"serious", "critical"}
_ID = re.compile(r"/[0-9a-z]{26}(?=/|$)")
_NUMBER = re.compile(r"/\d+(?=/|$)")
_QUESTIONS = re.compile(r"^/portal/questions/ID/.+")
# Pages that are others at each step of a case: what is due, sent back, owed, signed.
_CHANGES = re.compile(r"^/portal/$|^/portal/cases/|^/staff/cases/ID/")
# What a screen of questions is made of, whatever is asked.
_MADE_OF = """[...new Set([...document.querySelectorAll("main *")].map(one =>
    `${one.localName}.${one.className}.${one.type ?? ""}`))].sort().join(" ")"""
# Every line that shows, and what a page says to those who do not see it; but for what says
# of itself that it is in another language.
_SAID = """(() => {
    const lines = one => (one.innerText ?? "").split("\\n")
    const spoken = document.documentElement.lang
    const others = new Set([...document.querySelectorAll("body [lang]")]
        .filter(one => one.lang !== spoken).flatMap(lines))
    const unseen = ["aria-label", "placeholder", "title", "alt"].flatMap(name =>
        [...document.querySelectorAll(`[${name}]`)].map(one => one.getAttribute(name)))
    return [...lines(document.body), ...unseen].filter(line => !others.has(line))
})()"""
LANGUAGES = {"en": "English", "es": "Español"}
# A form with the page's token, unless another is said; "" is none.
_SEND = """([path, said]) => {
    const form = document.createElement("form"), token = "csrfmiddlewaretoken";
    const own = document.querySelector(`[name=${token}]`)?.value ?? "";
    Object.assign(form, { method: "post", action: path });
    for (const [name, value] of Object.entries({ [token]: own, ...said })) {
        const box = document.createElement("textarea");
        Object.assign(box, { name, value });
        form.append(box);
    }
    document.body.append(form);
    form.submit();
}"""
# Milliseconds until something that does not come counts as missing.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Visitor:
    page: Page
    address: str
    name: str
    width: int
    # In which they read the pages; a story says what it looks for in English.
    language: str = "en"
    # What people said themselves: it shows in every language as they said it.
    own_words: set[str] = field(default_factory=set)
    # Where a story may keep a picture, and whether every page leaves one there.
    pictures: Path | None = None
    pictures_of_all: bool = False
    looked_at: set[str] = field(default_factory=set)
    # Whether pages that change with a case are looked at in each of their states.
    in_each_state: bool = True
    troubles: list[str] = field(default_factory=list)
    # What the page was answered with.
    status: int = 0
    # What a story is about is no trouble: words of it.
    expected: str = ""

    @classmethod
    def arrive(
        cls, browser: Browser, address: str, name: str, *, width: int, language: str
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900},
            locale="es-US" if language == "es" else "en-US",
            accept_downloads=True,
            timezone_id="America/Chicago",
            has_touch=width < 600,
        )
        context.set_default_timeout(PATIENCE)
        made = cls(context.new_page(), address, name, width, language)
        made._watch()
        return made

    def leave(self) -> list[str]:
        """Go, and say what troubles there were that nobody expected."""
        self.page.context.close()
        known = self.expected
        return [one for one in self.troubles if not known or known not in one]

    def send(self, path: str, **said: str) -> Visitor:
        """Send a form that says this and nothing else, as the page's own forms would."""
        with self.page.expect_navigation() as answer:
            self.page.evaluate(_SEND, [path, said])
        self.status = answer.value.status
        return self.look()

    # --- Walking -------------------------------------------------------------

    def go(self, path: str) -> Visitor:
        answer = self.page.goto(path if "://" in path else self.address + path)
        self.status = answer.status if answer else 0
        return self.look()

    def press(
        self,
        words: str | re.Pattern,
        *,
        within: Locator | None = None,
        **filled: str,
    ) -> Visitor:
        """Press the button or follow the link with these words."""
        self.thing(words, within=within, **filled).click()
        self.page.wait_for_load_state("load")
        return self.look()

    def thing(
        self,
        words: str | re.Pattern,
        *,
        within: Locator | None = None,
        **filled: str,
    ) -> Locator:
        place = within or self.page
        said = self.said(words, **filled)
        if isinstance(said, re.Pattern) and isinstance(words, str):
            said = re.compile(f"^{said.pattern}")
        button = place.get_by_role("button", name=said)
        link = place.get_by_role("link", name=said)
        return button.or_(link).filter(visible=True).first

    def write(self, label: str | re.Pattern, words: str) -> Visitor:
        box = self.page.get_by_label(self.said(label)).filter(visible=True).first
        box.fill(words)
        return self

    def choose(self, label: str | re.Pattern, option: str) -> Visitor:
        self.page.get_by_label(self.said(label)).filter(
            visible=True
        ).first.select_option(option)
        return self

    def tick(self, label: str | re.Pattern) -> Visitor:
        self.page.get_by_label(self.said(label)).filter(visible=True).first.check()
        return self

    def day(self, name: str, day: str) -> Visitor:
        """Write a day (1988-04-12; 1988-04; 1988) into its boxes."""
        year, month, date = [*day.split("-"), "", ""][:3]
        self.page.locator(f"[name={name}_year]").fill(year)
        self.page.locator(f"[name={name}_month]").select_option(month.lstrip("0"))
        self.page.locator(f"[name={name}_day]").fill(date.lstrip("0"))
        return self

    def sees(self, words: str | re.Pattern, **filled: str) -> Visitor:
        said = self.said(words, **filled)
        expect(self.page.get_by_text(said).filter(visible=True).first).to_be_visible()
        return self

    def said(self, words: str | re.Pattern, **filled: str) -> str | re.Pattern:
        """These words as their pages say them."""
        return spoken(words, self.language, **filled)

    def either(self, *sentences: str) -> re.Pattern:
        return either(self.language, *sentences)

    def speak(self, language: str) -> Visitor:
        """Press the name of a language; from now on the pages are in it."""
        self.thing(Own(LANGUAGES[language])).click()
        self.page.wait_for_load_state("load")
        self.language = language
        return self.look()

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def sign_in(self, email: str, password: str) -> Visitor:
        self.enter(email, password)
        return self.look()

    def enter(self, email: str, password: str) -> None:
        """Sign in, and not look around yet: it may be in another language."""
        self.go("/account/sign-in/")
        self.page.locator("[name=login]").fill(email)
        self.page.locator("[name=password]").fill(password)
        self.page.locator(
            "form:has([name=password]) button:not([type=button])"
        ).first.click()
        self.page.wait_for_load_state("load")

    # --- Looking -------------------------------------------------------------

    def look(self) -> Visitor:
        """Look at the page once for each kind of page, and keep a picture of it."""
        path = _NUMBER.sub("/#", _ID.sub("/ID", urlsplit(self.page.url).path))
        self._listen(path)
        if not self.pictures_of_all and _QUESTIONS.match(path):
            # A hundred screens of questions are a dozen kinds of page.
            path = f"/portal/questions/ID/ {self.page.evaluate(_MADE_OF)}"
        elif self.in_each_state and _CHANGES.match(path):
            path = f"{path} {self.page.evaluate(_MADE_OF)}"
        if path in self.looked_at:
            return self
        self.looked_at.add(path)
        if self.pictures_of_all:
            name = f"{self.width}{path.replace('/', '-')}"[:120]
            self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        found = Axe().run(self.page)
        for one in found.response["violations"]:
            if one["impact"] in GRAVE:
                where = [node["html"][:150] for node in one["nodes"][:3]]
                self.troubles.append(f"{path}: {one['id']}: {one['help']}: {where}")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self.troubles.append(f"{path}: is {wide} px wide on {self.width} px")
        return self

    def _listen(self, path: str) -> None:
        """Whether the page is in their language, every time and to its last line."""
        if self.language == "en":
            return
        spoken_there = self.page.locator("html").get_attribute("lang")
        if spoken_there != self.language:
            self.troubles.append(f"{path}: is in {spoken_there}")
        lines = set(self.page.evaluate(_SAID)) - self.own_words
        english = foreign(lines, self.language)
        if english:
            self.troubles.append(f"{path}: says in English: {english}")

    def _watch(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("pageerror", lambda error: self._trouble(f"script: {error}"))
        self.page.on("console", self._said)
        self.page.on("response", self._answered)

    def _trouble(self, words: str) -> None:
        self.troubles.append(f"{urlsplit(self.page.url).path}: {words}")

    def _asked(self, request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self._trouble(f"asks a foreign host: {request.url}")

    def _said(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self._trouble(f"console: {message.text}")

    def _answered(self, response) -> None:
        if response.status >= 500:
            self._trouble(f"{response.status} at {response.url}")
