"""Whatever is asked, agreed to, paid and put right: the books balance, nobody is below zero."""

from itertools import count

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harborlight.billing.actions import (
    CannotBePutRight,
    Earmarked,
    LooksDouble,
    NothingToPay,
    NotYourOwn,
    TooMuch,
    add_line,
    approve_withdrawal,
    ask_to_give_back,
    ask_to_reverse,
    ask_withdrawal,
    decline_withdrawal,
    draft_invoice,
    issue_invoice,
    receive_payment,
    record_payment,
    start_payment,
    take_back_withdrawal,
    void_invoice,
)
from harborlight.billing.models import Invoice, Line, Payment, Withdrawal
from harborlight.billing.queries import holding
from harborlight.firm.actor import Actor
from harborlight.trust.actions import Overdrawn
from harborlight.trust.models import Account, Book
from harborlight.trust.queries import balance, misstated, three_way, unbalanced

# A refusal is an answer; anything else that is raised is a mistake of ours.
REFUSALS = (
    CannotBePutRight, Earmarked, LooksDouble, NothingToPay, NotYourOwn, Overdrawn, TooMuch,
)  # fmt: skip
DEEDS = (
    "bill", "bill", "start", "card", "card", "hand", "hand", "void", "earned", "refund",
    "pay fee", "pay fee",    "back", "reverse", "reverse", "approve", "approve", "approve", "own", "decline",
    "take back",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 7), st.integers(1, 3_000)),
    min_size=5,
    max_size=40,
)


class Office:
    """The people of a story, and what they may do in it."""

    def __init__(self, ada, ben, pat, maria, case, payer, tag=""):
        self.ada, self.ben, self.pat, self.maria = ada, ben, pat, maria
        self.case, self.payer = case, payer
        self.word = (f"{tag}{n}" for n in count())

    def one(self, rows, which):
        rows = [*rows.order_by("pk")]
        return rows[which % len(rows)] if rows else None

    def do(self, deed, which, cents):
        pick = {
            "void": Invoice.objects.exclude(number=""),
            "start": Invoice.objects.exclude(number=""),
            "hand": Invoice.objects.exclude(number=""),
            "card": Payment.objects.filter(state="started"),
            "earned": Invoice.objects.exclude(number=""),
            "pay fee": Line.objects.filter(kind="government fee"),
            "refund": Account.objects.filter(book=Book.CLIENT_TRUST),
            "back": Payment.objects.filter(unapplied_cents__gt=0),
            "reverse": Payment.objects.filter(state="received"),
        }.get(deed, Withdrawal.objects.filter(state="asked"))
        row = self.one(pick, which) if deed != "bill" else which
        if row is None:
            return
        with transaction.atomic():
            getattr(self, deed.replace(" ", "_"))(row, cents)

    def bill(self, which, cents):
        made = draft_invoice(self.ada, self.case, payer=self.payer)
        for n, to in enumerate(("trust", "operating")):
            if (which + 1) >> n & 1:
                kind = "government fee" if to == "trust" and cents % 2 else "fee"
                line = {"kind": kind, "words": "Fee", "to": to}
                add_line(self.ada, made, cents=cents + n, **line)
        if made.cents:
            issue_invoice(self.ada, made)

    def start(self, row, cents):
        start_payment(self.maria, row, reference=f"sbx {next(self.word)}")

    def card(self, row, cents):
        record_payment(
            Actor.processor(row.firm), row, cents=row.cents, method="Visa 4242"
        )

    def hand(self, row, cents):
        receive_payment(
            self.ben,
            row,
            cents=cents,
            method="cash",
            on=row.issued_on,
            once=next(self.word),
            another=bool(cents % 2),
        )

    def void(self, row, cents):
        void_invoice(self.ben, row)

    def earned(self, row, cents):
        held = Account.objects.filter(book=Book.CLIENT_TRUST).first()
        if held:
            self.ask(held, cents, "earned", row)

    def refund(self, row, cents):
        self.ask(row, cents, "refund", None)

    def pay_fee(self, row, cents):
        held = Account.objects.filter(book=Book.CLIENT_TRUST).first()
        if held:
            self.ask(held, cents, "government fee", None, row)

    def ask(self, held, cents, purpose, invoice, line=None):
        words = {"payee": "María", "why": "So", "once": next(self.word)}
        ask_withdrawal(
            self.ada,
            held,
            purpose=purpose,
            cents=cents,
            invoice=invoice,
            line=line,
            **words,
        )

    def back(self, row, cents):
        ask_to_give_back(self.ben, row, why="So", once=next(self.word))

    def reverse(self, row, cents):
        ask_to_reverse(self.ben, row, why="So", once=next(self.word))

    def approve(self, row, cents):
        approve_withdrawal(self.pat, row)

    def own(self, row, cents):
        if row.asked_by_id == self.ada.user_id:
            approve_withdrawal(self.ada, row)
            raise AssertionError("Ada approved what she asked for")

    def decline(self, row, cents):
        decline_withdrawal(self.pat, row, comment="No")

    def take_back(self, row, cents):
        asker = self.ada if row.asked_by_id == self.ada.user_id else self.ben
        take_back_withdrawal(asker, row)


def all_is_right(pat):
    assert three_way(pat).agrees
    assert unbalanced(pat) == [] == misstated(pat)
    asked = Withdrawal.objects.filter(state="asked")
    for held in Account.objects.filter(book=Book.CLIENT_TRUST):
        waiting = sum(row.trust_cents for row in asked if row.account_id == held.pk)
        assert (held.reserved_cents, held.free_cents >= 0) == (waiting, True)
        # What is for the government's fees, or goes back, is really there.
        told = holding(pat, held)
        assert told.earmarked_cents + told.kept_cents <= held.free_cents
    received = [*Payment.objects.filter(state="received")]
    for invoice in Invoice.objects.all():
        of_it = [row for row in received if row.invoice_id == invoice.pk]
        assert sum(row.counted_cents for row in of_it) == invoice.paid_cents
    # What clients owe is what invoices ask for, less what was paid on top.
    open_ones = Invoice.objects.filter(state__in=["issued", "partly paid", "paid"])
    earned = sum(
        line.cents for row in open_ones for line in row.lines.filter(to="operating")
    )
    paid = sum(
        row.operating_cents
        - (row.unapplied_cents - row.unapplied_trust_cents if row.given_back_at else 0)
        for row in received
    )
    # The earned part of what came in one piece is ours once it was moved.
    moved = Withdrawal.objects.filter(purpose="moved", state="approved")
    paid += sum(row.cents for row in moved)
    assert balance(pat, Book.RECEIVABLE) == earned - paid


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whatever_is_asked_agreed_and_reversed_the_books_balance(
    ada, ben, pat, maria, case, payer, steps
):
    with transaction.atomic():
        office = Office(ada, ben, pat, maria, case, payer)
        for deed, which, cents in [("bill", 2, 900), *steps]:
            try:
                office.do(deed, which, cents)
            except REFUSALS as refusal:
                assert str(refusal)
        all_is_right(pat)
        transaction.set_rollback(True)
