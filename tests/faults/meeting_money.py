"""Two at one invoice, one payment or the same money in trust."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from harborlight.billing.actions import (
    add_government_fee,
    approve_withdrawal,
    ask_withdrawal,
    draft_invoice,
    drop_draft,
    issue_invoice,
    record_payment,
    start_payment,
)
from harborlight.billing.models import Invoice, Line, Payment, Receipt, Withdrawal
from harborlight.billing.queries import holding
from harborlight.firm.actor import Actor
from harborlight.people.models import Person
from harborlight.trust.models import Book, Journal
from harborlight.trust.queries import balance, trust_ledgers
from tests.faults.dying import done
from tests.faults.filed import ON
from tests.faults.met import happened, meet
from tests.faults.playing import behind_a_door, case, firm, who


def both_bill() -> None:
    def desk() -> Callable[[], Any]:
        invoice = the_invoice()
        return lambda: issue_invoice(who("Ada"), invoice)

    meet(
        "two issue one invoice",
        [desk, desk],
        lambda: [happened("invoice.issued"), Journal.objects.count()],
    )

    def payer() -> Callable[[], Any]:
        invoice, reference = the_invoice(), f"sbx {uuid4()}"
        return lambda: start_payment(who("María"), invoice, reference=reference).pk

    meet("two tabs begin to pay", [payer, payer], lambda: Payment.objects.count())

    def notice() -> Callable[[], Any]:
        payment = Payment.objects.get()
        processor = Actor.processor(firm())
        return lambda: record_payment(
            processor, payment, cents=payment.cents, method="Visa"
        )

    meet(
        "the processor tells twice",
        [notice, notice],
        lambda: [
            happened("payment.posted"),
            Receipt.objects.count(),
            Journal.objects.count(),
            the_invoice().state,
        ],
    )


def both_charge() -> None:
    """Two have a draft of their own, and ask for the same government fee."""

    def draft() -> Callable[[], Any]:
        ada, payer = who("Ada"), Person.objects.get(login=who("María").user_id)
        made = draft_invoice(ada, case(), payer=payer)
        fee = {"form": "i-130", "channel": "paper", "on": ON, "texts": {"en": "A fee"}}
        return lambda: add_government_fee(ada, made, **fee).pk

    meet(
        "two charge one government fee",
        [draft, draft],
        lambda: Line.objects.count(),
    )

    def dropped() -> None:
        for invoice in Invoice.objects.all():
            drop_draft(who("Ada"), invoice)

    done(behind_a_door(dropped))


def the_invoice() -> Invoice:
    """The one that is to be paid."""
    return Invoice.objects.exclude(state=Invoice.State.VOID).get()


def both_take() -> None:
    """All that is in trust, asked for twice; then agreed to twice."""

    def tab() -> Callable[[], Any]:
        ben = who("Ben")
        held = trust_ledgers(ben, case())[0].account
        fee = holding(ben, held).only_meant(held.cents)
        words = {"payee": "USCIS", "why": "Fee", "once": f"{uuid4()}", "line": fee}
        return lambda: (
            ask_withdrawal(
                ben, held, purpose="government fee", cents=held.cents, **words
            ).pk
        )

    meet(
        "two ask for the same trust money",
        [tab, tab],
        lambda: Withdrawal.objects.count(),
    )

    def second(name: str) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            asked = Withdrawal.objects.get()
            return lambda: approve_withdrawal(who(name), asked)

        return opens

    meet(
        "two agree to one withdrawal",
        [second("Ada"), second("Pat")],
        lambda: [
            Journal.objects.filter(key__startswith="withdrawal").count(),
            balance(who("Ben"), Book.CLIENT_TRUST),
        ],
    )
