"""An issued invoice asks for less: by a credit note, or because we expect no more."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import NothingToPay, not_out_of_trust
from harborlight.billing.actions.counting import left_of, state_of
from harborlight.billing.actions.posting import earned_parts, hold, post_for
from harborlight.billing.models import Invoice, Reduction
from harborlight.billing.splitting import share_out
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import next_number
from harborlight.firm.words import money
from harborlight.trust.actions import Side
from harborlight.trust.models import Book


class MoreThanOwed(Exception):
    """Nothing is taken off that is not owed: what was paid is given back instead."""


class OwedChanged(MoreThanOwed):
    """The page is of before: a form sent twice takes something off once."""

    rule = "T8"


def credit_invoice(
    actor: Actor,
    invoice: Invoice,
    *,
    cents: int,
    why: str,
    given_back: bool = False,
    seen: int | None = None,
) -> Reduction:
    """Give a credit note: what we earn comes first, then what would go into trust.

    given_back: so much was paid and went back; of that, trust's part went first. seen:
    what was owed on the page that whoever gives it saw. Raises NothingToPay, MoreThanOwed,
    OwedChanged.
    """
    with acting(actor, events.CREDITED, invoice) as event:
        hold(invoice)
        _is_as_seen(invoice, seen)
        left = left_of(invoice)
        _is_owed(invoice, cents, left.trust + left.earned)
        earned = min(cents, left.earned)
        if given_back:
            earned = cents - min(cents, left.trust)
        made = _made(
            actor, invoice, Reduction.Kind.CREDIT, cents, why, trust=cents - earned
        )
        invoice.credited_cents += cents
        if earned:
            _post(actor, invoice, made, _parts(invoice, earned), memo="credit note")
        _take_off(invoice)
        event.note(made)
        event.say(
            number=invoice.number,
            note=made.number,
            amount=cents,
            why=why,
            for_person=str(invoice.payer_id),
        )
    return made


def write_off(
    actor: Actor, invoice: Invoice, *, cents: int, why: str, seen: int | None = None
) -> Reduction:
    """Expect no more of what we earned; trust money is never touched by it.

    seen: as `credit_invoice`. Raises NothingToPay, MoreThanOwed, OwedChanged.
    """
    with acting(actor, events.WRITTEN_OFF, invoice) as event:
        hold(invoice)
        _is_as_seen(invoice, seen)
        _is_owed(invoice, cents, left_of(invoice).earned)
        made = _made(actor, invoice, Reduction.Kind.WRITE_OFF, cents, why)
        invoice.written_off_cents += cents
        _post(actor, invoice, made, {Book.WRITTEN_OFF: cents}, memo="written off")
        _take_off(invoice)
        event.note(made)
        event.say(number=invoice.number, amount=cents, why=why)
    return made


def _is_as_seen(invoice: Invoice, seen: int | None) -> None:
    if seen is not None and seen != invoice.owed_cents:
        raise OwedChanged(
            gettext(
                "Something came or was taken off since you opened this page: "
                "%(owed)s is owed now. Nothing was taken off. Look whether it is still "
                "right, then press again."
            )
            % {"owed": money(invoice.owed_cents)}
        )


def _is_owed(invoice: Invoice, cents: int, most: int) -> None:
    if not invoice.is_open:
        raise NothingToPay(gettext("Nothing is owed on this invoice."))
    not_out_of_trust(invoice)
    if not 0 < cents <= most:
        raise MoreThanOwed(
            gettext(
                "At most %(most)s can be taken off here: so much of it is owed. What was "
                "paid already is given back instead, and what belongs into trust is not "
                "written off."
            )
            % {"most": money(most)}
        )


def _made(
    actor: Actor,
    invoice: Invoice,
    kind: Reduction.Kind,
    cents: int,
    why: str,
    *,
    trust: int = 0,
) -> Reduction:
    day = today(actor.firm.time_zone)
    letters = "CN" if kind == Reduction.Kind.CREDIT else "WO"
    count = next_number(actor.firm, f"{kind}s {day.year}")
    return Reduction.objects.create(
        firm=actor.firm,
        case_id=invoice.case_id,
        invoice=invoice,
        kind=kind,
        number=f"{letters}-{day.year}-{count:04}",
        cents=cents,
        trust_cents=trust,
        why=why,
        on=day,
        made_at=now(),
        made_by_id=actor.user_id,
    )


def _parts(invoice: Invoice, cents: int) -> dict[Book, int]:
    """Of which of our books it is taken: in proportion to what the invoice put there."""
    there = earned_parts(invoice)
    shares = share_out(cents, [*there.values()])
    return {book: share for book, share in zip(there, shares, strict=True) if share}


def _post(
    actor: Actor,
    invoice: Invoice,
    made: Reduction,
    parts: dict[Book, int],
    *,
    memo: str,
) -> None:
    post_for(
        actor,
        invoice,
        [
            *(Side(book, debit=cents) for book, cents in parts.items()),
            Side(Book.RECEIVABLE, credit=sum(parts.values())),
        ],
        memo=memo,
        key=f"reduction {made.pk}",
    )


def _take_off(invoice: Invoice) -> None:
    invoice.state = state_of(invoice)
    invoice.save(update_fields=["credited_cents", "written_off_cents", "state"])
