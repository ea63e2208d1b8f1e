"""What a processor took, gave back and told for a case, and what is of the firm."""

from __future__ import annotations

from datetime import date

from harborlight.billing.models import Invoice, Payment, Withdrawal
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.paying.actions import (
    approve_till,
    ask_till,
    change_export,
    export_transactions,
    make_link,
)
from harborlight.paying.models import (
    Charge,
    Consent,
    Dispute,
    Heard,
    Planned,
    Return,
    Till,
)
from tests.whole_case import Begun


def taken(begun: Begun, ada: Actor, pat: Actor, word: str) -> None:
    """One row of each, with the word where people write."""
    till = Till.objects.first() or _of_the_firm(ada, pat)
    case, moment = begun.case, now()
    payment = Payment.objects.filter(case=case).first()
    common = {"firm": case.firm, "case": case}
    Charge.objects.create(**common, payment=payment)
    Dispute.objects.create(
        **common,
        payment=payment,
        number=f"du_{word}",
        cents=100,
        opened_at=moment,
        evidence=f"Evidence {word}",
    )
    Return.objects.create(
        **common,
        payment=payment,
        withdrawal=Withdrawal.objects.filter(case=case, state="approved").first(),
        cents=100,
        begun_at=moment,
        why_not=f"Why {word}",
    )
    agreed = Consent.objects.create(
        **common,
        payer=payment.payer,
        till=till,
        words=f"Words {word}",
        method="Visa ending in 4242",
        agreed_at=moment,
    )
    invoice = Invoice.objects.filter(case=case).exclude(number="").first()
    Planned.objects.create(
        **common,
        invoice=invoice,
        consent=agreed,
        due_on=date(2030, 3, 2),
        told_on=date(2026, 3, 2),
        cents=100,
    )
    _link(ada, invoice)


def _link(ada: Actor, invoice: Invoice) -> None:
    """An invoice that is paid takes no new link: this one was made before."""
    state, invoice.state = invoice.state, Invoice.State.ISSUED
    make_link(ada, invoice, days=1)
    invoice.state = state


def _of_the_firm(ada: Actor, pat: Actor) -> Till:
    said = {"called": "First Bank", "api_key": "sk_test_guards"}
    said |= {"secret": "whsec_guards"}
    takes = {"takes_cards": True, "takes_bank": False, "is_gross": True, "is_on": False}
    asked = ask_till(pat, to="operating", **said, **takes)
    till = approve_till(ada, asked, read_at=asked.asked_at)
    ask_till(pat, to="trust", **said, **takes)
    Heard.objects.create(
        firm=pat.firm, till=till, number="evt_1", kind="x", about="y", heard_at=now()
    )
    change_export(pat, shape="csv", is_daily=False, columns=[], codes={}, case_codes={})
    export_transactions(pat, first=date(2026, 3, 1), last=date(2026, 3, 2))
    return till
