"""Every deed asks for the permission of its kind of event, and asks before all else.

Whoever may not do something is told so at once, not after they typed, and not only
when the case happens to be in the state in which it can be done.
"""

from __future__ import annotations

import pytest

from harborlight.firm.events import KINDS
from harborlight.firm.roles import Role
from tests.guards.access import expected, groups, table
from tests.guards.asking import ask, routes
from tests.guards.deeds import actions_of, kinds_of, only_by, written
from tests.guards.world import Persona, World

ROUTES = {route.name: route for route in routes()}
DEEDS = sorted(set(written()["deeds"]) & set(ROUTES))


def test_every_route_that_can_perform_an_action_is_written_down():
    acting = {name for name, route in ROUTES.items() if actions_of(route)}
    assert acting == set(written()["deeds"]) | set(written()["otherwise"])


@pytest.mark.feature("F230")
@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_gets_in_without_the_permission_and_nobody_is_refused_with_it(
    world: World, deed, request
):
    kinds, address = kinds_of(deed), ROUTES[deed].address(world.first)
    row = expected(table()[deed]["POST"], [one.name for one in world.insiders])
    got_in = [one for one in world.insiders if row[one.name] == "in"]
    assert got_in, "Somebody must get in, or nothing is proved."
    refused = [one for one in world.insiders if row[one.name] == "403"]
    if "not everything" in request.config.getoption("-m"):
        got_in, refused = in_turn(got_in, deed), in_turn(refused, deed)
    with only_by(kinds, frozenset()):
        for one in got_in:
            answer = ask(world, one, "POST", address)
            assert answer.outcome in ("403", "404"), f"{one} did it without {kinds}"
            assert answer.changed == []
    if deed in written()["not by role"]:
        return
    with only_by(kinds, frozenset(Role)):
        for one in refused:
            answer = ask(world, one, "POST", address)
            assert answer.outcome == "in", f"{one} is refused for more than {kinds}"


def in_turn(people: list[Persona], deed: str) -> list[Persona]:
    """Two of them, others for each deed: who each one lets in, test_access.py asks all."""
    first, half = DEEDS.index(deed), (len(people) + 1) // 2
    return (
        [*{people[(first + n) % len(people)]: 0 for n in (0, half)}] if people else []
    )


def test_who_may_cause_what_is_written_down_once_more():
    known = {
        name: frozenset(
            role for one in _listed(said) for role in groups().get(one, {one})
        )
        for name, said in written()["kinds"].items()
    }
    assert known == {name: frozenset(map(str, kind.by)) for name, kind in KINDS.items()}


def _listed(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said
