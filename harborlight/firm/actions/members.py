"""Who works here: parts that are given and ended, and who is whom."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from harborlight.firm import events
from harborlight.firm.acting import Happening, Refused, acting
from harborlight.firm.actions.office import end_waiver
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.ids import new_id
from harborlight.firm.leaving import why_it_stays, why_not_by
from harborlight.firm.membership import is_behind, works_in
from harborlight.firm.models import Credentials, Firm, Membership, User
from harborlight.firm.roles import CLIENTS, TRUSTED, Role, Roles
from harborlight.firm.words import in_every_language


class PlaysItAlready(Exception):
    """Nobody plays the same part twice."""


class NobodyLeft(Exception):
    """Somebody must be able to look after the firm."""


class SaidBefore(Exception):
    """Nothing to undo: the accounts do not count as one person."""


def must_give(actor: Actor, role: Role) -> None:
    """Parts that approve, or hold money, come from a partner and from nobody else.

    Otherwise whoever looks after the accounts could approve with one of their own.
    """
    if role in parts_not_given_by(actor):
        raise Refused(
            gettext(
                "Partners, attorneys and finance approve and hold money, so only a "
                "partner gives these parts. Ask a partner."
            )
        )


def parts_not_given_by(actor: Actor) -> Roles:
    """The parts for which this person has to ask a partner."""
    gives_all = actor.is_machine or Role.PARTNER in actor.roles
    return frozenset() if gives_all else TRUSTED


def add_member(actor: Actor, user: User, *, role: Role) -> Membership:
    """Give an account a part in the firm: one more to whoever works here already.

    Whoever does not was asked first (`offer_part`), and it is the clock that lets
    them in. Nobody but a partner gives a part to themselves.
    """
    if actor.user_id == user.pk and Role.PARTNER not in actor.roles:
        raise Refused(gettext("Ask a partner to give this part."))
    must_give(actor, role)
    is_client = role in CLIENTS
    kind = events.CLIENT_JOINED if is_client else events.JOINED
    with acting(actor, kind, actor.firm) as event:
        if not actor.is_machine and not works_in(actor, user):
            raise Refused(gettext("They do not work here: ask them first."))
        membership = Membership.objects.create(
            firm=actor.firm,
            user=user,
            role=_not_played(actor, user, role),
            since=now(),
            human=_human_of(user),
        )
        event.made(membership)
        if not is_client:
            event.say(
                name=user.name or user.email, role=in_every_language(Role(role).label)
            )
        end_waiver(actor.firm)
    return membership


def end_membership(actor: Actor, membership: Membership) -> None:
    """End somebody's part in the firm; it counts from their next page on."""
    if why := why_not_by(actor, membership):
        raise Refused(why)
    with acting(actor, events.LEFT, membership) as event:
        _end(actor, membership, event)


def leave_firm(actor: Actor, membership: Membership) -> None:
    """Give up one's own part in the firm; nobody needs to agree."""
    if membership.user_id != actor.user_id:
        raise Refused(gettext("Nobody leaves for somebody else."))
    with acting(actor, events.LEFT_THEMSELVES, actor.firm) as event:
        event.about(membership)
        _end(actor, membership, event)


def join_accounts(actor: Actor, membership: Membership, *, other: Membership) -> None:
    """Record that two accounts belong to one living person."""
    with acting(actor, events.SAME_HUMAN, membership) as event:
        one_person(membership.user, other.user)
        event.say(name=membership.user.name)


def part_accounts(actor: Actor, membership: Membership) -> None:
    """Take back that this account belongs to the person of another one.

    Only a partner, and never for an account of their own: whoever could say of
    themselves that they are two would be their own second pair of eyes.
    """
    if is_behind(actor, membership.user_id):
        raise Refused(
            gettext("One of these accounts is yours. Another partner must do this.")
        )
    with acting(actor, events.NOT_SAME_HUMAN, membership) as event:
        rows = Membership.objects.filter(user=membership.user_id)
        shared = Membership.objects.filter(human__in=rows.values("human"))
        if not shared.exclude(user=membership.user_id).exists():
            raise SaidBefore(gettext("They count as different people already."))
        membership.human = new_id()
        rows.update(human=membership.human)
        event.say(name=membership.user.name, email=membership.user.email)


def one_person(user: User, other: User) -> None:
    """Two accounts count as one; whoever was joined with either stays joined."""
    theirs = Membership.objects.filter(user=other)
    joined = [*theirs.values_list("human", flat=True)]
    Membership.objects.filter(human__in=joined).update(human=_human_of(user))


def _human_of(user: User) -> Any:
    """The living person behind an account, as the firm knows them; or a new one."""
    rows = Membership.objects.filter(user=user).values_list("human", flat=True)
    return rows.first() or new_id()


def _not_played(actor: Actor, user: User, role: Role) -> Role:
    theirs = Membership.objects.filter(firm=actor.firm, until__isnull=True)
    if theirs.filter(user=user, role=role).exists():
        raise PlaysItAlready(
            gettext("%(name)s has this part already.") % {"name": user}
        )
    return role


def _end(actor: Actor, membership: Membership, event: Happening) -> None:
    # Held until the end: of two partners who end each other's part one must stay.
    Firm.objects.select_for_update().get(pk=actor.firm.pk)
    others = Membership.objects.filter(firm=actor.firm, until__isnull=True).exclude(
        pk=membership.pk
    )
    if why := why_it_stays(membership, others.values_list("role", flat=True)):
        raise NobodyLeft(why)
    membership.until = now()
    membership.save(update_fields=["until"])
    event.say(
        name=membership.user.name,
        role=in_every_language(Role(membership.role).label),
    )


def keep_credentials(actor: Actor, user: User, **about: Any) -> Credentials:
    """Write down what forms ask about an attorney: the office, or they themselves."""
    own = user.pk == actor.user_id and not actor.plays(events.CREDENTIALS_KEPT.by)
    kind = events.OWN_CREDENTIALS_KEPT if own else events.CREDENTIALS_KEPT
    with acting(actor, kind, actor.firm) as event:
        credentials, _ = Credentials.objects.update_or_create(
            firm=actor.firm, user=user, defaults=about
        )
        event.made(credentials)
        event.say(name=user.name)
    return credentials
