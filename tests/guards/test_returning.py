"""Whatever page somebody reads, its language can be changed: what follows is a page."""

from __future__ import annotations

import re

from django.test import Client

from harborlight.firm.returning import above, answers
from tests.guards.access import table
from tests.guards.asking import routes
from tests.guards.each import each
from tests.guards.world import World

ROUTES = routes()
# Machines send these: no person ever reads what they answer.
OF_MACHINES = re.compile(r"^(api:|processor-)")


def test_the_house_knows_which_addresses_can_only_be_sent_to(world: World):
    known = {one.name: answers(one.address(world.first)) for one in ROUTES}
    only_sent_to = {name for name, row in table().items() if 405 in row["GET"]}
    wrong = {
        name
        for name, can in known.items()
        if can == (name in only_sent_to) and not OF_MACHINES.match(name)
    }
    assert wrong == set()


@each([one for one in ROUTES if not OF_MACHINES.match(one.name)], lambda one: one.name)
def test_every_page_has_an_address_to_come_back_to(route, world: World):
    address = above(route.address(world.first))
    assert answers(address)
    assert Client().get(address).status_code != 405
