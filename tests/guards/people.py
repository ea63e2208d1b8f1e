"""Who has a place in the firms that the guards look at."""

from __future__ import annotations

from harborlight.firm import links, offers
from harborlight.firm.actions import add_member, keep_credentials, offer_part
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from tests.cast import actor_of


def a_member(firm: Firm, name: str, role: Role) -> Membership:
    email = f"{name.replace(' ', '-')}@guards.example".lower()
    user = User.objects.create(email=email, name=name, password="!")
    with inside(firm):
        made = add_member(Actor.clock(firm), user, role=role)
        if role == Role.ATTORNEY:
            keep_credentials(
                _partner(firm),
                user,
                family_name=name,
                given_name="A",
                licensing_authority="Supreme Court of Texas",
                bar_number="24099999",
                phone="+15125550100",
                email=email,
            )
    return made


def ask_somebody(firm: Firm, name: str) -> str:
    """A part that a client here was asked to take and has not answered; its link."""
    client = Membership.objects.filter(firm=firm, role=Role.CLIENT).first()
    assert client
    email = client.user.email
    offer = offer_part(_partner(firm), email=email, name=name, role=Role.INTAKE)
    # The token of the letter is kept nowhere, so the guards have one of their own.
    token = links.new_token()
    offer.token_hash = links.hashed(offers.LINK, token)
    offer.save()
    return token


def _partner(firm: Firm) -> Actor:
    """A partner of the firm, to do what only partners may."""
    found = Membership.objects.filter(firm=firm, role=Role.PARTNER).first()
    assert found
    return actor_of(found)
