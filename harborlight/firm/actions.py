from __future__ import annotations

from typing import Any
from uuid import UUID

from harborlight.firm import chain, events
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import (
    Credentials,
    EventLog,
    Firm,
    Job,
    Membership,
    Notice,
    User,
)
from harborlight.firm.roles import LAWYERS, Role
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.keys import make_firm_key


class OnlyOneAttorney(Exception):
    """The second pair of eyes may be waived only where there is no second pair."""


def found_firm(*, name: str, **about: Any) -> Firm:
    """Set up a firm: its row, its key, its log."""
    firm = Firm.objects.create(name=name, founded_at=now(), **about)
    with inside(firm):
        make_firm_key(firm)
        EventLog.objects.create(firm=firm, last_hash=chain.genesis(firm))
        with acting(Actor.clock(firm), events.FIRM_FOUNDED, firm) as event:
            event.say(name=name)
    return firm


def change_firm(actor: Actor, firm: Firm, **settings: Any) -> None:
    """Change the firm's name, address or rules."""
    with acting(actor, events.FIRM_CHANGED, firm):
        for name, value in settings.items():
            setattr(firm, name, value)
        firm.save(update_fields=list(settings))


def add_member(
    actor: Actor, user: User, *, role: Role, human: UUID | None = None
) -> Membership:
    """Give an account a part in the firm."""
    with acting(actor, events.JOINED, actor.firm) as event:
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
        event.say(name=user.name or user.email, role=Role(role).label)
    return membership


def end_membership(actor: Actor, membership: Membership) -> None:
    """End somebody's part in the firm; it counts from their next page on."""
    with acting(actor, events.LEFT, membership) as event:
        membership.until = now()
        membership.save(update_fields=["until"])
        event.say(name=membership.user.name, role=membership.get_role_display())


def join_accounts(actor: Actor, membership: Membership, *, other: Membership) -> None:
    """Record that two accounts belong to one living person."""
    with acting(actor, events.SAME_HUMAN, membership) as event:
        human = membership.human
        Membership.objects.filter(user=other.user_id).update(human=human)
        event.say(name=membership.user.name)


def keep_credentials(actor: Actor, user: User, **about: Any) -> Credentials:
    """Write down what forms ask about an attorney."""
    with acting(actor, events.CREDENTIALS_KEPT, actor.firm) as event:
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
                "The firm has more than one attorney, so a second person can check every form."
            )
        firm.waives_second_pair = True
        firm.save(update_fields=["waives_second_pair"])


def restore_second_pair(actor: Actor, firm: Firm) -> None:
    """Ask for a second person again."""
    with acting(actor, events.SECOND_PAIR_RESTORED, firm):
        firm.waives_second_pair = False
        firm.save(update_fields=["waives_second_pair"])


def lawyers_of(firm: Firm) -> set[UUID]:
    """The living people who are attorneys or partners of the firm now."""
    rows = Membership.objects.filter(firm=firm, until__isnull=True, role__in=LAWYERS)
    return {*rows.values_list("human", flat=True)}


def read_notice(actor: Actor, notice: Notice) -> None:
    """Tick a notice off. It is the reader's own mark, and no event."""
    if notice.user_id != actor.user_id:
        raise Refused("This notice is for somebody else.")
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now())


def retry_job(actor: Actor, job: Job) -> None:
    """Put a job that was given up back into the queue."""
    with acting(actor, events.JOB_RETRIED, actor.firm) as event:
        Job.objects.filter(pk=job.pk, state=Job.GIVEN_UP).update(
            state=Job.READY, attempts=0, run_after=now(), finished_at=None
        )
        event.say(task=job.task)


def keep_language(user: User, language: str) -> None:
    """Remember the language somebody chose for their own pages. It is no event."""
    User.objects.filter(pk=user.pk).update(language=language)
