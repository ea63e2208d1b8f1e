"""Deeds on money: billed, paid, and taken out of trust."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from harborlight.billing.actions import (
    approve_withdrawal,
    ask_withdrawal,
    issue_invoice,
    start_payment,
)
from harborlight.billing.models import Invoice, Payment, Withdrawal
from harborlight.billing.queries import holding
from harborlight.firm import working
from harborlight.firm.clock import now, running_from
from harborlight.outside.payments import Asked
from harborlight.outside.payments_sandbox import sandbox
from harborlight.paying.jobs.settling import hear_of
from harborlight.trust.queries import trust_ledgers
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of
from tests.faults.dying import done
from tests.faults.playing import behind_a_door, case, who


def bill(_: Any) -> None:
    bill_case(who("Ada"), case(), course_of(who("Ada"), case()))


def issue(_: Any) -> None:
    issue_invoice(who("Ada"), Invoice.objects.get())


def begin_to_pay(_: Any) -> None:
    reference = sandbox().new_reference()
    start_payment(who("María"), Invoice.objects.get(), reference=reference)


def of_this_page() -> str:
    """What a page to ask on is known by, however often it is sent."""
    return f"{uuid4()}"


def ask_for_trust_money(once: str) -> None:
    ben = who("Ben")
    held = trust_ledgers(ben, case())[0].account
    ask_withdrawal(
        ben,
        held,
        purpose="government fee",
        cents=held.cents,
        line=holding(ben, held).only_meant(held.cents),
        payee="USCIS",
        why="Fee",
        once=once,
    )


def agree(_: Any) -> None:
    approve_withdrawal(who("Ada"), Withdrawal.objects.get())


@behind_a_door
def hear_of_the_payment() -> None:
    """The payer paid at the processor's page, whose notice came."""
    payment = Payment.objects.get()
    sandbox().begin(
        Asked(payment.reference, payment.cents, payment.trust_cents, "fees", "/")
    )
    sandbox().decide(payment.reference, "pay")
    hear_of(payment.reference)


def work(later: int = 0) -> None:
    """What a worker does with its jobs, so many leases later."""
    with running_from(now() + timedelta(seconds=200 * later)):
        while jobs := working.claim():
            for job in jobs:
                working.run(job)


def heard_and_paid() -> None:
    done(hear_of_the_payment)
    done(work)
