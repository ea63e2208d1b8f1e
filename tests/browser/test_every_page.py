"""Every page that somebody may open: axe finds no serious problem, nothing is too wide."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from harborlight.config.refusals import LARGEST_OF_STRANGERS
from tests.browser.house import house as a_house
from tests.guards.world import SIGNED_OUT

pytestmark = pytest.mark.browser
# `make test` opens each page once. In Spanish it is somebody else who opens it.
WAYS = [
    (390, "en"),
    pytest.param(390, "es", marks=pytest.mark.everything),
    pytest.param(1280, "en", marks=pytest.mark.everything),
    pytest.param(1280, "es", marks=pytest.mark.everything),
]

# It comes in the language that the office wrote the letter in, until one chooses.
OF_WHOM_IT_INVITES = {"join"}
# What people wrote themselves stays in their language: an answer, and a sample's name.
WRITTEN = {"Withdrawn", "Marriage certificate"}
# So many links that were never sent an address may try within a minute.
MISSES = 30


@pytest.fixture(scope="module")
def house(database, request):
    """A house of its own, filled with the world of the guards."""
    once = "not everything" in request.config.getoption("-m")
    both = [] if once else ["--both"]
    with a_house(database) as made:
        filled = made.python("-m", "tests.browser.filled", *both).stdout
        made.found = json.loads(filled)
        made.open()
        yield made


@pytest.fixture
def reader(visit, house, width, language):
    """Somebody of that role, signed in; the same one each time."""
    known = {}

    def of(name):
        if name not in known:
            known[name] = visit(name, width=width, language=language)
            known[name].own_words = WRITTEN
            signed_in(known[name], house.found["people"].get(name))
        return known[name]

    return of


def signed_in(visitor, token):
    if token:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": token}
        visitor.page.context.add_cookies([{**cookie, "url": visitor.address}])


@pytest.mark.parametrize(("width", "language"), WAYS)
def test_no_page_has_a_serious_problem_or_is_wider_than_the_screen(
    house, reader, language
):
    troubles = []
    for name, address, first, last in house.found["pages"]:
        who = reader(first if language == "en" else last)
        who.troubles.clear()
        who.looked_at.clear()
        who.language = "en" if name in OF_WHOM_IT_INVITES else language
        who.go(address)
        if who.page.url != who.address + address:
            who.troubles.append(f"led to {who.page.url}")
        spoken = who.page.locator("html").get_attribute("lang")
        if spoken != who.language:
            who.troubles.append(f"is in {spoken}")
        troubles += [f"{name} as {who.name}: {one}" for one in who.troubles]
    assert troubles == []


@pytest.mark.parametrize(("width", "language"), WAYS)
def test_a_form_that_comes_back_has_no_serious_problem_either(house, reader):
    for name, address, sender in house.found["refused"]:
        who = reader(sender)
        if who.page.url == "about:blank":
            who.go("/account/sessions/")
        who.looked_at.clear()
        assert who.send(address).status == 422, name


@pytest.mark.parametrize(("width", "language"), WAYS)
def test_what_went_wrong_is_said_on_pages_fit_to_be_read(house, reader, language):
    who = reader(SIGNED_OUT)
    assert who.go("/account/sign-in/?" + "a=b&" * 2001).status == 400
    assert who.go("/nowhere/").status == 404
    assert who.go("/account/sign-in/").status == 200
    assert who.send("/account/sign-in/", csrfmiddlewaretoken="").status == 403
    who.page.context.clear_cookies()
    assert who.send("/account/sign-in/", login="x" * LARGEST_OF_STRANGERS).status == 413
    for _miss in range(MISSES):
        who.page.request.get(f"{who.address}/join/{'0' * 26}/")
    assert who.go(f"/join/{'0' * 26}/").status == 429
    # No request breaks a whole house: its page is put in the way of one.
    body = house.found["broken"][language]
    who.page.route("**/broken/", lambda asked: asked.fulfill(body=body))
    who.go("/broken/").sees("Something broke on our side")
