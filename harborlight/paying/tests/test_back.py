"""Money goes back, is disputed, or is charged on its day; by Stripe and in the sandbox."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from harborlight.billing.actions import (
    ChargedBackBefore,
    approve_withdrawal,
    ask_withdrawal,
    credit_invoice,
    record_payment,
    release_hold,
    start_payment,
    take_chargeback,
)
from harborlight.billing.models import Invoice, Payment, Reduction, Withdrawal
from harborlight.cases.actions import change_sensitivity
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, running_from, today
from harborlight.firm.models import Event, Notice
from harborlight.firm.vault.events import words_of
from harborlight.firm.words import money, sentence
from harborlight.paying.actions import (
    CannotBeAnswered,
    CannotGoBack,
    answer_dispute,
    ask_refund,
    make_link,
    revoke_links,
)
from harborlight.paying.jobs.charging import charge_what_is_due, tell_of_charges
from harborlight.paying.models import Charge, Consent, Dispute, Planned, Return
from harborlight.paying.tests.conftest import tell, work
from harborlight.paying.tests.test_stripe import press
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_payments import print_of
from harborlight.trust.actions import Overdrawn, reserve
from harborlight.trust.models import Account, Book
from harborlight.trust.queries import balance, misstated, three_way


@pytest.fixture
def pay(harbor, maria, invoice, tills, stripe):
    """María pays a part by way of Stripe."""

    def paid(part="trust", **also):
        press(browser_of(maria), invoice, part, **also)
        charge = Charge.objects.select_related("payment").latest("payment__started_at")
        stripe.do("pay", number=charge.number)
        for body in stripe.notices():
            tell(tills[part], body)
        work(harbor)
        charge.refresh_from_db()
        return charge

    return paid


@pytest.mark.feature("F163", "F194")
def test_what_two_agreed_goes_back_the_way_it_came_and_never_more(
    harbor, ben, pat, invoice, pay, stripe, tills
):
    payment = pay().payment
    with pytest.raises(CannotGoBack, match="Never more than was paid"):
        ask_refund(ben, payment, cents=payment.cents + 1, why="x", once="a")
    made = ask_refund(ben, payment, cents=20_000, why="Filed less", once="a")
    assert made.trust_cents == 20_000 and balance(ben, Book.TRUST_BANK) == payment.cents
    with pytest.raises(Refused):
        approve_withdrawal(ben, made)
    approve_withdrawal(pat, made)
    work(harbor)
    back = Return.objects.get()
    assert (back.state, back.cents) == ("done", 20_000)
    assert balance(ben, Book.CLIENT_TRUST) == payment.cents - 20_000
    assert three_way(pat).agrees and misstated(pat) == []
    tell(tills["trust"], stripe.notices()[-1])  # refund.created, after the answer
    work(harbor)
    assert Event.objects.filter(kind="payment.returned").count() == 1
    payment.refresh_from_db()
    with pytest.raises(CannotGoBack, match="once"):
        ask_refund(ben, payment, cents=100, why="x", once="b")
    refunds = [row for row in stripe.do("asked") if row[1] == "/v1/refunds"]
    assert len([row for row in refunds if row[2] == f"return {made.pk}"]) == 1


@pytest.mark.feature("F163", "F165")
def test_what_went_back_is_asked_for_no_more_and_a_credit_note_says_so(
    harbor, ben, pat, maria, invoice, pay
):
    payment = pay().payment
    said = {"cents": payment.cents, "why": "Not filed after all", "credits": True}
    made = ask_refund(ben, payment, once="a", **said)
    invoice.refresh_from_db()
    before = invoice.owed_cents
    approve_withdrawal(pat, made)
    work(harbor)
    invoice.refresh_from_db()
    assert invoice.credited_cents == payment.cents
    assert invoice.owed_cents == before - payment.cents
    note = Reduction.objects.get()
    assert note.trust_cents == payment.cents and note.made_by_id is None
    assert three_way(pat).agrees and misstated(pat) == []
    browser = browser_of(maria)
    page = browser.get(reverse("portal:invoice", args=[invoice.pk])).content.decode()
    assert "We gave $675.00 of it back" in page and "Not filed after all" in page
    paper = browser.get(reverse("portal:credit-note", args=[note.pk])).content
    words = print_of(paper)
    assert f"Credit note {note.number}" in words and "$675.00" in words


def test_what_stripe_refuses_is_told_to_the_books(harbor, ben, pat, pay, stripe):
    charge = pay()
    Charge.objects.update(charge="ch_nobody")
    made = ask_refund(ben, charge.payment, cents=100, why="x", once="a")
    approve_withdrawal(pat, made)
    from harborlight.firm.working import claim, run

    Charge.objects.update(charge=charge.charge)
    stripe.do("refund", said={"charge": charge.charge, "amount": charge.payment.cents})
    work(harbor)
    assert Return.objects.get().state == "failed"
    assert Event.objects.filter(kind="payment.return-failed").count() == 1
    assert run and claim() == []


@pytest.mark.feature("F194")
def test_a_dispute_takes_from_operating_and_holds_trust(
    harbor, ada, ben, pat, pay, stripe, tills
):
    charge = pay()
    held, operating = charge.payment.cents, balance(ben, Book.OPERATING_BANK)
    kept = balance(ben, Book.PROCESSING)
    begun = stripe.do("dispute", number=charge.number)
    for body in stripe.notices() * 2:
        tell(tills["trust"], body)
    work(harbor)
    dispute = Dispute.objects.get()
    assert (dispute.cents, dispute.fee_cents, dispute.hold.cents) == (held, 1500, held)
    assert balance(ben, Book.OPERATING_BANK) == operating - held - 1500
    assert balance(ben, Book.TRUST_BANK) == held == balance(ben, Book.CLIENT_TRUST)
    parts = ("payment.disputed", "payment.charged-back", "trust.held")
    told = Notice.objects.filter(user=ada.user_id, kind__in=parts)
    assert [*told.values_list("kind", flat=True)] == ["payment.disputed"], "once"
    event = Event.objects.get(kind="payment.disputed")
    assert f"{money(held)} in trust is held" in sentence(
        event.kind, words_of(harbor, [event])[event.pk]
    )
    account = Account.objects.get(book=Book.CLIENT_TRUST)
    with pytest.raises(Overdrawn):
        reserve(account, cents=1)
    with pytest.raises(CannotGoBack, match="at their bank"):
        ask_refund(ben, charge.payment, cents=100, why="x", once="a")
    answer_dispute(ben, dispute, evidence="Agreement of March 2, filed March 9.")
    with pytest.raises(CannotBeAnswered):
        answer_dispute(pat, dispute, evidence="Again")
    work(harbor)
    stripe.do("close", number=begun["id"], status="won")
    tell(tills["trust"], stripe.notices()[-1])
    work(harbor)
    dispute.refresh_from_db()
    assert dispute.state == "won" and dispute.hold.released_at is None
    assert balance(ben, Book.CLAIMS) == 0
    assert balance(ben, Book.PROCESSING) == kept + 1500
    assert balance(ben, Book.OPERATING_BANK) == operating - 1500
    with pytest.raises(Refused):
        release_hold(ben, dispute.hold, note="Won")
    release_hold(ada, dispute.hold, note="Won")
    account.refresh_from_db()
    assert account.free_cents == held and three_way(pat).agrees


@pytest.mark.feature("F194")
@pytest.mark.parametrize("by_hand_first", [True, False])
def test_one_chargeback_is_booked_once_whoever_writes_it_down(
    harbor, ada, ben, pay, stripe, tills, by_hand_first
):
    charge = pay()
    account = Account.objects.get(book=Book.CLIENT_TRUST)
    operating, cents = balance(ben, Book.OPERATING_BANK), charge.payment.cents
    said = {"cents": cents, "fee_cents": 1500, "on": today(harbor.time_zone)}
    said |= {"why": "Not known to the payer", "once": "c"}

    def told_by_stripe():
        stripe.do("dispute", number=charge.number)
        for body in stripe.notices():
            tell(tills["trust"], body)
        work(harbor)

    if by_hand_first:
        take_chargeback(ben, account, **said)
        told_by_stripe()
        assert Dispute.objects.get().journal.key == "chargeback c"
    else:
        told_by_stripe()
        with pytest.raises(ChargedBackBefore, match="stand in the books"):
            take_chargeback(ben, account, **said)
    assert balance(ben, Book.OPERATING_BANK) == operating - cents - 1500
    assert balance(ben, Book.CLAIMS) == cents


@pytest.mark.feature("F187", "F189")
def test_a_link_pays_one_invoice_and_shows_nothing_else(
    harbor, ada, ben, case, invoice, tills, stripe
):
    token = make_link(ada, invoice, days=7)
    page, stranger = reverse("pay", args=[token]), Client()
    text = stranger.get(page).content.decode()
    assert "Flat fee" in text and "Rivas" not in text
    there = stranger.post(reverse("pay-go", args=[token]), {"part": "operating"})
    assert there.url.startswith("https://checkout.stripe.com/")
    stripe.do("pay", number=Charge.objects.get().number)
    tell(tills["operating"], stripe.notices()[-1])
    work(harbor)
    payment = Payment.objects.get()
    assert payment.state == "received" and payment.started_by_id is None
    invoice.refresh_from_db()
    credit_invoice(ben, invoice, cents=1_050, why="One copy less")
    invoice.refresh_from_db()
    text = stranger.get(page).content.decode()
    assert f"−{money(payment.cents)}" in text and "−$10.50" in text
    assert money(invoice.cents) in text and money(invoice.owed_cents) in text
    change_sensitivity(ada, case, is_sensitive=True)
    assert "Flat fee" not in stranger.get(page).content.decode()
    with running_from(now() + timedelta(days=8)):
        assert stranger.get(page).status_code == 410
    revoke_links(ada, invoice)
    assert stranger.get(page).status_code == 410
    assert stranger.get(reverse("pay", args=["0" * 26])).status_code == 404
    assert "no-store" in stranger.get(page)["Cache-Control"]
    tries = [
        stranger.post(reverse("pay-go", args=[token])).status_code for _ in range(3)
    ]
    assert set(tries) == {410}


@pytest.mark.feature("F171", "F174")
def test_what_was_agreed_is_charged_on_its_day_once_and_told_before(
    harbor, clock, ada, maria, case, payer, invoice, pay, stripe
):
    pay("operating", keep="itself")
    Invoice.objects.filter(pk=invoice.pk).update(state="void")
    from harborlight.billing.actions import add_line, draft_invoice, issue_invoice

    later = draft_invoice(ada, case, payer=payer)
    add_line(ada, later, kind="fee", words="Part", cents=50_000, to="operating")
    issue_invoice(ada, later)
    day = today(harbor.time_zone)
    Invoice.objects.filter(pk=later.pk).update(due_on=day + timedelta(days=3))
    assert tell_of_charges(clock, day) == 1 and tell_of_charges(clock, day) == 0
    assert charge_what_is_due(clock, day) == 0
    due = day + timedelta(days=3)
    consent = Consent.objects.get()
    consent.saved = "pm_decline"
    consent.save()
    assert charge_what_is_due(clock, due) == 1
    work(harbor)
    assert Payment.objects.get(invoice=later).state == "failed"
    assert Event.objects.filter(kind="payment.failed").count() == 1
    assert charge_what_is_due(clock, due) == 0  # not again on this day
    consent.saved = "pm_1"
    consent.save()
    again = due + timedelta(days=3)
    assert charge_what_is_due(clock, again) == charge_what_is_due(clock, again) == 1
    work(harbor)
    later.refresh_from_db()
    assert later.state == "paid" and Planned.objects.get().tries == 2
    own = Planned.objects.get().key
    assert len({one[2] for one in stripe.do("asked") if own in one[2]}) == 2


def test_a_withdrawn_agreement_charges_nothing(harbor, clock, maria, pay):
    pay("operating", keep="itself")
    browser_of(maria).post(
        reverse("portal:stop-charging", args=[Consent.objects.get().pk])
    )
    assert tell_of_charges(clock, today(harbor.time_zone)) == 0
    assert Withdrawal.objects.count() == 0


@pytest.mark.feature("F163", "F177")
def test_our_fee_goes_back_also_after_the_government_was_paid(
    ben, ada, pat, maria, invoice
):
    """One card paid both; the part in trust went to the government since."""
    payment = start_payment(maria, invoice, reference="sbx_1")
    processor = Actor.processor(invoice.firm)
    record_payment(processor, payment, cents=payment.cents, method="Visa 4242")
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    fee = {
        "purpose": "government fee",
        "line": invoice.lines.get(kind="government fee"),
    }
    fee |= {"payee": "USCIS, check 12", "why": "Filed", "once": "f"}
    approve_withdrawal(ada, ask_withdrawal(ben, held, cents=67_500, **fee))
    payment.refresh_from_db()
    with pytest.raises(CannotGoBack, match=r"\$1,800.00 can go back"):
        ask_refund(ben, payment, cents=180_001, why="x", once="a")
    made = ask_refund(ben, payment, cents=50_000, why="We do less", once="b")
    assert (made.cents, made.trust_cents) == (50_000, 0)
    approve_withdrawal(pat, made)
    assert balance(ben, Book.OPERATING_BANK) == 130_000
    assert balance(ben, Book.CLIENT_TRUST) == 0
    invoice.refresh_from_db()
    assert invoice.owed_cents == 50_000
    assert three_way(pat).agrees and misstated(pat) == []
