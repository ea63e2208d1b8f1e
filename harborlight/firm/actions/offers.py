"""Asking somebody to work here. They are a member only once they have said yes."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext

from harborlight.firm import events, links, offers, welcome
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actions.members import (
    PlaysItAlready,
    add_member,
    must_give,
    one_person,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import account_of, plays, works_in
from harborlight.firm.models import Offer, User
from harborlight.firm.roles import Role
from harborlight.firm.words import in_every_language


def offer_part(
    actor: Actor, *, email: str, name: str, role: Role, same_as: User | None = None
) -> Offer:
    """Ask somebody to work here, by a letter with a link that works once.

    Nobody learns here whether there is an account of this address. same_as: a
    colleague who will have a second account. An earlier link to the same part closes.
    """
    must_give(actor, role)
    address, moment, token = email.strip().casefold(), now(), links.new_token()
    with acting(actor, events.OFFERED, actor.firm) as event:
        known = account_of(address)
        if known and works_in(actor, known):
            raise PlaysItAlready(
                gettext("%(name)s works here already. Give the part on their page.")
                % {"name": known}
            )
        Offer.objects.filter(email=address, role=role, answered_at__isnull=True).update(
            answer=Offer.Answer.WITHDRAWN, answered_at=moment
        )
        offer = Offer.objects.create(
            firm=actor.firm,
            name=name,
            email=address,
            role=role,
            same_as=same_as,
            token_hash=links.hashed(offers.LINK, token),
            made_at=moment,
            expires_at=moment + links.VALID_FOR,
        )
        event.made(offer)
        event.say(**_words(offer))
        welcome.post_offer(offer, token)
    return offer


def accept_offer(clock: Actor, offer: Offer, *, user: User) -> None:
    """Take the part, with one's own account."""
    if user.email.casefold() != offer.email:
        raise Refused(gettext("Sign in with the address that the letter was sent to."))
    newcomer = replace(
        clock,
        roles=frozenset({Role(offer.role)}),
        name=user.name or user.email,
        user_id=user.pk,
    )
    with acting(newcomer, events.ACCEPTED, clock.firm) as event:
        _answer(offer, Offer.Answer.ACCEPTED)
        event.about(offer)
        event.say(**_words(offer))
        if not plays(clock, user, Role(offer.role)):
            add_member(clock, user, role=Role(offer.role))
        if offer.same_as:
            one_person(offer.same_as, user)


def open_account_for(
    clock: Actor, offer: Offer, *, password: str, language: str
) -> User:
    """Take the part with a new account, which the firm cannot open before."""
    with transaction.atomic():
        user = User.objects.create_user(
            offer.email, password, name=offer.name, language=language, joined_at=now()
        )
        accept_offer(clock, offer, user=user)
    return user


def decline_offer(clock: Actor, offer: Offer) -> None:
    """Say no: whoever reads the letter, with or without an account."""
    with acting(clock, events.DECLINED, offer) as event:
        _answer(offer, Offer.Answer.DECLINED)
        event.say(**_words(offer))


def withdraw_offer(actor: Actor, offer: Offer) -> None:
    """Ask no longer: the link in the letter closes."""
    with acting(actor, events.OFFER_WITHDRAWN, offer) as event:
        _answer(offer, Offer.Answer.WITHDRAWN)
        event.say(**_words(offer))


def _answer(offer: Offer, answer: Offer.Answer) -> None:
    """Once: of two answers that come together the second finds it closed."""
    moment = now()
    rows = Offer.objects.filter(pk=offer.pk, answered_at__isnull=True)
    if answer != Offer.Answer.WITHDRAWN:
        rows = rows.filter(expires_at__gt=moment)
    if not rows.update(answer=answer, answered_at=moment):
        raise offers.Closed(offer)
    offer.answer, offer.answered_at = answer, moment


def _words(offer: Offer) -> dict[str, object]:
    return {
        "name": offer.name or offer.email,
        "role": in_every_language(Role(offer.role).label),
    }
