"""A client is told before fees leave their money in trust, and may object (T7, T14)."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.askings import NotWaiting
from harborlight.billing.actions.holding import OnDispute
from harborlight.billing.actions.posting import hold, hold_account
from harborlight.billing.models import Hold, Withdrawal
from harborlight.billing.noticing import may_leave_from, objection_to
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.trust.actions import hold_back

PORTAL = "portal"


class NoticeLacks(Exception):
    """Where notice is agreed or the law, fees leave trust once its days have passed."""

    rule = "T7"


def give_notice(actor: Actor, withdrawal: Withdrawal, *, how: str, on: date) -> None:
    """Tell the client what is to leave their money in trust, and from which day.

    how: "portal", where they read it as they read everything; else which letter went to
    them on that day. Raises NoticeLacks where the day is still to come.
    """
    with acting(actor, events.TRANSFER_NOTICED, withdrawal) as event:
        zone = actor.firm.time_zone
        asked_on = withdrawal.asked_at.astimezone(ZoneInfo(zone)).date()
        if not asked_on <= on <= today(zone):
            raise NoticeLacks(
                gettext("A notice goes out between the day it is asked for and today.")
            )
        waits = Withdrawal.objects.filter(
            pk=withdrawal.pk, state=Withdrawal.State.ASKED, noticed_on=None
        )
        if not waits.update(noticed_on=on, noticed_how=how):
            raise NotWaiting(gettext("The client was told already, or it is decided."))
        withdrawal.noticed_on, withdrawal.noticed_how = on, how
        event.say(
            amount=withdrawal.cents,
            number=withdrawal.number,
            why=withdrawal.why,
            due=(on + timedelta(days=withdrawal.notice_days)).isoformat(),
            for_person=str(withdrawal.person_id),
        )


def object_to(actor: Actor, withdrawal: Withdrawal, *, why: str) -> Hold:
    """Disagree, as the client: so much stays in trust until an attorney decides (T14)."""
    account = withdrawal.account
    assert account is not None
    with acting(actor, events.TRANSFER_DISPUTED, withdrawal) as event:
        if withdrawal.invoice is not None:
            # As whoever approves does: of the two at once the second sees the first.
            hold(withdrawal.invoice)
        hold_account(account)
        withdrawal.refresh_from_db()
        theirs = Hold.objects.filter(
            invoice=withdrawal.invoice_id, released_at=None, kind=Hold.Kind.DISPUTE
        )
        if not (withdrawal.waits and withdrawal.takes_fees) or theirs.exists():
            raise NotWaiting(
                gettext(
                    "This was decided already, or you told us before. Please write to us."
                )
            )
        cents = min(withdrawal.cents, account.cents - account.held_cents)
        hold_back(account, cents=cents)
        made = Hold.objects.create(
            firm=actor.firm,
            case_id=withdrawal.case_id,
            account=account,
            kind=Hold.Kind.DISPUTE,
            cents=cents,
            invoice_id=withdrawal.invoice_id,
            why=why,
            made_at=now(),
            made_by_id=actor.account,
        )
        event.note(made)
        event.say(amount=cents, number=withdrawal.number, why=why)
    return made


def must_be_noticed(actor: Actor, withdrawal: Withdrawal) -> None:
    """Asked when a second person agrees. Raises NoticeLacks, or OnDispute."""
    withdrawal.refresh_from_db(fields=["state", "notice_days", "noticed_on"])
    if objection_to(withdrawal):
        raise OnDispute(
            gettext(
                "The client does not agree that this is taken: it stays in trust until an "
                "attorney has spoken with them and released what is held."
            )
        )
    if not (withdrawal.waits and withdrawal.notice_days):
        return
    first = may_leave_from(withdrawal)
    if first is None or withdrawal.noticed_on is None:
        raise NoticeLacks(
            gettext(
                "The client has to be told %(days)s days before these fees leave trust, "
                "and was not told yet."
            )
            % {"days": withdrawal.notice_days}
        )
    if today(actor.firm.time_zone) < first:
        raise NoticeLacks(
            gettext(
                "The client was told on %(told)s. These fees may leave trust from %(first)s "
                "on, unless the client objects."
            )
            % {
                "told": date_format(withdrawal.noticed_on, "DATE_FORMAT"),
                "first": date_format(first, "DATE_FORMAT"),
            }
        )
