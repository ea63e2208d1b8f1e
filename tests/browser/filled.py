"""Fills a house with the world of the guards: python -m tests.browser.filled.

Prints a session for each of its people, and every page with somebody who may open it;
with --both also the last of those who may, for whoever opens each page twice.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from time import time

from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY as METHODS,
)
from django.conf import settings
from django.db import transaction
from django.test import RequestFactory

from harborlight.cases.models import Case
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.firm.sessions import SessionStore, hashed
from harborlight.firm.tenancy import inside
from harborlight.people.models import Person
from harborlight.portal.views import errors
from tests.guards.access import expected, table
from tests.guards.asking import Route, ask, cookie, routes
from tests.guards.world import SIGNED_OUT, World, build

# Those who open pages.
READERS = [
    SIGNED_OUT,
    Role.CLIENT,
    Role.PARTNER,
    Role.ATTORNEY,
    Role.PARALEGAL,
    Role.FINANCE,
    Role.FIRM_ADMINISTRATOR,
]
LONG = "Wolfeschlegelsteinhausenberger" * 3
# Pages that say no, each to somebody who hears it.
REFUSALS = [("staff:new-case", Role.FINANCE), ("staff:home", Role.CLIENT)]
# Forms that come back when nothing was written into them, one of each kind of page.
FORMS = [
    "portal:document",
    "staff:add-blank",
    "staff:add-line",
    "staff:answer",
    "staff:ask-withdrawal",
    "staff:attach-notice",
    "staff:change-person",
    "staff:correct-receipt",
    "staff:correct-sent",
    "staff:decline-withdrawal",
    "staff:file-document",
    "staff:fill-screen",
    "staff:give-back",
    "staff:meet-deadline",
    "staff:name-lead",
    "staff:new-case-of",
    "staff:new-deadline",
    "staff:new-invoice",
    "staff:receive",
    "staff:record-receipt",
    "staff:record-sent",
    "staff:reopen-case",
    "staff:request-document",
    "staff:return-form",
    "staff:return-version",
    "staff:row",
    "staff:same-human",
]


def pages(world: World, *, both: bool) -> Iterator[tuple[str, str, str, str]]:
    """Each page, its address, and the first and the last reader who may open it.

    both: whether the last is looked for; else it is the first.
    """
    for route in routes():
        address = route.address(world.first)
        readers = _let_in(route)
        first = next((one for one in readers if _whole(world, one, address)), "")
        if first:
            others = reversed(readers) if both else [first]
            last = next(
                one for one in others if one == first or _whole(world, one, address)
            )
            yield route.name, address, first, last
    for name, reader in REFUSALS:
        (route,) = (one for one in routes() if one.name == name)
        yield f"no {name}", route.address(world.first), reader, reader


def refused(world: World) -> Iterator[tuple[str, str, str]]:
    """Each kind of form: where it is sent, and who may send it."""
    for name in FORMS:
        (route,) = (one for one in routes() if one.name == name)
        reader = Role.CLIENT if name.startswith("portal:") else Role.PARTNER
        yield route.name, route.address(world.first), reader


def broken(language: str) -> str:
    """The page of a house that is broken: no request to a whole one is answered so."""
    asked = RequestFactory().get("/")
    asked.COOKIES[settings.LANGUAGE_COOKIE_NAME] = language
    return errors.broken(asked).content.decode()


def _let_in(route: Route) -> list[str]:
    row = table()[route.name]["GET"]
    said = expected(row, [str(persona) for persona in READERS])
    return [str(name) for name in READERS if said[str(name)] == "in"]


def _whole(world: World, name: str, address: str) -> bool:
    """Whether they see a page there, and no file, and are not led on."""
    answer = ask(world, world.personas[name], "GET", address)
    return answer.status == 200 and answer.html and "<html" in answer.body


def trusted(token: str) -> str:
    """The same session; nobody is asked for the password again, however long it takes."""
    session = SessionStore(hashed(token))
    tomorrow = time() + 24 * 3600
    session[METHODS] = [{"method": "password", "at": tomorrow}]
    session.save()
    return token


def long_names(world: World) -> None:
    """Those that have no blank to be broken at: no page becomes wider for them."""
    with inside(world.harbor):
        Person.objects.update(family_name=LONG[:60], given_name=LONG[60:])
        User.objects.filter(memberships__firm=world.harbor).update(name=LONG[:60])
        title = f"{LONG[60:]} {LONG[:60]} I-130"
        Case.objects.update(title=title, titles={"en": title, "es": title})


def main() -> None:
    with transaction.atomic():
        world = build()
        long_names(world)
    people = {
        name: trusted(cookie(world, world.personas[name]))
        for name in map(str, READERS)
        if world.personas[name].user
    }
    found = {
        "people": people,
        "pages": [*pages(world, both="--both" in sys.argv)],
        "broken": {code: broken(code) for code in ("en", "es")},
    }
    print(json.dumps(found | {"refused": [*refused(world)]}))


if __name__ == "__main__":
    main()
