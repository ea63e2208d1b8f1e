from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from harborlight.firm import chain, events, welcome
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import account_of
from harborlight.firm.models import (
    Credentials,
    Firm,
    Job,
    Membership,
    Notice,
    User,
)
from harborlight.firm.roles import CLIENTS, LAWYERS, OFFICE, Role
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.keys import make_firm_key
from harborlight.firm.words import in_every_language


class OnlyOneAttorney(Exception):
    """The second pair of eyes may be waived only where there is no second pair."""


class PlaysItAlready(Exception):
    """Nobody plays the same part twice."""


class NobodyLeft(Exception):
    """Somebody must be able to look after the firm."""


class NotGivenUp(Exception):
    """Only a job that was given up can be asked for again."""


def found_firm(*, name: str, **about: Any) -> Firm:
    """Set up a firm: its row, its key, its log."""
    firm = Firm.objects.create(name=name, founded_at=now(), **about)
    with inside(firm):
        make_firm_key(firm)
        chain.begin_log(firm)
        with acting(Actor.clock(firm), events.FIRM_FOUNDED, firm) as event:
            event.say(name=name)
    return firm


def change_firm(actor: Actor, firm: Firm, **settings: Any) -> None:
    """Change the firm's name, address or rules."""
    with acting(actor, events.FIRM_CHANGED, firm):
        if not (firm.is_demonstration or settings.get("requires_second_factor", True)):
            raise Refused(
                gettext(
                    "The second step guards the papers of clients. Only a demonstration "
                    "may do without it."
                )
            )
        for name, value in settings.items():
            setattr(firm, name, value)
        firm.save(update_fields=list(settings))


def add_member(
    actor: Actor, user: User, *, role: Role, human: UUID | None = None
) -> Membership:
    """Give an account a part in the firm.

    Only a partner makes partners, and nobody but a partner gives a part to themselves.
    """
    own = actor.user_id == user.pk or role == Role.PARTNER
    if own and not actor.is_machine and Role.PARTNER not in actor.roles:
        raise Refused(gettext("Ask a partner to give this part."))
    is_client = role in CLIENTS
    kind = events.CLIENT_JOINED if is_client else events.JOINED
    with acting(actor, kind, actor.firm) as event:
        theirs = Membership.objects.filter(firm=actor.firm, until__isnull=True)
        if theirs.filter(user=user, role=role).exists():
            raise PlaysItAlready(
                gettext("%(name)s has this part already.") % {"name": user}
            )
        known = (
            Membership.objects.filter(user=user).values_list("human", flat=True).first()
        )
        membership = Membership.objects.create(
            firm=actor.firm,
            user=user,
            role=role,
            since=now(),
            **({"human": human or known} if human or known else {}),
        )
        event.made(membership)
        if not is_client:
            event.say(
                name=user.name or user.email, role=in_every_language(Role(role).label)
            )
        _end_waiver(actor.firm)
    return membership


def hire(actor: Actor, *, email: str, name: str, role: Role) -> Membership:
    """Give somebody a part in the firm, and write to them how to sign in.

    An account that exists, at whatever firm, is taken as it is.
    """
    with transaction.atomic():
        user = account_of(email) or User.objects.create_user(
            email, name=name, joined_at=now()
        )
        membership = add_member(actor, user, role=role)
        welcome.send_welcome.enqueue(str(membership.pk))
    return membership


def end_membership(actor: Actor, membership: Membership) -> None:
    """End somebody's part in the firm; it counts from their next page on."""
    with acting(actor, events.LEFT, membership) as event:
        others = Membership.objects.filter(
            firm=actor.firm, until__isnull=True, role__in=OFFICE
        ).exclude(pk=membership.pk)
        if membership.role in OFFICE and not others.exists():
            raise NobodyLeft(
                gettext(
                    "Nobody else is a partner or a firm administrator. Give somebody "
                    "that part first."
                )
            )
        membership.until = now()
        membership.save(update_fields=["until"])
        event.say(
            name=membership.user.name,
            role=in_every_language(Role(membership.role).label),
        )


def join_accounts(actor: Actor, membership: Membership, *, other: Membership) -> None:
    """Record that two accounts belong to one living person."""
    with acting(actor, events.SAME_HUMAN, membership) as event:
        # Whoever was joined with the other account before stays joined with it.
        theirs = Membership.objects.filter(user=other.user_id)
        joined = [*theirs.values_list("human", flat=True)]
        Membership.objects.filter(human__in=joined).update(human=membership.human)
        event.say(name=membership.user.name)


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


def waive_second_pair(actor: Actor, firm: Firm) -> None:
    """Let the firm's only attorney approve what they prepared themselves."""
    with acting(actor, events.SECOND_PAIR_WAIVED, firm):
        if len(lawyers_of(firm)) > 1:
            raise OnlyOneAttorney(
                gettext(
                    "The firm has more than one attorney, so a second person can "
                    "check every form."
                )
            )
        firm.waives_second_pair = True
        firm.save(update_fields=["waives_second_pair"])


def restore_second_pair(actor: Actor, firm: Firm) -> None:
    """Ask for a second person again."""
    with acting(actor, events.SECOND_PAIR_RESTORED, firm):
        firm.waives_second_pair = False
        firm.save(update_fields=["waives_second_pair"])


def _end_waiver(firm: Firm) -> None:
    """With a second attorney there is a second pair of eyes again, and the log says so."""
    if firm.waives_second_pair and len(lawyers_of(firm)) > 1:
        restore_second_pair(Actor.clock(firm), firm)


def lawyers_of(firm: Firm) -> set[UUID]:
    """The living people who are attorneys or partners of the firm now."""
    rows = Membership.objects.filter(firm=firm, until__isnull=True, role__in=LAWYERS)
    return {*rows.values_list("human", flat=True)}


def read_notice(actor: Actor, *several: Notice) -> None:
    """Tick notices off. It is the reader's own mark, and no event."""
    if any(notice.user_id != actor.user_id for notice in several):
        raise Refused("This notice is for somebody else.")
    ids = [notice.pk for notice in several]
    Notice.objects.filter(pk__in=ids, read_at__isnull=True).update(read_at=now())


def retry_job(actor: Actor, job: Job) -> None:
    """Put a job that was given up back into the queue."""
    with acting(actor, events.JOB_RETRIED, actor.firm) as event:
        taken = Job.objects.filter(pk=job.pk, state=Job.GIVEN_UP).update(
            state=Job.READY, attempts=0, run_after=now(), finished_at=None
        )
        if not taken:
            raise NotGivenUp(
                gettext("This job is in the queue again already: nothing was changed.")
            )
        event.say(task=job.task)


def prove_log(actor: Actor) -> chain.Proof:
    """Read the whole log of the firm, check every hash, and write down what was found."""
    proof = chain.verify(actor.firm)
    kind = events.LOG_BROKEN if proof.broken else events.LOG_PROVED
    with acting(actor, kind, actor.firm) as event:
        event.say(events=proof.events, head=proof.head)
        if proof.broken:
            event.say(n=proof.broken.n, row=proof.broken.event_id, why=proof.broken.why)
            event.say(more=len(proof.found) - 1)
    return proof


def note_export(actor: Actor, *, count: int, what: str) -> None:
    """A part of the log left the house: how many events, and which were asked for."""
    with acting(actor, events.LOG_EXPORTED, actor.firm) as event:
        event.say(count=count, what=what)


def keep_language(user: User, language: str) -> None:
    """Remember the language somebody chose for their own pages. It is no event."""
    User.objects.filter(pk=user.pk).update(language=language)
