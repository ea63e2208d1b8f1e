"""Money out of trust and payments put right, page by page, by two persons."""

import pytest
from django.urls import reverse

from harborlight.billing.actions import (
    add_line,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.billing.models import Line, Payment, Withdrawal
from harborlight.firm.actions import waive_second_pair
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.trust.models import Account, Book


@pytest.fixture
def held(ben, invoice):
    """$675.00 in trust."""
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=67_500, method="transfer 7", on=on, once="a")
    return Account.objects.get(book=Book.CLIENT_TRUST)


FEE = {
    "purpose": "government fee",
    "cents": "600",
    "payee": "USCIS, check 12",
    "why": "Filing fee of Form I-130",
    "once": "a",
}


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


def asked(actor, held, **also):
    at_the_desk(actor).post(address("ask-withdrawal", held), FEE | also)
    return Withdrawal.objects.get()


@pytest.mark.feature("F178", "F181")
def test_finance_asks_an_attorney_agrees_and_the_ledger_shows_it(ada, ben, begun, held):
    desk = at_the_desk(ben)
    case = words(desk.get(address("case-money", begun.case)))
    assert "Take money out" in case
    assert "$675.00" in words(desk.get(address("ask-withdrawal", held)))
    page = desk.post(address("ask-withdrawal", held), FEE, follow=True)
    assert told(page) == [
        "Asked, of the money for “USCIS filing fee, Form I-130 on paper”. A second person "
        "has to agree."
    ]
    assert "You asked for this" in words(page) and "Approve</button>" not in words(page)
    found = Withdrawal.objects.get()
    theirs = at_the_desk(ada)
    office = words(theirs.get(reverse("staff:money")))
    assert "Waits for a second person" in office and "$600.00" in office
    page = words(theirs.get(address("withdrawal", found)))
    assert "Held in trust now" in page and "$75.00" in page and ben.name in page
    page = theirs.post(address("approve-withdrawal", found), follow=True)
    assert told(page) == ["Approved. It stands in the books."]
    case = words(desk.get(address("case-money", begun.case)))
    assert "USCIS, check 12: Filing fee of Form I-130" in case
    assert "$75.00" in case


@pytest.mark.feature("F178", "F181")
def test_money_goes_back_to_who_paid_it_or_somebody_writes_why_not(ada, ben, held):
    """trust.md T11; whoever approves reads who paid, how, and the reason."""
    desk, page = at_the_desk(ben), address("ask-withdrawal", held)
    who = held.person.full_name
    shown = words(desk.get(page))
    assert f"{who} paid it:" in shown and "$675.00" in shown
    line = Line.objects.get(kind="government fee").key
    back = FEE | {"purpose": "refund", "payee": "", "line": line, "why": "Not needed"}
    other = desk.post(page, back | {"payee": "Juan Otro, check 9"})
    assert other.status_code == 422 and f"{who} paid this" in words(other)
    assert 'value="Juan Otro, check 9"' in words(other), "what was typed is not lost"
    assert not Withdrawal.objects.exists()
    desk.post(page, back)
    made = Withdrawal.objects.get()
    assert made.payee == who, "to whom it belongs, if nobody is named"
    decider = at_the_desk(ada)
    decision = words(decider.get(address("withdrawal", made)))
    assert "Who paid it, and how" in decision and "$675.00" in decision
    decider.post(address("decline-withdrawal", made), {"comment": "To her son"})
    why = {"payee": "Juan Otro, check 9", "other_payee_why": "Her son, she wrote so"}
    desk.post(page, back | why | {"once": "b"})
    made = Withdrawal.objects.get(state="asked")
    assert "Her son, she wrote so" in words(decider.get(address("withdrawal", made)))


def test_the_second_person_reads_the_payee_as_it_will_be_paid(ada, ben, held):
    turned = "USCIS \u202edrawer\u202c,\r\ncheck\u200b 12"
    found = asked(ben, held, payee=turned, why="Fee\u2066 of\u2069 it")
    assert (found.payee, found.why) == ("USCIS drawer, check 12", "Fee of it")
    page = words(at_the_desk(ada).get(address("withdrawal", found)))
    assert "USCIS drawer, check 12" in page and "\u202e" not in page


def test_what_is_wrong_with_it_stands_at_the_field_and_nothing_typed_is_lost(ben, held):
    desk = at_the_desk(ben)
    for wrong, sentence in (
        ({"cents": "675.01"}, "Only $675.00 is free"),
        ({"purpose": ""}, "Choose what it is for."),
        ({"why": ""}, "Write why the money leaves trust."),
        ({"cents": ""}, "Write an amount in dollars"),
        ({"cents": "0"}, "Write an amount in dollars"),
        ({"cents": "-5"}, "Write an amount in dollars"),
        ({"cents": "1.005"}, "Write an amount in dollars"),
        ({"purpose": "earned"}, "Select a valid choice"),
        ({"payee": ""}, "Say to whom the money goes, and how."),
        ({"purpose": "reversal"}, "Select a valid choice"),
        ({"why": "x" * 301}, "room for 300 letters; this has 301"),
    ):
        page = desk.post(address("ask-withdrawal", held), FEE | wrong)
        assert (page.status_code, sentence in words(page)) == (422, True), sentence
        kept = {**FEE, **wrong}
        assert f'value="{kept["cents"]}"' in words(page)
    assert not Withdrawal.objects.exists()


def test_fees_are_asked_for_against_an_invoice_of_theirs(
    ada, ben, pat, begun, held, invoice
):
    on = invoice.issued_on
    desk = at_the_desk(ben)
    earned = {**FEE, "purpose": "earned", "invoice": invoice.key, "payee": ""}
    page = words(desk.get(address("ask-withdrawal", held)))
    assert "Earned fees" not in page, "all of it is for the government"
    advance = draft_invoice(ada, begun.case, payer=begun.petitioner.person)
    add_line(ada, advance, kind="fee", words="Advance", cents=60_000, to="trust")
    issue_invoice(ada, advance)
    receive_payment(ben, advance, cents=60_000, method="wire 1", on=on, once="b")
    assert "$600.00" in words(desk.get(address("ask-withdrawal", held)))
    more = desk.post(address("ask-withdrawal", held), earned | {"cents": "601"})
    assert "$675.00 of this money was paid for a government fee" in words(more)
    page = desk.post(address("ask-withdrawal", held), earned | {"cents": "600"})
    assert page.status_code == 302
    meanwhile = words(desk.get(address("receive", invoice)))
    assert "Somebody asked to pay $600.00 of it" in meanwhile
    at_the_desk(pat).post(address("approve-withdrawal", Withdrawal.objects.get()))
    page = words(desk.get(address("invoice", invoice)))
    assert "Money held in trust" in page and "Partly paid" in page
    other = draft_invoice(ada, begun.case, payer=begun.beneficiary.person)
    add_line(ada, other, kind="fee", words="Work", cents=100, to="operating")
    issue_invoice(ada, other)
    theirs = earned | {"invoice": other.key, "once": "b", "cents": "1"}
    assert desk.post(address("ask-withdrawal", held), theirs).status_code == 422
    assert on == other.issued_on


def test_what_waits_for_somebodys_word_stands_on_their_own_first_page(
    ada, ben, pat, held
):
    asked(ada, held)
    waits = "Money out of trust, for you to decide"
    today = words(at_the_desk(pat).get(reverse("staff:home")))
    assert waits in today and "$600.00" in today and "USCIS, check 12" in today
    # Who asked decides nothing, nor does finance.
    for other in (ada, ben):
        assert waits not in words(at_the_desk(other).get(reverse("staff:home")))
    at_the_desk(pat).post(address("approve-withdrawal", Withdrawal.objects.get()))
    assert waits not in words(at_the_desk(pat).get(reverse("staff:home")))


def test_who_asked_cannot_approve_whatever_the_firm_waives(harbor, ada, held):
    waive_second_pair(ada, harbor)
    found = asked(ada, held)
    desk = at_the_desk(ada)
    page = words(desk.get(address("withdrawal", found)))
    assert "money in trust always needs two persons" in page
    assert "Approve</button>" not in page
    page = desk.post(address("approve-withdrawal", found), follow=True)
    assert "Money in trust always needs two persons." in told(page)[0]
    assert Withdrawal.objects.get().waits
    office = words(desk.get(reverse("staff:office")))
    assert "Money in trust always needs a second person." in office


def test_declined_with_a_reason_or_taken_back(ada, ben, held):
    found = asked(ben, held)
    desk = at_the_desk(ada)
    page = desk.post(address("decline-withdrawal", found), {"comment": " "})
    assert page.status_code == 422
    page = desk.post(
        address("decline-withdrawal", found), {"comment": "Wrong check"}, follow=True
    )
    assert "Wrong check" in words(page) and "Ada declined it" in words(page)
    # Whoever asked finds there how to ask anew; whoever decided is not asked to.
    assert "Ask anew" not in words(page)
    assert "Ask anew" in words(at_the_desk(ben).get(address("withdrawal", found)))
    page = desk.post(address("approve-withdrawal", found), follow=True)
    assert told(page) == [
        "This was decided already, or taken back. Nothing was changed."
    ]
    at_the_desk(ben).post(address("ask-withdrawal", held), FEE | {"once": "b"})
    second = Withdrawal.objects.get(state="asked")
    page = at_the_desk(ben).post(address("take-back-withdrawal", second), follow=True)
    assert told(page) == ["Taken back. The money is free again."]


def test_a_form_sent_twice_asks_once(ben, held):
    desk = at_the_desk(ben)
    for _press in range(2):
        page = desk.post(address("ask-withdrawal", held), FEE, follow=True)
    assert told(page) == ["This was asked for already. It is asked for once."]
    assert Withdrawal.objects.count() == 1


@pytest.mark.feature("F193", "F194")
def test_a_bounced_check_is_reversed_and_its_receipt_is_marked(
    ada, ben, maria, invoice, held
):
    desk, payment = at_the_desk(ben), Payment.objects.get()
    page = words(desk.get(address("invoice", invoice)))
    # A payment that is good is not said to be none: the way to reverse it is a verb.
    assert "Reverse…" in page and "Does not count" not in page
    page = words(desk.get(address("reverse-payment", payment)))
    assert "A partner or an attorney who did not ask has to agree" in page
    said = {"why": "The check bounced", "once": "r"}
    page = desk.post(address("reverse-payment", payment), said, follow=True)
    assert told(page) == ["Asked. A second person has to agree."]
    assert "Waits for a second person" in words(page)
    at_the_desk(ada).post(address("approve-withdrawal", Withdrawal.objects.get()))
    page = words(desk.get(address("invoice", invoice)))
    assert "The check bounced" in page and "Void the invoice" in page
    assert "Does not count" in page and "Reverse…" not in page
    theirs = at_the_desk(maria)
    page = words(theirs.get(reverse("portal:invoice", args=[invoice.pk])))
    assert "This payment no longer counts: The check bounced" in page


def test_a_refusal_to_reverse_is_a_sentence_and_keeps_what_was_typed(
    ada, ben, invoice, held
):
    found = asked(ben, held)
    at_the_desk(ada).post(address("approve-withdrawal", found))
    payment = Payment.objects.get()
    said = {"why": "The check bounced", "once": "r"}
    page = at_the_desk(ben).post(address("reverse-payment", payment), said)
    assert page.status_code == 422
    assert "only $75.00 is free there now" in words(page)
    assert "put the firm’s own money into the trust account today" in words(page)
    assert "The check bounced" in words(page)


@pytest.mark.feature("F193")
def test_the_same_cash_on_the_same_day_is_asked_about(ben, invoice):
    desk = at_the_desk(ben)
    said = {"cents": "10", "method": "cash", "on": invoice.issued_on.isoformat()}
    desk.post(address("receive", invoice), said | {"once": "a"})
    page = desk.post(address("receive", invoice), said | {"once": "b"})
    assert page.status_code == 422
    assert "This is other money: write it down too" in words(page)
    assert Payment.objects.count() == 1
    page = desk.post(address("receive", invoice), said | {"once": "a"}, follow=True)
    assert told(page) == [
        "This payment of $10.00 is written down already: nothing was written down a "
        "second time."
    ]
    again = said | {"once": "b", "another": "on"}
    assert desk.post(address("receive", invoice), again).status_code == 302
    assert Payment.objects.count() == 2


@pytest.mark.parametrize("who", ["paul", "rita", "maria"])
def test_who_does_not_read_money_finds_nothing(who, request, ben, held):
    found = asked(ben, held)
    desk = at_the_desk(request.getfixturevalue(who))
    payment = Payment.objects.get()
    for name, row in (
        ("ask-withdrawal", held),
        ("withdrawal", found),
        ("give-back", payment),
        ("reverse-payment", payment),
    ):
        assert desk.get(address(name, row)).status_code == 404, name
    for name in ("approve", "decline", "take-back"):
        page = desk.post(address(f"{name}-withdrawal", found))
        assert page.status_code == 404, name
