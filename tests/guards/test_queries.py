"""A page asks the database as often for thirty rows as for one, and never too often."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse

from harborlight.firm.vault.keys import trust_keys
from tests.guards.asking import cookie
from tests.guards.growing import grow, one_form_to_check
from tests.guards.world import World
from tests.questions import MOST, questions

# Whose page, its route, where its rows lead, and how many rows it has in the end.
# Whoever adds a list adds its line.
LISTS = [
    ("attorney", "staff:home", "staff:review-version", 5),
    ("attorney", "staff:cases", "staff:case", 25),
    ("attorney", "staff:overview", "staff:case", 25),
    ("attorney", "staff:people", "staff:person", 25),
    ("attorney", "staff:deadlines", "staff:deadline", 25),
    ("attorney", "staff:tasks", "staff:task", 25),
    ("attorney", "staff:task-board", "staff:task", 25),
    ("attorney", "staff:agency", "staff:case-agency", 25),
    ("attorney", "staff:review", "staff:review-version", 25),
    ("attorney", "staff:notices", "staff:case", 15),
    ("attorney", "staff:forms-to-check", "staff:filled-form", 25),
    ("paralegal", "staff:all-handed-over", "staff:handed-over", 25),
    ("finance", "staff:money", "staff:withdrawal", 5),
    ("finance", "staff:invoices", "staff:invoice", 25),
    ("finance", "staff:money-filings", "staff:case-money", 25),
    ("finance", "staff:money-unbilled", "staff:case-fees", 25),
    ("finance", "staff:books", "staff:withdrawal", 25),
    ("finance", "staff:payees", "staff:payee", 25),
    ("finance", "staff:suspense", "staff:unknown", 25),
    ("client", "portal:home", "portal:home-of-case", 6),
    ("client", "portal:documents", "portal:document", 25),
    ("client", "portal:payments", "portal:invoice", 25),
    ("client", "portal:questions", "portal:questionnaire", 6),
    ("client", "portal:case", "portal:home-of-case", 6),
    ("client", "portal:homework", "portal:task", 25),
    # Of a case of which there is much.
    ("attorney", "staff:case", "staff:review-version", 25),
    ("attorney", "staff:case", "staff:deadline", 25),
    ("attorney", "staff:case", "staff:person", 6),
    ("attorney", "staff:case-tasks", "staff:task", 25),
    ("attorney", "staff:case-documents", "staff:upload-paper", 25),
    ("attorney", "staff:case-forms", "staff:filled-form", 12),
    ("attorney", "staff:case-agency", "staff:see-status", 25),
    ("attorney", "staff:case-money", "staff:invoice", 25),
    ("attorney", "staff:case-fees", "staff:cost", 25),
    ("attorney", "staff:case-time", "staff:change-time", 25),
    ("attorney", "staff:case-answers", "staff:answers-of", 6),
    ("client", "portal:home-of-case", "portal:document", 25),
    ("client", "portal:home-of-case", "portal:invoice", 25),
]
OF_CASE = ("staff:case-", "portal:home-of-case")
_LINK = re.compile(r'(?:href|action)="([^"?#]+)')


@dataclass(frozen=True)
class Shown:
    asked: list[str]
    links: list[str]

    def rows(self, route: str) -> int:
        return sum(_leads_to(link) == route for link in self.links)


def shown(world: World, name: str, route: str) -> Shown:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie(world, world.personas[name])
    of_case = route == "staff:case" or route.startswith(OF_CASE)
    address = reverse(route, args=[world.first.case.pk] if of_case else [])
    trust_keys()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        transaction.set_rollback(True)
    assert answer.status_code in (200, 302), answer
    links = _LINK.findall(answer.content.decode())
    return Shown(questions(queries.captured_queries), links)


def _leads_to(link: str) -> str:
    try:
        return resolve(link).view_name
    except Resolver404:
        return ""


@pytest.fixture(scope="module")
def grown(world: World):
    """Each page before there were thirty more of everything, and after."""
    pages = {(name, route) for name, route, *_ in LISTS}
    for name, _ in pages:
        # Whoever is signed in stays it for the guards that come after.
        cookie(world, world.personas[name])
    with transaction.atomic():
        one_form_to_check(world)
        before = {page: shown(world, *page) for page in pages}
        grow(world)
        after = {page: shown(world, *page) for page in pages}
        transaction.set_rollback(True)
    return before, after


@pytest.mark.parametrize("line", LISTS, ids=lambda line: f"{line[1]} {line[2]}")
def test_a_page_asks_as_often_for_thirty_rows(grown, line):
    page, (row, rows) = line[:2], line[2:]
    before, after = (found[page] for found in grown)
    assert after.rows(row) >= rows, after.links
    # A page of notices is full from the beginning, and full of others in the end.
    assert rows > before.rows(row) or page[1] == "staff:notices"
    # What was empty before has its rows' parents to fetch: once each, not a row.
    assert len(after.asked) <= len(before.asked) + 2, "\n".join(after.asked)
    assert len(after.asked) <= MOST, "\n".join(after.asked)
