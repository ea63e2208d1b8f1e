"""Money of a case, with its word."""

from __future__ import annotations

from harborlight.billing.actions import (
    add_line,
    advance_fee,
    approve_withdrawal,
    ask_withdrawal,
    draft_invoice,
    hold_money,
    issue_invoice,
    keep_receipt_paper,
)
from harborlight.billing.models import Payment, Receipt
from harborlight.billing.queries import holding
from harborlight.firm.actor import Actor
from harborlight.firm.vault.stored import keep_bytes
from harborlight.outside.payments import Asked as AskedToPay
from harborlight.outside.payments_sandbox import sandbox
from harborlight.trust.actions import (
    add_payee,
    deposit,
    say_whose,
    set_terms,
    take_unknown,
)
from harborlight.trust.jobs import prove_books
from harborlight.trust.queries import trust_ledgers
from tests.whole_case import Begun


def receipts(begun: Begun, word: str) -> None:
    """The papers of its receipts, and the card house's page for what was paid."""
    clock = Actor.clock(begun.case.firm)
    for receipt in Receipt.objects.filter(case=begun.case):
        paper = keep_bytes(clock.firm, begun.case.pk, f"Receipt {word}".encode())
        keep_receipt_paper(clock, receipt, file=paper)
    for paid in Payment.objects.filter(case=begun.case):
        asked = AskedToPay(paid.reference, paid.cents, paid.trust_cents, "", "/")
        sandbox().begin(asked)


def out_of_trust(begun: Begun, ada: Actor, pat: Actor, word: str) -> None:
    """Money that left trust, and some that is asked for."""
    held = trust_ledgers(ada, begun.case)[0].account
    came = {"purpose": "third party", "cents": 5, "method": f"check {word}"}
    on = begun.case.opened_on
    deposit(pat, begun.case, person=held.person, on=on, once=word, **came)
    hold_money(ada, held, kind="lien", cents=1, why=f"Held {word}")
    set_terms(pat, state="CA", float_limit_cents=None)
    _payee(begun, pat, word)
    _unknown(begun, pat, word)
    paid = {"person": held.person, "words": f"Fee {word}", "way": "card"}
    advance_fee(pat, begun.case, **paid, cents=5, on=on, once=word)
    prove_books(Actor.clock(pat.firm))
    held.refresh_from_db()
    fee = holding(ada, held).only_meant(100)
    done, _waits = (
        ask_withdrawal(
            ada,
            held,
            purpose="refund",
            cents=100,
            line=fee,
            payee=f"Somebody {word}",
            other_payee_why=f"Asked {word}",
            why=f"Why {word}",
            once=f"{word} {n}",
        )
        for n in range(2)
    )
    approve_withdrawal(pat, done)


def _payee(begun: Begun, pat: Actor, word: str) -> None:
    """Where a client of the case is paid."""
    account = {"bank": f"Bank {word}", "routing": "021000021", "number": "4444555566"}
    add_payee(pat, name=f"Payee {word}", kind="client", case=begun.case, **account)


def fees_out_of_trust(begun: Begun, ada: Actor, pat: Actor, word: str) -> None:
    """What is to pay an invoice of the client's with their money, and waits."""
    payer = begun.petitioner.person
    invoice = draft_invoice(ada, begun.case, payer=payer)
    work = {"kind": "fee", "words": f"Work {word}", "to": "operating"}
    add_line(ada, invoice, cents=100, **work)
    issue_invoice(ada, invoice)
    came = {"purpose": "advance fee", "cents": 200, "method": f"cash {word}"}
    on, once = begun.case.opened_on, f"Fees {word}"
    held = deposit(pat, begun.case, person=payer, on=on, once=once, **came).account
    held.refresh_from_db()
    asked = {"purpose": "earned", "why": f"Earned {word}", "once": once}
    ask_withdrawal(ada, held, cents=100, invoice=invoice, **asked)


def _unknown(begun: Begun, pat: Actor, word: str) -> None:
    """Money in suspense that somebody said is of the case."""
    on, payer = begun.case.opened_on, begun.petitioner.person
    found = take_unknown(pat, cents=7, on=on, why=f"From {word}", once=word)
    whose = {"case": begun.case, "person": payer, "purpose": "third party"}
    say_whose(pat, found, **whose, why=f"Slip {word}")
