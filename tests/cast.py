"""The cast. Two firms; whoever is at Rival must never see anything of Harbor's.

Ada (attorney), Paul (paralegal), Pat (partner), Ben (finance); Maria and Omar
are clients, each of a case of their own; Rita is an attorney at Rival.
"""

from __future__ import annotations

from datetime import date

import pytest

from harborlight.cases.actions import add_party, open_case
from harborlight.cases.models import Case
from harborlight.firm import sightings
from harborlight.firm.actions import add_member, found_firm
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.keys import forget_keys
from harborlight.people.actions import add_person

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _no_keys_of_other_tests():
    forget_keys()
    yield
    forget_keys()


@pytest.fixture(autouse=True)
def _no_looks_written_behind_a_tests_back(monkeypatch):
    """What was looked at is written by a thread; in tests only when a test says so."""
    monkeypatch.setattr(sightings, "WRITE_AFTER_SECONDS", 3600.0)
    yield
    if sightings._timer:
        sightings._timer.cancel()
    sightings._timer = None
    sightings._noted.clear()


def account(name: str, at: str = "example.org", **also) -> User:
    return User.objects.create(
        email=f"{name.lower()}@{at}", name=name, password="!", **also
    )


def join(firm: Firm, name: str, role: Role, at: str = "example.org") -> Actor:
    """A new account with one part in the firm, as the actor it makes."""
    user = account(name, at)
    with inside(firm):
        membership = add_member(Actor.clock(firm), user, role=role)
    return actor_of(membership)


def actor_of(membership: Membership) -> Actor:
    return Actor(
        firm=membership.firm,
        roles=frozenset({Role(membership.role)}),
        name=membership.user.name,
        user_id=membership.user_id,
        human=membership.human,
    )


@pytest.fixture
def harbor(db):
    return found_firm(
        name="Harbor Law", is_demonstration=True, requires_second_factor=False
    )


@pytest.fixture
def rival(db):
    return found_firm(
        name="Rival Law", is_demonstration=True, requires_second_factor=False
    )


@pytest.fixture(autouse=True)
def at_harbor(request):
    """Tests that know Harbor stand inside it."""
    if "harbor" not in request.fixturenames:
        yield
        return
    with inside(request.getfixturevalue("harbor")):
        yield


@pytest.fixture
def clock(harbor):
    return Actor.clock(harbor)


@pytest.fixture
def pat(harbor):
    return join(harbor, "Pat", Role.PARTNER)


@pytest.fixture
def ada(harbor):
    return join(harbor, "Ada", Role.ATTORNEY)


@pytest.fixture
def paul(harbor):
    return join(harbor, "Paul", Role.PARALEGAL)


@pytest.fixture
def ben(harbor):
    return join(harbor, "Ben", Role.FINANCE)


@pytest.fixture
def maria(harbor):
    return join(harbor, "Maria", Role.CLIENT)


@pytest.fixture
def omar(harbor):
    """Another client of the same firm."""
    return join(harbor, "Omar", Role.CLIENT)


@pytest.fixture
def rita(rival):
    """An attorney at another firm."""
    return join(rival, "Rita", Role.ATTORNEY)


def a_case_of_marias(ada: Actor, maria: Actor | None = None) -> Case:
    """A case without a playbook, of María alone; maria: under whose account."""
    case = open_case(
        ada,
        kind="x",
        kind_version=1,
        stage="intake",
        titles={"en": "María"},
        on=DAY,
        lead=User.objects.get(pk=ada.user_id),
    )
    person = add_person(ada, family_name="Rivas", given_name="María")
    if maria is not None:
        person.login_id = maria.user_id
        person.save()
    add_party(ada, case, person=person, part="petitioner")
    return case
