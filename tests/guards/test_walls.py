"""A wall beats every part that somebody plays at the desk, on the case's team or not.

One person of each part is named on the first case and told of it; then a wall is
raised before all of them. What they could open, find, list, fetch and be told of
before is gone after it, as if the case had never been.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.db import transaction

from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.firm.models import Membership, Notice
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import CASE_READERS, DESK, Role
from harborlight.firm.tenancy import inside
from tests.cast import actor_of
from tests.guards.asking import Route, ask, leaks, routes
from tests.guards.test_access import OF_THE_FIRM
from tests.guards.world import (
    FIRST,
    RIVAL,
    Persona,
    World,
    _member,
    _words_of_rows,
)

PARTS = sorted(DESK)
ROUTES = [route for route in routes() if not route.name.startswith("portal:")]
# Whatever stands in a case: its pages, its papers, its people, its files.
INTO_IT = [one for one in ROUTES if one.ids and not set(one.ids) <= OF_THE_FIRM]
LISTS = [one for one in ROUTES if one.name.startswith("staff:") and not one.arguments]
# What the parts that read cases can open, so that its absence afterwards says something.
OPEN = "staff:case"


@dataclass
class Walled:
    """What one person was answered before the wall, and the world after it."""

    persona: Persona
    opened: str
    listed: bool
    told: int


@pytest.fixture(scope="module")
def walled(world: World) -> Iterator[tuple[World, dict[str, Walled]]]:
    with transaction.atomic():
        people = {part: _named(world, part) for part in PARTS}
        keep_up_in(world.harbor)
        known = replace(world, word_of=_words_of_rows(world))
        found = {part: _before(known, one) for part, one in people.items()}
        _raise(world, people)
        keep_up_in(world.harbor)
        yield known, found
        transaction.set_rollback(True)


def test_before_the_wall_those_who_read_cases_could_open_and_find_it(walled):
    _world, found = walled
    could = {part for part, one in found.items() if one.opened == "in"}
    assert could >= set(CASE_READERS & DESK)
    assert {part for part, one in found.items() if one.listed} == could
    assert any(one.told for one in found.values())


@pytest.mark.feature("F044", "F232")
@pytest.mark.parametrize("part", PARTS)
def test_behind_a_wall_the_case_is_not_there_for_anybody(walled, part):
    world, found = walled
    one = found[part].persona
    for route in INTO_IT:
        address = route.address(world.first)
        answer = ask(world, one, "GET", address)
        assert answer.outcome in ("404", "405", "403"), route.name
        assert leaks(world, one, answer, address) == [], route.name
    for route in LISTS:
        for asked in ({}, {"q": "zq"}):
            answer = ask(world, one, "GET", route.at({}), data=asked)
            assert leaks(world, one, answer) == [], (route.name, asked)


def _named(world: World, part: Role) -> Persona:
    """Somebody of this part, on the team of the first case."""
    made = _member(world.harbor, f"named-{part}", part)
    with inside(world.harbor):
        put_on_team(_lawyer(world), world.first.case, user=made.user, part=part)
    return Persona(f"named {part}", made.user, world.harbor, frozenset({FIRST, RIVAL}))


def _before(world: World, one: Persona) -> Walled:
    listed = ask(world, one, "GET", _route("staff:cases").at({}), data={"q": FIRST})
    opened = ask(world, one, "GET", _route(OPEN).address(world.first))
    with inside(world.harbor):
        told = Notice.objects.filter(user=one.user, case_id=world.first.case.pk).count()
    return Walled(one, opened.outcome, FIRST in listed.body, told)


def _raise(world: World, people: dict[Role, Persona]) -> None:
    with inside(world.harbor):
        for one in people.values():
            assert one.user
            raise_wall(
                _lawyer(world), world.first.case, user=one.user, reason="A cousin."
            )


def _lawyer(world: World):
    user = world.personas["attorney"].user
    return actor_of(Membership.objects.select_related("firm", "user").get(user=user))


def _route(name: str) -> Route:
    return next(route for route in ROUTES if route.name == name)
