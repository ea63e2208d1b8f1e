"""A wall beats every part that somebody plays at the desk, on the case's team or not.

One person of each part is named on the first case and told of it; then a wall is
raised before all of them. What they could open, find, list, fetch and be told of
before is gone after it, as if the case had never been.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from django.db import transaction

from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.cases.models import FILE_READERS
from harborlight.firm.models import Membership, Notice
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import CASE_TEAM, DESK, Role
from harborlight.firm.tenancy import inside
from tests.cast import actor_of
from tests.guards.asking import Answer, Route, ask, leaks, routes
from tests.guards.canaries.words import FIRST, RIVAL
from tests.guards.people import a_member
from tests.guards.test_access import OF_THE_FIRM, numbers_of_the_first
from tests.guards.world import Persona, World, words_of_rows

PARTS = sorted(DESK)
ROUTES = [route for route in routes() if not route.name.startswith("portal:")]
# Whatever stands in a case: its pages, its papers, its people, its files.
INTO_IT = [one for one in ROUTES if one.ids and not set(one.ids) <= OF_THE_FIRM]
LISTS = [one for one in ROUTES if one.name.startswith("staff:") and not one.arguments]


@dataclass(frozen=True)
class Before:
    """What one person found of the case before the wall."""

    persona: Persona
    opened: str
    listed: bool
    searched: list[str]
    notices: list[UUID]


@pytest.fixture(scope="module")
def walled(world: World) -> Iterator[tuple[World, dict[str, Before]]]:
    with transaction.atomic():
        people = {part: _named(world, part) for part in PARTS}
        keep_up_in(world.harbor)
        known = replace(world, word_of=words_of_rows(world))
        found = {part: _before(known, one) for part, one in people.items()}
        _raise(world, people)
        # Something more happens, of which a team is told.
        told = _named(world, Role.CASE_MANAGER, "after the walls")
        keep_up_in(world.harbor)
        assert _notices(world, told)
        yield known, found
        transaction.set_rollback(True)


@pytest.mark.feature("F044", "F231", "F232")
@pytest.mark.parametrize("part", PARTS)
def test_before_the_wall_there_was_something_to_see(walled, part):
    one = walled[1][part]
    assert (one.opened, one.listed) == ("in", True)
    number, receipt = numbers_of_the_first(walled[0])
    assert one.searched == [number, receipt][: 1 + (part in FILE_READERS)]
    # Whoever handles inquiries heard of what was asked before it was a case.
    told = part in (*CASE_TEAM, Role.INTAKE)
    assert bool(one.notices) == told, "who works on cases was told"


@pytest.mark.feature("F044", "F231", "F232")
@pytest.mark.parametrize("part", PARTS)
def test_behind_a_wall_no_address_of_the_case_opens(walled, part):
    world, found = walled
    for route in INTO_IT:
        address = route.address(world.first)
        answer = ask(world, found[part].persona, "GET", address)
        assert answer.status in (403, 404, 405), route.name
        _tells_nothing(world, found[part].persona, answer, address)


@pytest.mark.feature("F044", "F231", "F232")
@pytest.mark.parametrize("part", PARTS)
def test_behind_a_wall_no_list_and_no_search_knows_the_case(walled, part):
    world, found = walled
    one = found[part].persona
    for route in LISTS:
        # By words alone everybody searches in test_access.py.
        for asked in ({}, {"show": "all", "q": "zq"}):
            answer = ask(world, one, "GET", route.at({}), data=asked)
            _tells_nothing(world, one, answer, route.name)
            if answer.outcome != "in":
                break  # whoever is not let in is not let in by words
    for words in numbers_of_the_first(world):
        assert not _finds(world, one, words), words


@pytest.mark.feature("F044", "F231", "F232")
@pytest.mark.parametrize("part", PARTS)
def test_behind_a_wall_nobody_is_told_any_more(walled, part):
    world, found = walled
    one = found[part]
    assert {*_notices(world, one.persona)} == {*one.notices}


def _tells_nothing(world: World, one: Persona, answer: Answer, asked: str) -> None:
    assert leaks(world, one, answer, asked) == [], asked
    assert answer.changed == [], asked


def _named(world: World, part: Role, when: str = "before") -> Persona:
    """Somebody of this part, on the team of the first case."""
    made = a_member(world.harbor, f"named {when} {part}", part)
    with inside(world.harbor):
        put_on_team(_lawyer(world), world.first.case, user=made.user, part=part)
    return Persona(f"named {part}", made.user, world.harbor, frozenset({FIRST, RIVAL}))


def _before(world: World, one: Persona) -> Before:
    address, asked = _route("staff:cases").at({}), {"q": "zq"}
    return Before(
        one,
        ask(world, one, "GET", _route("staff:case").address(world.first)).outcome,
        FIRST in ask(world, one, "GET", address, data=asked).body,
        [words for words in numbers_of_the_first(world) if _finds(world, one, words)],
        _notices(world, one),
    )


def _finds(world: World, one: Persona, words: str) -> bool:
    """Whether the box leads to the case, or says anything of it."""
    search = _route("staff:search").at({})
    answer = ask(world, one, "POST", search, data={"q": words})
    return world.first.case.key in answer.headers.get("Location", "") or bool(
        leaks(world, one, answer)
    )


def _notices(world: World, one: Persona) -> list[UUID]:
    with inside(world.harbor):
        of_it = Notice.objects.filter(user=one.user, case_id=world.first.case.pk)
        return [*of_it.values_list("pk", flat=True)]


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
