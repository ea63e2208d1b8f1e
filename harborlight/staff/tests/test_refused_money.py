"""Bad input on every page of money: refused in words, and the books stay as they were."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from harborlight.bank.actions import (
    bring_statement,
    match_certain,
    open_bank_account,
    prepare_month,
    sign_month,
)
from harborlight.bank.tests.conftest import MARCH, ofx
from harborlight.billing.actions import (
    add_line,
    approve_withdrawal,
    ask_withdrawal,
    decline_withdrawal,
    draft_invoice,
    issue_invoice,
    record_payment,
    start_payment,
)
from harborlight.billing.models import Payment, Withdrawal
from harborlight.cases.actions import add_party
from harborlight.cases.queries import people_of
from harborlight.firm.actions import add_member, end_membership
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import Membership, User
from harborlight.firm.roles import Role
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.trust.actions import deposit, post_house_money
from harborlight.trust.models import Account, Book
from harborlight.workflow.actions import end_case
from tests.cast import DAY, a_case_of_marias
from tests.untouched import nothing_moves

# Nothing, less than nothing, half a cent, another currency, and what only looks like money.
AMOUNTS = ("-5", "1.005", "0", "€100", "100 USD", "1,23", "1e3", "9" * 19, "NaN", "٥")
TYPED = "Zanahoria"


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


def on(actor, name="on", **moved):
    day = today(actor.firm.time_zone)
    told_day = {"day": day.day, "month": day.month, "year": day.year} | moved
    return {f"{name}_{part}": str(one) for part, one in told_day.items()}


def came(ben, case, cents, once, method="wire 1"):
    about = {"purpose": "advance fee", "method": method, "on": DAY, "once": once}
    return deposit(ben, case, person=people_of(ben, case)[0], cents=cents, **about)


@pytest.fixture
def held(ben, begun):
    return came(ben, begun.case, 300_000, "a").account


@pytest.fixture
def draft(ada, begun):
    made = draft_invoice(ada, begun.case, payer=begun.petitioner.person)
    add_line(ada, made, kind="fee", words="Work", cents=50_000, to="operating")
    return made


@pytest.fixture
def by_card(maria, ada, begun):
    """$100.00 that María paid by card."""
    made = draft_invoice(ada, begun.case, payer=begun.petitioner.person)
    add_line(ada, made, kind="fee", words="Advice", cents=10_000, to="operating")
    issue_invoice(ada, made)
    payment = start_payment(maria, made, reference="sbx_1")
    record_payment(
        Actor.processor(maria.firm), payment, cents=10_000, method="Visa 4242"
    )
    return payment


def every_page(ben, begun, held, draft, invoice, by_card):
    """Each page that takes an amount: what is typed there, and the name of its box."""
    day, once = on(ben), {"once": "z"}
    person = people_of(ben, begun.case)[0]
    why = {"why": TYPED}
    line = {"kind": "fee", "words": TYPED, "to": "operating"}
    put_in = {"person": person.key, "purpose": "advance fee", "method": "transfer"}
    out = {"purpose": "refund", "payee": TYPED, **why, **once}
    house = {"kind": "bank charge", **why, **day, **once}
    by_hand = {"method": "check", "number": TYPED, **day, **once}
    cost = {"kind": "other", "words": TYPED}
    plan = {"count": "3", "every": "month", **on(ben, "first")}
    return [
        (address("put-in", begun.case), put_in | day | once | {"number": TYPED}, "cents"),
        (address("ask-withdrawal", held), out, "cents"),
        (address("hold-money", held), {"kind": "lien", **why}, "cents"),
        (address("chargeback", held), {"fee_cents": "0", **why, **day, **once}, "cents"),
        (reverse("staff:house-money"), house, "cents"),
        (address("receive", invoice), by_hand, "cents"),
        (address("refund", by_card), {**why, **once}, "cents"),
        (address("add-line", draft), line, "cents"),
        (address("credit-invoice", invoice), why, "cents"),
        (address("write-off", invoice), why, "cents"),
        (address("discount", draft), why, "cents"),
        (address("new-cost", begun.case), cost, "estimate_cents"),
        (address("offer-plan", invoice), plan, "down_cents"),
    ]  # fmt: skip


@pytest.mark.feature("F177", "F178")
def test_no_page_takes_an_amount_that_is_none(
    ben, begun, held, draft, invoice, by_card
):
    desk = at_the_desk(ben)
    pages = every_page(ben, begun, held, draft, invoice, by_card)
    with nothing_moves():
        for number, (where, said, box) in enumerate(pages):
            for amount in AMOUNTS[:2] if number else AMOUNTS:
                page = desk.post(where, said | {box: amount})
                text = words(page)
                assert page.status_code == 422, (where, amount)
                assert "Write an amount in dollars, for example 1,250.00." in text
                assert f'value="{amount}"' in text, "nothing typed is lost"
                assert TYPED in text or TYPED not in said.values(), where


@pytest.mark.feature("F177")
def test_money_of_a_day_to_come_is_not_written_down(ben, begun, held, invoice):
    """So no deposit counts as cleared before it came."""
    desk, later = at_the_desk(ben), on(ben, year=2200)
    why = {"why": TYPED, "once": "z", "cents": "5"} | later
    person = people_of(ben, begun.case)[0].key
    put_in = {"person": person, "purpose": "advance fee", "method": "check"}
    waits = came(ben, begun.case, 5_000, "w", method="check 3")
    for where, said in (
        (address("put-in", begun.case), why | put_in),
        (address("clear-deposit", waits), later),
        (address("chargeback", held), why | {"fee_cents": "0"}),
        (reverse("staff:house-money"), why | {"kind": "interest"}),
        (address("receive", invoice), why | {"method": "cash"}),
        (address("new-cost", begun.case), {"kind": "other", "words": TYPED, "actual_cents": "5"} | on(ben, "spent_on", year=2200)),
    ):  # fmt: skip
        with nothing_moves():
            page = desk.post(where, said)
        assert page.status_code == 422, where
        assert "This day is still to come." in words(page)
    held.refresh_from_db()
    assert (held.cents, held.uncleared_cents) == (305_000, 5_000)


@pytest.fixture
def march_is_signed(ben, ada, begun):
    came(ben, begun.case, 30_000, "m")
    bank = open_bank_account(ben, name="First", book="trust bank", number_ends="4821")
    line = ("20260304", "300.00", "f1", "WIRE IN")
    data = ofx(line, balance="300.00")
    bring_statement(ben, bank, name="march.ofx", pieces=[data])
    match_certain(ben, bank, on=date(2026, 3, 31))
    sign_month(ada, prepare_month(ben, bank, month=MARCH))
    return Account.objects.get(book=Book.CLIENT_TRUST)


@pytest.mark.feature("F177")
def test_no_page_posts_into_a_month_that_was_signed(ben, begun, march_is_signed):
    desk, march = at_the_desk(ben), on(ben, day=30, month=3, year=2026)
    why = {"why": TYPED, "once": "z", "cents": "5"} | march
    person = people_of(ben, begun.case)[0].key
    put_in = {"person": person, "purpose": "advance fee", "method": "transfer"}
    for where, said in (
        (address("put-in", begun.case), why | put_in | {"number": TYPED}),
        (reverse("staff:house-money"), why | {"kind": "interest"}),
    ):
        with nothing_moves():
            page = desk.post(where, said)
        assert page.status_code == 422, where
        text = words(page)
        assert "March 2026 is reconciled, signed and closed" in text
        assert f'value="{TYPED}"' in text, "nothing typed is lost"
    after = why | {"kind": "interest"} | on(ben, day=1, month=4, year=2026)
    assert told(desk.post(reverse("staff:house-money"), after, follow=True))


@pytest.mark.feature("F177")
def test_a_form_that_is_sent_again_for_something_else_is_told_so(
    ada, ben, begun, held, invoice
):
    desk, person = at_the_desk(ben), people_of(ben, begun.case)[0].key
    put_in = {"person": person, "purpose": "advance fee", "method": "cash"}
    put_in |= {"cents": "10", "once": "p"} | on(ben)
    house = {"kind": "bank charge", "cents": "1", "why": "May", "once": "h"} | on(ben)
    back = {"cents": "10", "fee_cents": "0", "why": "It", "once": "c"} | on(ben)
    other = a_case_of_marias(ada)
    theirs = came(ben, other, 5_000, "t").account
    for where, said, changed in (
        (address("put-in", begun.case), put_in, {"cents": "20"}),
        (reverse("staff:house-money"), house, {"why": "June"}),
        (address("chargeback", held), back, {"cents": "20"}),
    ):
        assert desk.post(where, said).status_code == 302
        with nothing_moves():
            assert desk.post(where, said).status_code == 302, "sent twice"
            page = desk.post(where, said | changed)
        assert page.status_code == 422
        assert "This form was sent before" in words(page)
    with nothing_moves():
        them = people_of(ben, other)[0].key
        page = desk.post(address("put-in", other), put_in | {"person": them})
        assert "This form was sent before" in words(page)
        page = desk.post(address("chargeback", theirs), back)
        assert "This form was sent before" in words(page)


def test_a_credit_note_that_is_pressed_twice_is_given_once(ben, begun, invoice):
    desk, where = at_the_desk(ben), address("credit-invoice", invoice)
    said = {"cents": "100", "why": TYPED, "seen": str(invoice.owed_cents)}
    assert f'value="{invoice.owed_cents}"' in words(desk.get(where))
    assert desk.post(where, said).status_code == 302
    with nothing_moves():
        page = desk.post(where, said)
    text = words(page)
    assert page.status_code == 422 and "$2,375.00 is owed now" in text and TYPED in text
    again = said | {"seen": "237500"}
    assert 'name="seen" value="237500"' in text
    assert desk.post(where, again).status_code == 302, "whoever saw it may press again"


@pytest.mark.feature("F177")
def test_interest_that_did_not_come_is_not_passed_on(ben, held):
    desk, where = at_the_desk(ben), reverse("staff:house-money")
    said = {"kind": "interest paid", "cents": "0.85", "why": TYPED, "once": "a"}
    with nothing_moves():
        page = desk.post(where, said | on(ben))
    assert page.status_code == 422
    assert "only $0.00 was there on that day" in words(page)
    post_house_money(
        ben, kind="interest", cents=85, on=DAY + timedelta(5), why="x", once="i"
    )
    early = said | on(ben, day=4, month=3, year=2026)
    with nothing_moves():
        assert desk.post(where, early).status_code == 422
        assert desk.post(where, said | on(ben) | {"cents": "0.86"}).status_code == 422
    assert desk.post(where, said | on(ben)).status_code == 302


@pytest.mark.feature("F042", "F177")
def test_no_money_comes_into_a_closed_case(ada, ben, pat, begun, held, payer_case):
    asked = ask_withdrawal(
        ben, held, purpose="other case", cents=10_000, why=TYPED, once="o",
        payee="Letter of March 2", to_case=payer_case,
    )  # fmt: skip
    end_case(ada, payer_case, on=DAY)
    with nothing_moves():
        page = at_the_desk(pat).post(address("approve-withdrawal", asked), follow=True)
    assert told(page) == ["That case is closed, and holds no client’s money."]
    decline_withdrawal(pat, asked, comment="It is closed")
    work = draft_invoice(ada, begun.case, payer=begun.petitioner.person)
    add_line(ada, work, kind="fee", words="Work", cents=300_000, to="operating")
    issue_invoice(ada, work)
    earned = {"purpose": "earned", "why": TYPED, "once": "e", "invoice": work}
    approve_withdrawal(ada, ask_withdrawal(ben, held, cents=300_000, **earned))
    end_case(ada, begun.case, on=DAY)
    taken, said = Payment.objects.get(), {"why": TYPED, "once": "r"}
    with nothing_moves():
        page = at_the_desk(ben).post(address("reverse-payment", taken), said)
    assert page.status_code == 422 and TYPED in words(page)
    assert "This case is closed, and this money would come back into trust" in words(
        page
    )


@pytest.fixture
def payer_case(ada, begun):
    """Another case of the same client."""
    other = a_case_of_marias(ada)
    add_party(ada, other, person=begun.petitioner.person, part="beneficiary")
    return other


@pytest.mark.feature("F178")
def test_who_lost_the_part_in_the_firm_approves_no_more(clock, ada, ben, pat, held):
    asked = ask_withdrawal(
        ben, held, purpose="refund", cents=100, why="x", once="o", payee="María"
    )
    desk, where = at_the_desk(ada), address("approve-withdrawal", asked)
    assert "Approve</button>" in words(desk.get(address("withdrawal", asked)))
    end_membership(pat, Membership.objects.get(user=ada.user_id))
    with nothing_moves():
        assert desk.post(where).status_code in (302, 404)
    add_member(clock, User.objects.get(pk=ada.user_id), role=Role.PARALEGAL)
    with nothing_moves():
        assert at_the_desk(ada).post(where).status_code in (403, 404)
    asked.refresh_from_db()
    assert asked.waits


@pytest.mark.feature("F178")
def test_hidden_boxes_that_were_changed_change_nothing(ada, ben, held):
    """What is approved is what was asked for, whoever adds boxes to the form."""
    forged = {"cents": "1", "payee": "Ada", "state": "approved", "decided_by": "x"}
    forged |= {
        "asked_by": str(ada.user_id),
        "trust_cents": "0",
        "account": str(held.pk),
    }
    said = {
        "purpose": "refund",
        "cents": "10",
        "why": "x",
        "once": "o",
        "payee": "María",
    }
    at_the_desk(ben).post(address("ask-withdrawal", held), forged | said)
    asked = Withdrawal.objects.get()
    assert (asked.waits, asked.asked_by_id) == (True, ben.user_id)
    assert (asked.cents, asked.trust_cents, asked.payee) == (1_000, 1_000, "María")
    at_the_desk(ada).post(address("approve-withdrawal", asked), forged)
    asked.refresh_from_db()
    held.refresh_from_db()
    assert (asked.cents, asked.payee, held.cents) == (1_000, "María", 299_000)
    assert asked.decided_by_id == ada.user_id


@pytest.mark.feature("F172")
def test_a_tax_is_one_that_the_firm_recorded_and_no_line_by_hand(ada, draft):
    desk, where = at_the_desk(ada), address("add-line", draft)
    assert '<option value="tax"' not in words(desk.get(address("invoice", draft)))
    said = {"kind": "tax", "words": TYPED, "cents": "10", "to": "operating"}
    with nothing_moves():
        page = desk.post(where, said)
    assert page.status_code == 422 and "Select a valid choice" in words(page)


@pytest.mark.feature("F177")
def test_a_page_of_a_ledger_that_is_none_is_no_fault_of_ours(ben, held):
    desk, where = at_the_desk(ben), address("client-ledger", held)
    for number in ("9" * 14, "9" * 5000, "²", "-1", "0", ""):
        assert desk.get(where, {"page": number}).status_code == 200, number
