"""What was agreed about fees in a case, worked and spent, with its word."""

from __future__ import annotations

from datetime import date

from harborlight.agreements.actions import (
    PartSaid,
    accept_agreement,
    agree_plan,
    ask_agreement,
    ask_cost,
    choose_payer,
    note_cost,
    note_fees,
    offer_plan,
    set_rate,
    start_timer,
    write_agreement,
    write_time,
)
from harborlight.agreements.models import Timer
from harborlight.agreements.schedule import schedule
from harborlight.billing.actions import (
    add_line,
    add_tax,
    credit_invoice,
    decide_late_policy,
    decide_letterhead,
    draft_invoice,
    issue_invoice,
)
from harborlight.firm.actor import Actor
from tests.whole_case import Begun

ON = date(2024, 7, 1)


def agreed(begun: Begun, ada: Actor, pat: Actor, paul: Actor, word: str) -> None:
    """An agreement, who pays, hours, costs to agree to, and a plan."""
    case, payer = begun.case, begun.petitioner.person
    texts = {"en": f"All {word}", "es": f"Todo {word}"}
    parts = [PartSaid("signing", 10_000, texts=texts)]
    said = {"shape": "flat", "fee_cents": 10_000, "words": f"Flat {word}"}
    agreement = write_agreement(ada, case, **said, parts=parts)
    accept_agreement(ada, agreement, by=payer, on=ON)
    ask_agreement(ada, write_agreement(ada, case, **said, parts=parts), of=payer)
    choose_payer(ada, case, person=payer, pays="everything", sees="account")
    note_fees(ada, case, words=f"They talked {word}")
    work = {"work": "legal", "words": f"Wrote {word}"}
    write_time(ada, case, on=ON, minutes=30, **work)
    # One timer a person: in every case somebody else's is running.
    whose = next((one for one in (ada, pat, paul) if not _runs(one)), None)
    assert whose
    start_timer(whose, case, **work)
    cost = note_cost(ada, case, kind="other", words=f"For {word}", estimate_cents=500)
    ask_cost(ada, cost, of=payer)
    _in_parts(begun, ada, pat, word)
    _rules(pat)


def _runs(actor: Actor) -> bool:
    return Timer.objects.filter(user=actor.user_id).exists()


def _in_parts(begun: Begun, ada: Actor, pat: Actor, word: str) -> None:
    """Another invoice, paid in parts, of which some is credited."""
    invoice = draft_invoice(ada, begun.case, payer=begun.petitioner.person)
    said = {"kind": "fee", "words": f"Work {word}", "to": "operating"}
    add_line(ada, invoice, cents=30_000, **said)
    issue_invoice(ada, invoice)
    credit_invoice(pat, invoice, cents=1_000, why=f"Kind {word}")
    dues = schedule(invoice.owed_cents, count=3, first=ON, every="month")
    agree_plan(pat, offer_plan(ada, invoice, dues=dues), how=f"On paper {word}")


def _rules(pat: Actor) -> None:
    """No secret of a case."""
    set_rate(pat, user=None, work="legal", cents=20_000, from_on=ON)
    names = {"en": "Tax", "es": "Impuesto"}
    add_tax(pat, names=names, ppm=10_000, source="Code", from_on=ON)
    decide_late_policy(pat, after_days=30, cents=2_500, ppm=0, from_on=ON)
    decide_letterhead(pat, footers=names, terms=names, days_to_pay=14)
