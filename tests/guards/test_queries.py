"""A list asks the database as often for thirty rows as for one, and never too often."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harborlight.firm.readers import keep_up_in
from harborlight.firm.tenancy import inside
from harborlight.people.models import ConflictCheck
from harborlight.workflow.actions import hand_over
from harborlight.workflow.queries import get_playbook
from tests.cast import actor_of
from tests.guards.asking import cookie
from tests.guards.world import World
from tests.questions import questions
from tests.whole_case import MARIA, OMAR, begin

MOST = 12
MORE = 30
# Whose page, and its route. Whoever adds a list adds its line.
LISTS = [
    ("attorney", "staff:home"),
    ("attorney", "staff:cases"),
    ("attorney", "staff:people"),
    ("attorney", "staff:deadlines"),
    ("attorney", "staff:review"),
    ("attorney", "staff:notices"),
    ("attorney", "staff:forms-to-check"),
    ("paralegal", "staff:all-handed-over"),
    ("finance", "staff:money"),
    ("client", "portal:home"),
    ("client", "portal:documents"),
    ("client", "portal:payments"),
    ("client", "portal:questions"),
    ("client", "portal:case"),
]


def asked(world: World, name: str, route: str) -> list[str]:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie(world, world.personas[name])
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(route)).status_code in (200, 302)
        transaction.set_rollback(True)
    return questions(queries.captured_queries)


@pytest.fixture(scope="module")
def grown(world: World):
    """How often each list asked before thirty more cases were there, and after."""
    before = {line: asked(world, *line) for line in LISTS}
    with transaction.atomic():
        _grow(world)
        after = {line: asked(world, *line) for line in LISTS}
        transaction.set_rollback(True)
    return before, after


def _grow(world: World) -> None:
    from harborlight.firm.models import Membership

    with inside(world.harbor):
        rows = Membership.objects.select_related("firm", "user")
        lawyer = actor_of(rows.get(user=world.personas["attorney"].user))
        for number in range(MORE):
            begin(
                lawyer,
                playbook="practice-spouse",
                petitioner=replace(MARIA, email=f"m{number}@more.example"),
                beneficiary=replace(OMAR, email=f"o{number}@more.example"),
            )
        paul = actor_of(rows.get(user=world.personas["paralegal"].user))
        check, course = ConflictCheck.objects.first(), get_playbook(paul, "i130-spouse")
        for number in range(MORE):
            typed = [("petitioner-family_name", f"Newcomer {number}")]
            hand_over(paul, course, check=check, typed=typed)
    keep_up_in(world.harbor)


@pytest.mark.parametrize("line", LISTS, ids=lambda line: line[1])
def test_a_list_asks_as_often_for_thirty_rows(grown, line):
    before, after = grown
    # A list that was empty before has its rows' parents to fetch: once each, not a row.
    assert len(after[line]) <= len(before[line]) + 2, "\n".join(after[line])
    assert len(after[line]) <= MOST, "\n".join(after[line])
