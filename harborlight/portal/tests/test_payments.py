"""From Pay to the receipt, on the sandbox's page, as a client goes."""

from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import override

from harborlight.billing.actions import (
    approve_withdrawal,
    ask_to_reverse,
    ask_withdrawal,
    hold_money,
    issue_invoice,
    receive_payment,
    take_chargeback,
    void_invoice,
)
from harborlight.billing.models import Invoice, Payment, Receipt
from harborlight.cases.queries import activity
from harborlight.firm import working
from harborlight.firm.actions import earn_flat_fees
from harborlight.firm.clock import now, today
from harborlight.firm.models import Event, Job, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.words import sentence
from harborlight.outside.payments_sandbox import sandbox
from harborlight.paying.jobs.settling import ask_about_payments, settle_payment
from harborlight.portal.tests.conftest import browser_of
from harborlight.trust.actions import deposit
from harborlight.trust.models import Account, Book
from harborlight.trust.queries import balance, misstated, three_way, unbalanced
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of
from tests.whole_case import AGREED


@pytest.fixture(autouse=True)
def _sandbox_of_this_test(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def invoice(ada, pat, begun, clients):
    earn_flat_fees(pat, pat.firm, rests_on=AGREED)
    invoice = bill_case(ada, begun.case, course_of(ada, begun.case))
    issue_invoice(ada, invoice)
    return invoice


def work(firm):
    """What the worker does, until nothing is left."""
    while True:
        keep_up_in(firm)
        jobs = working.claim()
        if not jobs:
            return
        for job in jobs:
            working.run(job)
            assert job.state == Job.DONE, job.errors


def address(name, row):
    return reverse(f"portal:{name}", args=[row.pk])


def press_pay(browser, invoice):
    return browser.post(address("pay", invoice)).url


def choose(browser, page, outcome):
    return browser.post(f"{page}decide/", {"outcome": outcome}).url


@pytest.mark.feature("F163", "F164", "F168", "F175", "F177", "F189")
def test_a_client_pays_in_the_sandbox_and_has_the_receipt(harbor, pat, maria, invoice):
    browser = browser_of(maria)
    page = press_pay(browser, invoice)
    assert press_pay(browser, invoice) == page  # pressed twice, asked once
    text = browser.get(page).content.decode()
    assert "No real money moves" in text and "$2,475.00" in text
    back = choose(browser, page, "pay")
    assert choose(browser, page, "decline") == back  # paid stays paid
    assert "being confirmed" in browser.get(back).content.decode()
    work(harbor)
    text = browser.get(back).content.decode()
    assert "This invoice is paid" in text and "Visa ending in 4242" in text
    file = browser.get(address("receipt", Receipt.objects.get()))
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    assert browser.get(address("invoice-paper", invoice)).content[:4] == b"%PDF"
    assert balance(pat, Book.OPERATING_BANK) == 180_000
    assert balance(pat, Book.TRUST_BANK) == balance(pat, Book.CLIENT_TRUST) == 67_500
    assert three_way(pat).agrees
    assert unbalanced(pat) == [] == misstated(pat)


def test_the_first_page_says_what_is_to_be_paid_or_that_nothing_is(ben, maria, invoice):
    browser, home = browser_of(maria), reverse("portal:home")
    assert "Nothing is to be paid now." not in browser.get(home).content.decode()
    void_invoice(ben, invoice)
    assert "Nothing is to be paid now." in browser.get(home).content.decode()


def test_a_declined_card_is_told_and_another_one_pays(harbor, maria, invoice):
    browser = browser_of(maria)
    page = press_pay(browser, invoice)
    back = choose(browser, page, "decline")
    work(harbor)
    assert "Nothing was charged" in browser.get(back).content.decode()
    assert "The card was declined" in browser.get(page).content.decode()
    assert press_pay(browser, invoice) == page  # the one page, in whichever tab
    choose(browser, page, "pay")
    work(harbor)
    invoice.refresh_from_db()
    assert invoice.state == Invoice.State.PAID
    assert Payment.objects.get().state == Payment.State.RECEIVED


def print_of(pdf):
    """The words on the first page of a paper."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return " ".join(page.get_textpage().get_text_range().split())


@pytest.mark.feature("F184")
def test_who_reads_spanish_reads_invoice_and_receipt_in_spanish(
    harbor, pat, maria, invoice
):
    User.objects.filter(pk=maria.user_id).update(language="es")
    browser = browser_of(maria)
    browser.get(address("invoice", invoice), {"language": "es"})
    text = strip_tags(browser.get(address("invoice", invoice)).content.decode())
    assert "Tarifa de USCIS, formulario I-130 en papel" in text
    assert "Honorario fijo: petición I-130" in text and "Flat fee" not in text
    paper = print_of(browser.get(address("invoice-paper", invoice)).content)
    assert "Factura" in paper and "Tarifa de USCIS" in paper and "Fee" not in paper
    choose(browser, press_pay(browser, invoice), "pay")
    work(harbor)
    file = browser.get(address("receipt", Receipt.objects.get()))
    paper = print_of(b"".join(file.streaming_content))
    assert "Recibo" in paper and "Honorario fijo" in paper
    paid = browser.get(address("invoice", invoice)).content.decode()
    assert "Pagada" in paid and "Pagado" not in paid  # una factura
    with override("es"):
        said = [
            sentence(one.event.kind, one.words) for one in activity(pat, invoice.case)
        ]
    assert "El procesador de tarjetas asentó" in "".join(said)


def test_a_check_that_came_meanwhile_is_told_and_what_is_left_can_be_paid(
    harbor, ben, maria, invoice
):
    browser = browser_of(maria)
    page = press_pay(browser, invoice)
    receive_payment(
        ben, invoice, cents=100_000, method="check 7", on=invoice.issued_on, once="a"
    )
    work(harbor)
    back = choose(browser, page, "pay")
    work(harbor)
    text = browser.get(back).content.decode()
    assert "Nothing was charged: the amount has changed." in text
    assert "changed to $1,475.00 meanwhile" in text and "Pay $1,475.00" in text
    choose(browser, press_pay(browser, invoice), "pay")
    work(harbor)
    assert "the amount has changed" not in browser.get(back).content.decode()


@pytest.mark.feature("F165", "F194")
def test_the_receipt_of_a_payment_that_does_not_count_says_so_on_paper(
    harbor, ada, ben, maria, invoice
):
    said = {"method": "check 7", "on": invoice.issued_on, "once": "a"}
    payment = receive_payment(ben, invoice, cents=100_000, **said)
    work(harbor)
    asked = ask_to_reverse(ben, payment, why="The check bounced", once="r")
    approve_withdrawal(ada, asked)
    browser = browser_of(maria)
    where = address("receipt", Receipt.objects.get())
    assert browser.get(where).status_code == 404, "the clean paper is not handed out"
    assert (
        "is being printed" in browser.get(address("invoice", invoice)).content.decode()
    )
    work(harbor)
    paper = print_of(b"".join(browser.get(where).streaming_content))
    day = date_format(invoice.issued_on, "DATE_FORMAT")
    assert f"WITHDRAWN on {day}" in paper
    assert "This payment no longer counts: The check bounced" in paper
    assert "Received $" not in paper and "no proof of payment $0.00" in paper


@pytest.mark.parametrize("card", ["pay", "decline"])
def test_who_comes_back_from_the_card_is_not_asked_again_though_cash_came_meanwhile(
    card, ben, maria, invoice
):
    browser = browser_of(maria)
    page = press_pay(browser, invoice)
    receive_payment(
        ben, invoice, cents=1_000, method="cash", on=invoice.issued_on, once="a"
    )
    back = choose(browser, page, card)
    text = browser.get(back).content.decode()
    assert "Your payment is being confirmed." in text and "Pay $" not in text
    settle_payment.func(Payment.objects.get(state="started").reference)
    text = browser.get(back).content.decode()
    declined = "The payment did not go through. Nothing was charged." in text
    assert (declined, "Pay $2,465.00" in text) == (card == "decline",) * 2


def test_who_comes_back_from_the_card_to_an_invoice_taken_back_owes_and_paid_nothing(
    ben, maria, invoice
):
    browser = browser_of(maria)
    press_pay(browser, invoice)
    void_invoice(ben, invoice)
    text = browser.get(f"{address('invoice', invoice)}?back=1").content.decode()
    assert "This invoice no longer has to be paid." in text
    assert "This invoice is paid" not in text


def test_whoever_goes_away_again_can_come_back_to_the_same_payment(maria, invoice):
    browser = browser_of(maria)
    page = press_pay(browser, invoice)
    text = browser.get(f"{address('invoice', invoice)}?left=1").content.decode()
    assert "You did not pay." in text and "Pay $2,475.00" in text
    assert press_pay(browser, invoice) == page


def test_a_notice_delivered_again_and_again_counts_once(harbor, maria, invoice):
    browser = browser_of(maria)
    page = press_pay(browser, invoice)
    choose(browser, page, "pay")
    body, headers = sandbox().notice(Payment.objects.get().reference, now())
    for _delivery in range(3):
        answer = Client(enforce_csrf_checks=True).post(
            "/hooks/payments/", body, content_type="application/json", headers=headers
        )
        assert answer.status_code == 204
    work(harbor)
    assert Receipt.objects.count() == 1
    assert Event.objects.filter(kind="payment.posted").count() == 1


@pytest.mark.feature("F249")
def test_a_forged_an_old_and_a_stranger_s_notice_are_refused(maria, invoice):
    press_pay(browser_of(maria), invoice)
    reference = Payment.objects.get().reference
    body, headers = sandbox().notice(reference, now())
    old = sandbox().notice(reference, now().replace(year=2020))
    forged = headers | {"Notice-Signature": "0" * 64}
    other = b'{"reference": "sbx_another"}'
    for sent, said in ((body, forged), (other, headers), old, (body, {})):
        answer = Client().post(
            "/hooks/payments/", sent, content_type="application/json", headers=said
        )
        assert answer.status_code == 400
    assert not Job.objects.filter(task__contains="settle").exists()
    unknown, headers = sandbox().notice("sbx_nobody_knows", now())
    answer = Client().post(
        "/hooks/payments/", unknown, content_type="application/json", headers=headers
    )
    assert answer.status_code == 404
    assert Client().get("/hooks/payments/").status_code == 405


def test_where_no_cards_are_taken_there_is_no_sandbox(settings, maria, invoice):
    settings.PAYMENTS = ""
    browser = browser_of(maria)
    text = browser.get(address("invoice", invoice)).content.decode()
    assert "Cards are not taken here yet" in text and "Pay $2,475.00" not in text
    assert browser.post(address("pay", invoice)).status_code == 404
    assert browser.get("/sandbox/pay/sbx_1/").status_code == 404
    assert Client().post("/hooks/payments/").status_code == 400
    assert not Payment.objects.exists()


@pytest.mark.feature("F249")
def test_a_lost_notice_is_made_up_for(harbor, clock, maria, invoice):
    press_pay(browser_of(maria), invoice)
    payment = Payment.objects.get()
    sandbox().decide(payment.reference, "pay")
    assert ask_about_payments(clock) == 0  # only just begun
    Payment.objects.update(started_at=now().replace(year=now().year - 1))
    assert ask_about_payments(clock) == 0  # given up long ago
    Payment.objects.update(started_at=now() - timedelta(hours=1))
    assert ask_about_payments(clock) == 1
    work(harbor)
    invoice.refresh_from_db()
    assert invoice.state == Invoice.State.PAID


def test_nobody_pays_or_reads_the_invoice_of_somebody_else(omar, invoice):
    browser = browser_of(omar)
    assert browser.get(address("invoice", invoice)).status_code == 404
    assert browser.get(address("invoice-paper", invoice)).status_code == 404
    assert browser.post(address("pay", invoice)).status_code == 404


@pytest.mark.feature("F177")
def test_a_client_sees_what_of_their_money_has_cleared_and_what_is_held_back(
    ada, pat, begun, clients
):
    maria = begun.petitioner.person
    for cents, method in ((90_000, "cash"), (10_000, "check 7")):
        deposit(
            pat,
            begun.case,
            person=maria,
            purpose="advance fee",
            cents=cents,
            method=method,
            on=today(pat.firm.time_zone),
            once=method,
        )
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    hold_money(ada, held, kind="lien", cents=25_000, why="A lien of Dr. Roe's")
    for name in ("payments", "payment-story"):
        page = browser_of(clients["petitioner"]).get(reverse(f"portal:{name}"))
        text = " ".join(strip_tags(page.content.decode().replace("<", " <")).split())
        assert "Cleared at the bank $900.00 Not cleared yet $100.00" in text
        assert "Held back for now $250.00 Nobody spends" in text
        assert "Dr. Roe" not in text


@pytest.mark.feature("F165", "F176", "F194")
def test_a_client_reads_every_movement_of_their_money_and_what_their_bank_took_back(
    ada, pat, begun, clients
):
    maria, day = begun.petitioner.person, today(pat.firm.time_zone)
    for cents in (90_000, 10_000):
        said = {"purpose": "advance fee", "method": "cash", "on": day}
        deposit(pat, begun.case, person=maria, cents=cents, once=f"{cents}", **said)
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    back = {"purpose": "refund", "payee": "María, check 1", "why": "Not needed"}
    approve_withdrawal(ada, ask_withdrawal(pat, held, cents=25_000, once="r", **back))
    browser = browser_of(clients["petitioner"])
    text = said_on(browser, "payment-story")
    assert "$750.00" in text and "then $1,000.00" in text and "then $900.00" in text
    assert f"{MINUS}$250.00 then $750.00" in text and "Not needed" in text
    assert "Taken back by your bank" not in text
    why = {"why": "Payer does not know it", "once": "c", "on": day}
    take_chargeback(pat, held, cents=30_000, fee_cents=1500, **why)
    for name in ("payments", "payment-story"):
        text = said_on(browser, name)
        assert "$300.00 of what you paid by card was taken back by your bank." in text
    other = browser_of(clients["beneficiary"])
    for name in ("payments", "payment-story"):
        assert "$300.00" not in said_on(other, name)


MINUS = "\N{MINUS SIGN}"


def said_on(browser, name):
    page = browser.get(reverse(f"portal:{name}")).content.decode()
    return " ".join(strip_tags(page.replace("<", " <")).split())
