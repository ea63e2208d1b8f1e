"""In a firm that asks for a second step, no page of staff opens before it was taken."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from harborlight.firm.models import Firm
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import everywhere
from tests.guards.asking import SIGN_IN, ask, routes
from tests.guards.world import World

BEHIND = [route for route in routes() if route.door in ("staff", "staff or client")]


@pytest.fixture
def careful(world: World):
    """The same firm, when it is no demonstration any more."""
    _ask_for_it(world, is_demonstration=False, requires_second_factor=True)
    yield
    _ask_for_it(world, is_demonstration=True, requires_second_factor=False)


def _ask_for_it(world: World, **how: bool) -> None:
    with everywhere("a guard changes how a firm signs in"):
        Firm.objects.filter(pk=world.harbor.pk).update(**how)


@pytest.mark.feature("F239")
@pytest.mark.usefixtures("careful")
def test_nothing_of_the_desk_opens_before_the_second_step(world: World):
    """A lawyer with a password alone, at every address and by every method."""
    partner = next(one for one in world.insiders if one.name == Role.PARTNER)
    assert len(BEHIND) > 100
    for route in BEHIND:
        address = route.address(world.first)
        for method in route.methods:
            answer = ask(world, partner, method, address)
            led_to = urlsplit(answer.headers.get("Location", "")).path
            stopped = led_to == reverse("second-factor") or answer.outcome == SIGN_IN
            not_asked = answer.status == 405
            assert stopped or not_asked, (route.name, method, answer.status)
            assert answer.changed == [], (route.name, method)


@pytest.mark.feature("F239")
@pytest.mark.usefixtures("careful")
def test_a_client_is_not_asked_for_it(world: World):
    client = next(one for one in world.insiders if one.name == Role.CLIENT)
    answer = ask(world, client, "GET", reverse("portal:home"))
    assert (answer.status, answer.outcome) == (200, "in")
