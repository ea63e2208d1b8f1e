"""Inside a house: sign people in, and count the queries of their pages.

Prints for the house's one firm the addresses of the pages that are measured, the cookies of who
looks at them, and how many queries each page makes.

`client pages`: a page of every kind that its clients open, to be weighed.
`clients NUMBER`: so many of them, who may all send files at once.
"""

from __future__ import annotations

import json
import sys

from django.conf import settings
from django.contrib.auth import login
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from harborlight.cases.models import Case, Party
from harborlight.firm.ids import shown
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.roles import Role
from harborlight.firm.sessions import SessionStore
from harborlight.firm.tenancy import inside
from harborlight.questionnaires.models import Sent


def pages(firm: Firm) -> dict[str, tuple[object, str]]:
    """Each page's name, who looks at it, and its address."""
    with inside(firm):
        lawyer = Membership.objects.filter(role=Role.ATTORNEY).order_by("pk").first()
        party = petitioners()[0]
        case = Case.objects.get(pk=party.case_id)
        staff, client = lawyer.user, party.person.login
        asked = in_intake()
    return {
        "case list": (staff, "/staff/cases/"),
        "list of all cases": (staff, "/staff/cases/?show=all"),
        "case page": (staff, f"/staff/cases/{case.key}/"),
        "review queue": (staff, "/staff/review/"),
        "client home": (client, "/portal/"),
        "client home in intake": (
            asked.person.login,
            f"/portal/cases/{asked.case.key}/",
        ),
        "bare": (staff, f"/bare/{shown(firm.pk)}/"),
    }


def petitioners() -> QuerySet[Party]:
    """Clients whose case waits for the government, the newest first."""
    rows = Party.objects.filter(
        part="petitioner",
        case__stage="pending",
        case__closed_on__isnull=True,
        person__login__isnull=False,
    )
    several = rows.select_related("person__login", "case")
    return several.order_by("-case__opened_on", "pk")


def in_intake() -> Sent:
    """Who has most to do: the newest petitioner with questions and papers still open."""
    rows = Sent.objects.filter(
        state=Sent.State.OPEN,
        party__part="petitioner",
        case__closed_on__isnull=True,
        person__login__isnull=False,
    ).select_related("person__login", "case")
    newest = rows.order_by("-case__opened_on", "pk").first()
    if newest is None:
        raise RuntimeError("No client has questions open.")
    return newest


def signed_in(user: User) -> Client:
    """A browser that holds the token of a fresh session."""
    browser, request = Client(HTTP_HOST="localhost"), HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.token
    return browser


def told(firm: Firm) -> dict[str, dict[str, object]]:
    found = {}
    for name, (user, address) in pages(firm).items():
        browser = signed_in(user)
        for _ in range(2):  # the first look is noted
            answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = browser.get(address)
        found[name] = {
            "address": address,
            "cookie": cookie_of(browser),
            "queries": len([q for q in queries if _counts(q["sql"])]),
            "bytes": len(answer.content),
        }
    return found


def cookie_of(browser: Client) -> str:
    return "; ".join(f"{key}={one.value}" for key, one in browser.cookies.items())


def _counts(sql: str) -> bool:
    """Telling the database which firm this is, and beginning and ending, ask nothing."""
    return not sql.startswith(
        ("SELECT set_config", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    )


def weighed(firm: Firm) -> list[tuple[str, str, str]]:
    """Every kind of client page: its name, its address, and the cookie to open it."""
    from bench.client_pages import client_pages

    return [
        (name, address, cookie_of(signed_in(user)))
        for name, user, address in client_pages(firm)
    ]


def clients(firm: Firm, count: int) -> list[dict[str, object]]:
    """What each says with every request, and the case that their files belong to."""
    from harborlight.api.tests.entering import signed_in as headers_of

    with inside(firm):
        several = [*petitioners()[:count]]
        if len(several) < count:
            raise RuntimeError(f"{firm} has {len(several)} clients of {count}.")
        return [
            {"headers": headers_of(one.person.login), "case": one.case.key}
            for one in several
        ]


def main() -> None:
    found: object
    firm = Firm.objects.get()
    match sys.argv[1:]:
        case ["client pages"]:
            found = weighed(firm)
        case ["clients", count]:
            found = clients(firm, int(count))
        case _:
            found = told(firm)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
