"""The end of a month: prepared by whoever keeps the books, signed by an attorney."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.bank import events
from harborlight.bank.books import hold_books
from harborlight.bank.days import month_end
from harborlight.bank.models import Reconciliation
from harborlight.bank.saying import month_said
from harborlight.bank.three_way import digest_of, kept_figures, three_way
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.membership import is_behind
from harborlight.firm.models import StoredFile
from harborlight.trust.models import BankAccount


class CannotPrepare(Exception):
    """The month is not over, is signed already, or no statement reaches its end."""


class CannotSign(Exception):
    """It does not agree, changed meanwhile, or whoever prepared it signs it."""


def prepare_month(actor: Actor, account: BankAccount, *, month: date) -> Reconciliation:
    """Hold a month against the books and write down how both stand, for an attorney to
    sign. What was prepared before is withdrawn. Raises CannotPrepare."""
    with acting(actor, events.PREPARED, account) as event:
        hold(account)
        ends_on = month_end(month)
        _check_month(account, month, today(actor.firm.time_zone))
        figures = three_way(account, ends_on)
        if figures.bank is None:
            raise CannotPrepare(
                _("No statement of the bank reaches the end of this month. Bring one in "
                  "first.")
            )  # fmt: skip
        before = Reconciliation.objects.filter(
            account=account, month=month, withdrawn_at__isnull=True
        )
        before.update(withdrawn_at=now())
        kept = figures.as_kept()
        made = Reconciliation.objects.create(
            firm=actor.firm,
            account=account,
            month=month,
            ends_on=ends_on,
            figures=kept,
            sha256=digest_of(kept),
            is_right=figures.is_right,
            prepared_at=now(),
            prepared_by_id=actor.account,
        )
        event.made(made)
        event.say(account=account.called, month=month_said(month))
    return made


def sign_month(actor: Actor, found: Reconciliation, *, plan: str = "") -> None:
    """Sign a month that agrees to the cent, as an attorney who did not prepare it; from
    then on it is closed. plan: what is done about a difference, where it is signed all
    the same. Raises CannotSign."""
    kind = events.SIGNED if found.is_right else events.SIGNED_WITH_PLAN
    with acting(actor, kind, found) as event:
        hold(found.account)
        hold_books(found.account)
        found.refresh_from_db(
            from_queryset=Reconciliation.objects.select_for_update(no_key=True)
        )
        _check_signing(actor, found, plan)
        found.signed_at, found.signed_by_id = now(), actor.account
        found.plan = None if found.is_right else plan.strip()
        found.save(update_fields=["signed_at", "signed_by_id", "plan"])
        figures = kept_figures(found.figures)
        event.say(
            account=found.account.called,
            month=month_said(found.month),
            amount=figures.difference,
            plan=found.plan or "",
            sha256=found.sha256,
        )


def clear_exception(actor: Actor, found: Reconciliation, *, note: str) -> None:
    """Say how what did not agree was settled; from then on it is not red any more."""
    with acting(actor, events.CLEARED, found) as event:
        if not found.is_exception:
            raise CannotSign(_("There is nothing to settle here."))
        found.cleared_at, found.cleared_by_id = now(), actor.account
        found.cleared_note = note
        found.save(update_fields=["cleared_at", "cleared_by_id", "cleared_note"])
        event.say(
            account=found.account.called, month=month_said(found.month), note=note
        )


def keep_report(
    clock: Actor,
    found: Reconciliation,
    *,
    report: StoredFile,
    listing: StoredFile,
    clients: StoredFile | None,
) -> None:
    """Keep the papers and the table of a month that was signed."""
    with acting(clock, events.REPORT_KEPT, found) as event:
        found.report, found.listing, found.clients = report, listing, clients
        found.save(update_fields=["report", "listing", "clients"])
        event.say(account=found.account.called, month=month_said(found.month))


def hold(account: BankAccount) -> None:
    """Nobody matches, brings in or signs for this account before the transaction ends."""
    BankAccount.objects.select_for_update(no_key=True).get(pk=account.pk)


def month_words(month: date) -> str:
    return date_format(month, "YEAR_MONTH_FORMAT")


def next_month(account: BankAccount) -> date | None:
    """The only month that may be closed now; None where any may, as none is yet."""
    signed = Reconciliation.objects.filter(account=account, signed_at__isnull=False)
    last = signed.order_by("-month").values_list("ends_on", flat=True).first()
    return last + timedelta(days=1) if last else None


def _check_month(account: BankAccount, month: date, on: date) -> None:
    if month_end(month) >= on:
        raise CannotPrepare(_("This month is not over yet."))
    following = next_month(account)
    if following and month < following:
        raise CannotPrepare(_("This month is signed and closed."))
    if following and month > following:
        raise CannotPrepare(
            _("Close %(month)s first: months are closed one after the other.")
            % {"month": month_words(following)}
        )


def _check_signing(actor: Actor, found: Reconciliation, plan: str) -> None:
    if found.signed_at or found.withdrawn_at:
        raise CannotSign(_("Somebody signed it, or prepared it anew, meanwhile."))
    alone = is_behind(actor, found.prepared_by_id)
    if alone and not actor.firm.waives_second_pair:
        raise CannotSign(
            _("You prepared it: an attorney who did not prepare it signs it.")
        )
    following = next_month(found.account)
    if following and found.month != following:
        raise CannotSign(
            _("Close %(month)s first: months are closed one after the other.")
            % {"month": month_words(following)}
        )
    if digest_of(three_way(found.account, found.ends_on).as_kept()) != found.sha256:
        raise CannotSign(
            _("Something moved since it was prepared. Have it prepared again.")
        )
    if not found.is_right and not plan.strip():
        raise CannotSign(
            _(
                "It does not agree. Write down what is done about it, or have it put right."
            )
        )
