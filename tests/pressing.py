"""Forms of our pages, read as they stand there, filled in and sent; without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.urls import reverse
from lxml import html

from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.pages import text

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.firm.actor import Actor

# What is sent with a form: names and values, in their order.
Filled = tuple[str, dict[str, list[str]]]


class Desk:
    """Somebody of the cast who opens pages, follows their links and sends their forms."""

    def __init__(self, actor: Actor) -> None:
        self.browser = at_the_desk(actor)
        self.page: HttpResponse | None = None
        self.path = ""

    def go(self, address: str, *rows: object) -> Desk:
        """Open a page, by its name with the ids of its rows, or by its path."""
        self.path = address if "/" in address else at(address, *rows)
        return self._came(self.browser.get(self.path, follow=True))

    def follow(self, ends: str = "", *, words: str = "") -> Desk:
        """Follow the first link of the page whose address ends so, or which says this."""
        links = [
            one.get("href", "")
            for one in self._main().iter("a")
            if words in one.text_content()
        ]
        found = next((one for one in links if one.split("?")[0].endswith(ends)), None)
        assert found, f"{self.path} has no link to …{ends} {words}: {self.words}"
        return self.go(urljoin(self.path, found))

    def fill(self, action: str = "", **said: str) -> Filled:
        """A form of the page with this said in it; what it does not ask or offer fails.

        action: how its address ends; "" is the page's own. said: by the names of its
        boxes; of several choices the value, or the words of the one that has them.
        """
        form = self._form(action)
        for name, value in said.items():
            form.fields[name] = _chosen(form.inputs[name], value)
        sent: dict[str, list[str]] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        return urljoin(self.path, form.get("action") or ""), sent

    def send(self, filled: Filled, **also: str) -> Desk:
        """also: the button that was pressed; or what no page offers, put in by hand."""
        self.path, said = filled
        return self._came(self.browser.post(self.path, said | also, follow=True))

    def say(self, action: str = "", **said: str) -> Desk:
        return self.send(self.fill(action, **said))

    @property
    def words(self) -> str:
        assert self.page is not None
        return text(self.page)

    def has_form(self, action: str) -> bool:
        return any((one.get("action") or "").endswith(action) for one in self._forms())

    def _came(self, page: HttpResponse) -> Desk:
        assert page.status_code in (200, 422), (self.path, page.status_code)
        self.page = page
        chain = getattr(page, "redirect_chain", [])
        self.path = urljoin(self.path, chain[-1][0]) if chain else self.path
        return self

    def _main(self) -> html.HtmlElement:
        assert self.page is not None
        return html.fromstring(self.page.content.decode()).find(".//main")

    def _forms(self) -> list[html.FormElement]:
        return [one for one in self._main().iter("form") if one.method == "POST"]

    def _form(self, action: str) -> html.FormElement:
        found = [
            one
            for one in self._forms()
            if (one.get("action") or "").endswith(action)
            and bool(action) == bool(one.get("action"))
        ]
        assert found, f"{self.path} has no form to …{action}: {self.words}"
        return found[0]

    def rows(self, table: str) -> dict[str, str]:
        """The first and the last cell of each row of a card's table, by the first."""
        cells = [
            [" ".join(cell.text_content().split()) for cell in row]
            for row in self._main().iterfind(f".//*[@id='{table}']//tbody/tr")
        ]
        return {row[0]: row[-1] for row in cells}

    def figures(self) -> dict[str, str]:
        """The large numbers of the page, by what is written below them."""
        found = self._main().xpath(".//p[contains(@class, 'figure')]")
        return {
            one[1].text_content().split(";")[0]: one[0].text_content() for one in found
        }


def _chosen(box: html.HtmlElement, value: str) -> str:
    if not isinstance(box, html.SelectElement) or value in box.value_options:
        return value
    words = {one.get("value"): one.text_content() for one in box.iter("option")}
    return next(key for key, said in words.items() if value in said)


def at(name: str, *rows: object) -> str:
    """The address of a page of the desk, or of another room: "portal:invoice"."""
    name = name if ":" in name else f"staff:{name}"
    return reverse(name, args=[getattr(one, "pk", one) for one in rows])


def cents(words: str) -> int:
    """$1,234.50 as 123450."""
    return round(float(words.replace("$", "").replace(",", "")) * 100)
