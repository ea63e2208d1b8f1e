"""Money that is held back: disputed, claimed by others, or charged back (T14, S6, S7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import QuerySet, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.posting import hold_account
from harborlight.billing.models import Hold, Invoice, Payment
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language, money
from harborlight.trust.actions import Side, hold_back, let_go, post
from harborlight.trust.actions.once import another, posted_before
from harborlight.trust.models import Account, Book, Entry, Journal

Kind = Hold.Kind


class OnDispute(Exception):
    """What a client disputes of an invoice stays in trust until it is settled."""

    rule = "T14"


class ChargebackOpen(Exception):
    """While a card payment is charged back, nothing goes back to its payer (T11)."""

    rule = "T11"


class NotTheInvoice(Exception):
    """A disputed invoice is of the client and the case whose money is held."""

    rule = "T4"


class AlreadyReleased(Exception):
    """It is not held any more."""

    rule = "T14"


def hold_money(
    actor: Actor,
    account: Account,
    *,
    kind: str,
    cents: int,
    why: str,
    invoice: Invoice | None = None,
) -> Hold:
    """Hold so much of a client's money back: nobody spends it, asked for or not.

    invoice: of which the client disputes so much; no more than that is taken for it.
    """
    assert account.case is not None
    with acting(actor, events.MONEY_HELD, account.case) as event:
        ours = (account.case_id, account.person_id)
        if invoice is not None and (invoice.case_id, invoice.payer_id) != ours:
            raise NotTheInvoice(
                gettext("This invoice is not this client's in this case.")
            )
        hold_back(account, cents=cents)
        made = Hold.objects.create(
            firm=actor.firm,
            case=account.case,
            account=account,
            kind=kind,
            cents=cents,
            invoice=invoice,
            why=why,
            made_at=now(),
            made_by_id=actor.user_id,
        )
        event.made(made)
        event.say(amount=cents, what=in_every_language(Kind(kind).label), why=why)
    return made


def release_hold(actor: Actor, found: Hold, *, note: str) -> None:
    """Let it go, as an attorney, and say why."""
    with acting(actor, events.HOLD_RELEASED, found) as event:
        open_ones = Hold.objects.filter(pk=found.pk, released_at__isnull=True)
        if not open_ones.update(
            released_at=now(), released_by_id=actor.user_id, note=note
        ):
            raise AlreadyReleased(gettext("This is not held any more."))
        found.refresh_from_db()
        let_go(found.account, cents=found.cents)
        event.say(amount=found.cents, note=note)


class ChargedBackBefore(Exception):
    """Just so much was taken back from the same client lately: it may be the same."""

    rule = "T8"


# As long as a bank takes to hear a dispute.
LATELY = timedelta(days=120)


def take_chargeback(
    actor: Actor,
    account: Account,
    *,
    cents: int,
    fee_cents: int,
    on: date,
    why: str,
    once: str,
    another: bool = False,
) -> Journal:
    """A card payment was charged back: operating pays it, and trust is not touched.

    What the client has in trust is held back whole until an attorney decides; what the
    firm paid stands as its claim on the client. Told twice it is posted once. another: it
    is known that just so much was taken back before. Raises WrittenDownAlready,
    ChargedBackBefore.
    """
    assert account.case is not None
    key, sides = f"chargeback {once}", _sides(cents, fee_cents)
    if known := posted_before(key, sides):
        _is_of(known, account)
        return known
    if not another:
        _is_new(account, cents, on)
    with acting(actor, events.CHARGED_BACK, account.case) as event:
        made = post(
            actor,
            case=account.case,
            person=account.person,
            sides=sides,
            on=on,
            memo="chargeback",
            words={"why": why},
            key=key,
        )
        event.note(made)
        event.say(amount=cents, why=why)
        _hold_all(actor, account, why)
    return made


def charged_back(account: Account, cents: int, on: date) -> QuerySet[Journal]:
    """Movements by which just so much was taken back from this client lately, oldest first."""
    claims = Entry.objects.filter(
        account__book=Book.CLAIMS,
        account__case=account.case_id,
        account__person=account.person_id,
        cents=cents,
    )
    rows = Journal.objects.filter(memo="chargeback", on__gte=on - LATELY)
    return rows.filter(pk__in=claims.values("journal")).order_by("on", "pk")


# Rooms above say what stands against a payment going back (`@stands_against_return`).
AGAINST_RETURN: list[Callable[[Payment], None]] = []


def stands_against_return(ask: Callable[[Payment], None]) -> Callable[[Payment], None]:
    """Have it asked as a payment is to go back; it raises ChargebackOpen."""
    AGAINST_RETURN.append(ask)
    return ask


def payment_may_go_back(payment: Payment | None) -> None:
    """Asked when a second person agrees: much may have happened since it was asked for."""
    if payment is not None:
        for ask in AGAINST_RETURN:
            ask(payment)


def _is_of(known: Journal, account: Account) -> None:
    whose = {"account__case": account.case_id, "account__person": account.person_id}
    if not Entry.objects.filter(journal=known, **whose).exists():
        raise another(known)


def _is_new(account: Account, cents: int, on: date) -> None:
    before = charged_back(account, cents, on).first()
    if before is not None:
        raise ChargedBackBefore(
            gettext(
                "%(amount)s were taken back from this client on %(day)s already, and stand "
                "in the books: the processor may have told us by itself. If it is another "
                "one, say so here."
            )
            % {"amount": money(cents), "day": date_format(before.on, "DATE_FORMAT")}
        )


def _hold_all(actor: Actor, account: Account, why: str) -> None:
    """All that the client has in this case, in whichever trust account it stands."""
    theirs = Account.objects.filter(
        book=Book.CLIENT_TRUST, case=account.case_id, person=account.person_id
    )
    for one in theirs.select_related("case").order_by("pk"):
        hold_account(one)
        if rest := one.cents - one.held_cents:
            hold_money(actor, one, kind=Kind.CHARGEBACK, cents=rest, why=why)


def disputed(invoice: Invoice) -> int:
    """How much of an invoice its client disputes, in whole cents."""
    rows = Hold.objects.filter(invoice=invoice, released_at__isnull=True)
    return rows.aggregate(all=Sum("cents"))["all"] or 0


def may_go_back(account: Account) -> None:
    """Nothing is given back twice: once by us, and once by the card's bank."""
    if Hold.objects.filter(
        account=account, kind=Kind.CHARGEBACK, released_at__isnull=True
    ).exists():
        raise ChargebackOpen(
            gettext(
                "A card payment of this client is charged back. Nothing is given back "
                "until an attorney has decided on it and released the money."
            )
        )


def _sides(cents: int, fee_cents: int) -> list[Side]:
    sides = [
        Side(Book.CLAIMS, debit=cents),
        Side(Book.OPERATING_BANK, credit=cents + fee_cents),
    ]
    return sides + ([Side(Book.PROCESSING, debit=fee_cents)] if fee_cents else [])
