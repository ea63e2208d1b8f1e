"""Whom money may be transferred to: entered by one, called back by another (T16)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.cases.queries import people_of
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import is_behind
from harborlight.firm.models import Membership
from harborlight.firm.roles import DESK
from harborlight.firm.vault.fields import lookups
from harborlight.firm.words import folded
from harborlight.trust import events
from harborlight.trust.models import Payee, PayeeBank

Kind = Payee.Kind


class OneOfUs(Exception):
    """No client's money goes to somebody who works here, or to the firm, as a payee."""

    rule = "T16"


class NotAPayee(Exception):
    """Nobody is paid there any more, or nobody of this case is."""

    rule = "T16"


class NotCalledYet(Exception):
    """An account is paid into once another person called back, and a day later."""

    rule = "T16"


class NotYourCall(Refused):
    """Who entered an account neither confirms it nor agrees that money goes there."""

    rule = "T16"


def add_payee(
    actor: Actor,
    *,
    name: str,
    kind: str,
    bank: str,
    routing: str,
    number: str,
    case: Case | None = None,
) -> Payee:
    """Enter whom money may be transferred to, with their account.

    case: of a client, the case that they are paid in. Raises OneOfUs.
    """
    with acting(actor, events.PAYEE_ADDED, case or actor.firm) as event:
        if kind != Kind.STAFF:
            must_be_a_stranger(actor, name, *_clients(actor, case))
        made = Payee.objects.create(
            firm=actor.firm,
            name=name,
            kind=kind,
            case=case,
            made_at=now(),
            made_by_id=actor.account,
        )
        account = _enter(actor, made, bank, routing, number)
        event.made(made)
        event.note(account)
        event.say(name=name, account=account.called)
    return made


def change_payee(
    actor: Actor, payee: Payee, *, bank: str, routing: str, number: str
) -> PayeeBank:
    """Enter another account of a payee: it waits for a call back and a day, as a new one.

    Raises OneOfUs, NotAPayee.
    """
    with acting(actor, events.PAYEE_CHANGED, payee) as event:
        _hold(payee)
        PayeeBank.objects.filter(payee=payee, replaced_at=None).update(
            replaced_at=now()
        )
        made = _enter(actor, payee, bank, routing, number)
        event.note(made)
        event.say(name=payee.name, account=made.called)
    return made


def confirm_payee(
    actor: Actor,
    account: PayeeBank,
    *,
    spoke_with: str,
    called_number: str,
    known_from: str,
) -> None:
    """Say whom you called back, at a number known before, and that the account is theirs.

    Raises NotYourCall, NotAPayee.
    """
    payee = account.payee
    with acting(actor, events.PAYEE_CALLED, payee) as event:
        if is_behind(actor, account.entered_by_id):
            raise NotYourCall(
                gettext(
                    "You entered this account yourself. Another person calls back and "
                    "confirms it."
                )
            )
        _hold(payee)
        waits = PayeeBank.objects.filter(
            pk=account.pk, replaced_at=None, called_at=None
        )
        told = {"spoke_with": spoke_with, "called_number": called_number}
        if not waits.update(
            called_at=now(), called_by=actor.account, known_from=known_from, **told
        ):
            raise NotAPayee(gettext("It was confirmed already, or replaced meanwhile."))
        account.refresh_from_db()
        event.note(account)
        event.say(name=payee.name, number=called_number, spoke_with=spoke_with)


def end_payee(actor: Actor, payee: Payee) -> None:
    """Pay nobody there any more; what was paid stays in the books."""
    with acting(actor, events.PAYEE_ENDED, payee) as event:
        _hold(payee)
        payee.ended_at = now()
        payee.save(update_fields=["ended_at"])
        event.say(name=payee.name)


def must_be_a_stranger(actor: Actor, name: str, *clients: str) -> None:
    """Refuse a payee who has the name of somebody who works here, or of the firm.

    clients: the full names of whose money it is: they may be called as one of us.
    """
    paid = folded(name)
    if not paid or paid in {folded(one) for one in clients}:
        return
    rows = Membership.objects.filter(until__isnull=True, role__in=DESK)
    ours = {folded(one) for one in rows.values_list("user__name", flat=True)}
    if paid in ours or paid == folded(actor.firm.name):
        raise OneOfUs(
            gettext(
                "%(name)s is the firm or works here, and is not paid out of a client’s "
                "money as a payee. What the firm earned, or paid for the client, leaves "
                "trust for an invoice that was issued."
            )
            % {"name": name}
        )


def may_be_paid(actor: Actor, account: PayeeBank, case: Case | None) -> None:
    """Refuse an account that was not confirmed, or not a day ago, or by who entered it.

    Asked when a second person agrees. Raises NotAPayee, NotCalledYet, NotYourCall.
    """
    must_be_payee(account, case)
    if is_behind(actor, account.entered_by_id):
        raise NotYourCall(
            gettext(
                "You entered this account yourself. Another partner or attorney agrees "
                "that money goes there."
            )
        )
    if account.called_at is None:
        raise NotCalledYet(
            gettext(
                "Nobody has called %(name)s back about this account. Another person than "
                "who entered it calls, at a number that was known before, and writes it "
                "down."
            )
            % {"name": account.payee.name}
        )
    if now() < account.from_when:
        raise NotCalledYet(
            gettext(
                "This account was entered less than 24 hours ago. Money may go there from "
                "%(when)s on."
            )
            % {"when": _said(actor, account.from_when)}
        )


def must_be_payee(account: PayeeBank, case: Case | None) -> None:
    """Refuse an account of one of us, of another case, or that holds no more."""
    payee = account.payee
    if payee.works_here:
        raise OneOfUs(gettext("%(name)s works here.") % {"name": payee.name})
    of_others = payee.case_id is not None and (case is None or payee.case_id != case.pk)
    if of_others or payee.ended_at is not None or account.replaced_at is not None:
        raise NotAPayee(
            gettext(
                "%(name)s is not paid at this account any more, or not for this case. "
                "Decline this, and ask anew."
            )
            % {"name": payee.name}
        )


def _said(actor: Actor, moment: datetime) -> str:
    there = moment.astimezone(ZoneInfo(actor.firm.time_zone))
    return date_format(there, "DATETIME_FORMAT")


def _clients(actor: Actor, case: Case | None) -> list[str]:
    return [one.full_name for one in people_of(actor, case)] if case else []


def _enter(
    actor: Actor, payee: Payee, bank: str, routing: str, number: str
) -> PayeeBank:
    whole = f"{routing} {number}"
    if not payee.works_here:
        _not_of_ours(actor, whole)
    return PayeeBank.objects.create(
        firm=actor.firm,
        payee=payee,
        bank=bank,
        whole=whole,
        number_ends=number[-4:],
        entered_at=now(),
        entered_by_id=actor.account,
    )


def _not_of_ours(actor: Actor, whole: str) -> None:
    """Refuse an account that the firm wrote down as one of somebody who works here."""
    known = PayeeBank.objects.filter(
        whole_lookup__in=lookups(actor.firm, whole), payee__kind=Kind.STAFF
    )
    if known.exists():
        raise OneOfUs(
            gettext(
                "This is the account of somebody who works here: no client’s money goes "
                "there."
            )
        )


def _hold(payee: Payee) -> None:
    """Read it anew; nobody else changes it before this transaction ends."""
    payee.refresh_from_db(from_queryset=Payee.objects.select_for_update(no_key=True))
    if payee.ended_at is not None:
        raise NotAPayee(gettext("Nobody is paid there any more."))
