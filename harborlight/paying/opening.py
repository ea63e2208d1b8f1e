"""The processor's page for a payment: opened, found again, or opened anew.

It is asked without the database, beside the thread that serves everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from harborlight.billing.models import Payment
from harborlight.firm.actor import Actor
from harborlight.firm.beside import Work, done
from harborlight.outside.payments import (
    Asked,
    Processor,
    ProcessorDown,
    ProcessorRefused,
    declined,
)
from harborlight.paying.houses import house
from harborlight.paying.jobs.keeping import note_number
from harborlight.paying.jobs.settling import settle, settle_payment
from harborlight.paying.models import Charge


class NoPage(Exception):
    """The processor gives no page now; the code says why: "down" or "refused"."""


@dataclass(frozen=True)
class Opened:
    """A page and its number; no address: it was paid there already, or said why not.

    trouble: a code of ours. said: why what they left was not charged.
    """

    number: str
    address: str
    attempt: int
    trouble: str = ""
    said: str = ""


def open_page(there: Processor, asked: Asked, number: str) -> Opened:
    """The page that stands open, or a new one."""
    try:
        if number:
            became = there.read(number)
            if became.address or became.state in ("paid", "on its way"):
                return Opened(number, became.address, asked.attempt)
            asked = replace(asked, attempt=asked.attempt + 1)
        begun = there.begin(asked)
    except ProcessorDown:
        return Opened(number, "", asked.attempt, "down")
    except ProcessorRefused:
        return Opened(number, "", asked.attempt, "refused")
    return Opened(begun.number, begun.address, asked.attempt)


def charge_kept(there: Processor, asked: Asked, number: str, saved: str) -> Opened:
    """Charge what the payer left with the processor; no page of before is paid besides."""
    try:
        if number:
            became = there.cancel(number)
            if became.state in ("paid", "on its way", "open"):
                return Opened(number, became.address, asked.attempt)
            asked = replace(asked, attempt=asked.attempt + 1)
        became = there.charge_now(asked, saved)
    except ProcessorDown:
        return Opened(number, "", asked.attempt, "down")
    except ProcessorRefused:
        return Opened(number, "", asked.attempt, "refused")
    if became.state == "failed":
        # Under another key the next time: the processor repeats what it said to this one.
        return Opened(became.number, "", asked.attempt + 1, said=became.why)
    return Opened(became.number, became.address, asked.attempt)


def page_for(
    request: Any,
    actor: Actor,
    payment: Payment,
    charge: Charge,
    asked: Asked,
    *,
    saved: str = "",
) -> str:
    """The address of the processor's page; where it was paid already, of what comes after.

    saved: charge this instead. Raises beside.Needs, so that the processor is asked beside
    us; and NoPage.
    """
    asked = replace(asked, attempt=charge.attempt)
    there = house(charge.till)
    what: Callable[[], Opened] = partial(open_page, there, asked, charge.number)
    if saved:
        what = partial(charge_kept, there, asked, charge.number, saved)
    work = Work(
        about=f"pay {asked.key} {charge.number} {bool(saved)}",
        do=what,
        whose=str(actor.user_id or payment.pk),
        watched=True,
    )
    opened: Opened = done(request, work)
    if opened.trouble:
        raise NoPage(opened.trouble)
    if charge.till and (opened.number, opened.attempt) != (
        charge.number,
        charge.attempt,
    ):
        note_number(actor, charge, number=opened.number, attempt=opened.attempt)
    if opened.said:
        settle(
            Actor.processor(actor.firm), payment, charge, declined(asked, opened.said)
        )
    elif not opened.address:
        settle_payment.enqueue(payment.reference)
    return opened.address or asked.back
