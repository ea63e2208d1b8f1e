"""A client answers their questionnaire, page by page, as on a phone."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as TooLong

from tests.browser.visitor import PATIENCE, Visitor

# Milliseconds until a question that does not let itself be answered is looked for again.
TAKEN_AWAY = 10_000
SAYS = ("unknown", "none")
# The family's sizes are as the facts keep them; a client writes the unit too.
UNITS = {"height": "in", "weight": "lb"}
IF_NOTHING_IS_KNOWN = {"city": "San Salvador", "province": "San Salvador"}


def answer_everything(
    visitor: Visitor, answers: dict, *, most: int = 400, pages: int = 0
) -> int:
    """Answer until nothing is left, and send it in; how many pages that took.

    pages: stop before the page that comes after so many."""
    visitor.go("/portal/questions/")
    if "/questions/" in _path(visitor) and not _is_overview(visitor):
        visitor.page.locator("main a[href*='/portal/questions/']").first.click()
    overview = visitor.page.url
    for count in range(most):
        if _is_overview(visitor):
            finish = visitor.page.locator("form[action$='/finish/'] button")
            if finish.count():
                finish.click()
                visitor.page.wait_for_load_state("load")
                visitor.look()
                return count
            visitor.page.locator("a.button-main").first.click()
            visitor.page.wait_for_load_state("load")
            continue
        if pages and count >= pages:
            return pages
        _answer_page(visitor, answers)
        visitor.look()
        wrong = visitor.page.locator(".field-wrong")
        if wrong.count():
            raise AssertionError(f"{_path(visitor)}: {wrong.first.inner_text()}")
        if _path(visitor) == urlsplit(overview).path:
            continue
    raise AssertionError(f"The questionnaire does not end: {_path(visitor)}")


def _path(visitor: Visitor) -> str:
    return urlsplit(visitor.page.url).path


def _is_overview(visitor: Visitor) -> bool:
    return bool(re.fullmatch(r"/portal/questions/[0-9a-z]{26}/", _path(visitor)))


def _answer_page(visitor: Visitor, answers: dict) -> None:
    page = visitor.page
    add = page.locator("form[action$='/add/'] button")
    # A list that is full offers no more entries: it is told by having no questions.
    if add.count() or not page.locator("form[data-keeps-words]").count():
        _answer_group(visitor, answers, add)
        return
    found = re.search(r"/(\d+)/$", _path(visitor))
    place = int(found.group(1)) if found else 0
    form = page.locator("form[data-keeps-words]")
    names = form.evaluate(
        """form => [...new Set([...form.elements]
            .filter(e => e.name && e.type !== 'hidden' && e.offsetParent !== null)
            .map(e => e.name))]"""
    )
    for name in _questions(names):
        _answer_if_asked(visitor, name, names, _look_up(answers, name, place))
    # What is being saved arrives before the form is sent: until then this page stands,
    # and is loaded already. Questions that appear may move the button from under the
    # finger: then somebody presses it again.
    button = form.locator("button:not([type=button]):visible").first
    for patience in (PATIENCE / 2, PATIENCE):
        try:
            with page.expect_navigation(wait_until="load", timeout=patience):
                button.click()
        except TooLong:
            said = page.locator("[data-kept]").inner_text()
        else:
            return
    raise AssertionError(f"{_path(visitor)} stays, and says: {said}")


def _answer_group(visitor: Visitor, answers: dict, add) -> None:
    """A list of entries: add one while the family has more than are written down."""
    rows = visitor.page.locator("main form[action$='/remove/']").count()
    wanted = _group_length(visitor, answers)
    if rows < wanted:
        add.click()
    else:
        visitor.page.locator("main form:not([action]) button.button-main").click()
    visitor.page.wait_for_load_state("load")


GROUPS = {
    "other-name": "other_names",
    "address": "addresses",
    "job": "jobs",
    "work": "jobs",
    "former": "former_spouses",
    "marriage": "former_spouses",
    "parent": "parents",
    "child": "children",
    "sponsored": "sponsored_family",
    "people": "household",
    "tax": "tax_returns",
    "other-birth": "other_birth_dates",
    "other-a-number": "other_a_numbers",
    "group": "organizations",
    "skill": "certifications",
    "benefit": "benefits",
    "institution": "institutions",
    "arrest": "arrests",
    "trip": "trips",
    "court": "proceedings",
    "earlier": "earlier_petitions",
    "others": "people_involved",
    "other-petition": "other_petitions",
    "stay": "hl_stays",
    "worksite": "worksites",
}


def _group_length(visitor: Visitor, answers: dict) -> int:
    slug = _path(visitor).rstrip("/").split("/")[-1]
    party = answers[answers["_me"]]
    for start, group in GROUPS.items():
        if start in slug and group in party:
            return len(party[group])
    raise AssertionError(f"Which group is this? {slug}")


def _questions(names: list[str]) -> list[str]:
    """The names of the questions among those of the inputs."""
    dates = {n[:-5] for n in names if n.endswith("_year")}
    parts = {f"{date}_{part}" for date in dates for part in ("day", "month", "year")}
    beside = {
        name
        for name in names
        for word in SAYS
        if name.endswith(f"_{word}") and (name[: -len(word) - 1] in {*names, *dates})
    }
    # What they ask their lawyer, and what stands beside an answer, is no question.
    beside |= {
        name for name in names if name.endswith(("_ask", "_ask_words", "_right"))
    }
    plain = [name for name in names if name not in parts | beside]
    return [*plain, *sorted(dates)]


def _look_up(answers: dict, name: str, place: int):
    node = answers
    for key in name.split("-"):
        if isinstance(node, list):
            node = node[place] if place < len(node) else None
        node = node.get(key) if isinstance(node, dict) else None
        if node is None:
            return None
    return node


def _answer_if_asked(visitor: Visitor, name: str, names: list[str], value) -> None:
    """An answer above it may close this question, and take it away at any moment."""
    boxes = visitor.page.locator(f"[name='{name}'], [name='{name}_year']")
    visitor.page.set_default_timeout(TAKEN_AWAY)
    try:
        if boxes.count():
            _answer(visitor, name, names, value)
    except PlaywrightError:
        if boxes.count():
            raise
    finally:
        visitor.page.set_default_timeout(PATIENCE)


def _answer(visitor: Visitor, name: str, names: list[str], value) -> None:
    value = "" if value is None else str(value)
    if f"{name}_year" in names:
        if value in SAYS or not value:
            _tick_word(visitor, name, names, value)
        else:
            visitor.day(name, value)
        return
    _put(visitor, name, names, value)


def _put(visitor: Visitor, name: str, names: list[str], value: str) -> None:
    page, boxes = visitor.page, visitor.page.locator(f"[name='{name}']")
    kind = boxes.first.evaluate("e => e.type")
    if kind == "radio":
        value = value or _no(page, name)
    if kind in ("radio", "checkbox"):
        for one in value.split():
            page.locator(f"[name='{name}'][value='{one}']").check()
    elif kind == "select-one":
        boxes.first.select_option(value or "")
    elif value in SAYS or not value:
        _tick_word(visitor, name, names, value)
    else:
        boxes.first.fill(f"{value} {UNITS.get(name.split('-')[-1], '')}".strip())


def _no(page, name: str) -> str:
    """What the family says where it gives no words: no, if that can be said."""
    return "no" if page.locator(f"[name='{name}'][value='no']").count() else ""


def _tick_word(visitor: Visitor, name: str, names: list[str], value: str) -> None:
    for word in (value, *SAYS):
        if f"{name}_{word}" in names:
            visitor.page.locator(f"[name='{name}_{word}']").check()
            return
    fallback = IF_NOTHING_IS_KNOWN.get(name.split("-")[-1], "")
    if fallback and f"{name}_year" not in names:
        visitor.page.locator(f"[name='{name}']").first.fill(fallback)
