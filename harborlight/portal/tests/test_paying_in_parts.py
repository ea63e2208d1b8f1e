"""A client pays as much as they choose, where the firm allows it, and what is due next."""

from datetime import timedelta

import pytest
from django.urls import reverse

from harborlight.agreements.actions import agree_plan, offer_plan
from harborlight.agreements.schedule import Due
from harborlight.billing.actions import decide_letterhead, issue_invoice
from harborlight.billing.models import Payment
from harborlight.firm.actions import earn_flat_fees
from harborlight.firm.clock import today
from harborlight.paying.jobs.settling import settle_payment
from harborlight.paying.models import Charge, Consent
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_payments import choose, work
from harborlight.trust.models import Book
from harborlight.trust.queries import balance, three_way
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of
from tests.whole_case import AGREED


@pytest.fixture
def invoice(settings, tmp_path, ada, pat, begun, clients):
    """$675 of it go into trust, $1,800 are earned when they are paid."""
    settings.HOME = tmp_path
    earn_flat_fees(pat, pat.firm, rests_on=AGREED)
    invoice = bill_case(ada, begun.case, course_of(ada, begun.case))
    issue_invoice(ada, invoice)
    return invoice


def parts_from(actor, cents):
    decide_letterhead(
        actor, footers={}, terms={}, days_to_pay=14, least_part_cents=cents
    )


def pay(browser, invoice, **said):
    where = reverse("portal:pay", args=[invoice.pk])
    return browser.post(where, {"part": "all", **said})


def page(browser, invoice):
    where = reverse("portal:invoice", args=[invoice.pk])
    return browser.get(where).content.decode()


@pytest.mark.feature("F163", "F168", "F173")
def test_a_client_pays_a_part_and_trust_is_filled_first(
    harbor, pat, ben, maria, invoice
):
    browser = browser_of(maria)
    assert "Pay another amount" not in page(browser, invoice)
    pay(browser, invoice, amount="100")
    assert "paid whole here" in page(browser, invoice)
    assert not Payment.objects.exists()
    parts_from(ben, 10_000)
    assert "From $100.00 to $2,475.00." in page(browser, invoice)
    for wrong in ("99.99", "2475.01", "-5", "much", ""):
        answer = pay(browser, invoice, amount=wrong)
        text = answer.content.decode()
        assert answer.status_code == 422 and f'value="{wrong}"' in text + 'value=""'
        assert text.index("data-summary") < text.index("What this invoice asks for")
    there = pay(browser, invoice, amount="1,000")
    choose(browser, there.url, "pay")
    work(harbor)
    assert balance(pat, Book.CLIENT_TRUST) == 67_500 == balance(pat, Book.TRUST_BANK)
    assert balance(pat, Book.OPERATING_BANK) == 32_500 and three_way(pat).agrees
    invoice.refresh_from_db()
    assert (invoice.state, invoice.owed_cents) == ("partly paid", 147_500)
    text = page(browser, invoice)
    assert "Pay $1,475.00" in text and "Receipt R-" in text
    back = f"{reverse('portal:invoice', args=[invoice.pk])}?back=1"
    assert "We received $1,000.00." in browser.get(back).content.decode()


def test_a_part_that_was_begun_is_not_taken_back_when_something_else_comes(
    harbor, ben, maria, invoice
):
    parts_from(ben, 10_000)
    browser = browser_of(maria)
    first = pay(browser, invoice, amount="300").url
    second = pay(browser, invoice, amount="200").url
    whole = pay(browser, invoice).url
    for there in (first, second):
        choose(browser, there, "pay")
        work(harbor)
    invoice.refresh_from_db()
    assert invoice.paid_cents == 50_000
    assert "no longer to be paid" in browser.get(whole).content.decode()


@pytest.mark.parametrize("card", ["pay", "decline"])
def test_of_two_pages_the_one_they_come_back_from_is_told(card, ben, maria, invoice):
    parts_from(ben, 10_000)
    browser = browser_of(maria)
    first = pay(browser, invoice, amount="300").url
    pay(browser, invoice, amount="200")  # in another tab: nothing is pressed there
    back = choose(browser, first, card)
    text = browser.get(back).content.decode()
    assert "being confirmed" in text and "Pay $" not in text
    assert "Cards are not taken here yet" not in text
    settle_payment.func(Payment.objects.get(cents=30_000).reference)
    text = browser.get(back).content.decode()
    assert "being confirmed" not in text and "Pay $" in text
    told = ("We received $300.00." in text, "The payment did not go through" in text)
    assert told == (card == "pay", card == "decline")


def test_what_is_on_its_way_from_a_bank_is_not_asked_for_again(ben, maria, invoice):
    parts_from(ben, 10_000)
    browser = browser_of(maria)
    pay(browser, invoice, amount="300")
    Charge.objects.update(is_on_its_way=True)
    text = browser.get(reverse("portal:payments")).content.decode()
    assert "$300.00 of it is on its way from your bank: do not pay it again" in text
    assert "$2,175.00" in text and "Pay invoice" not in text
    text = browser.get(reverse("portal:home")).content.decode()
    assert "is on its way from your bank: do not pay it again" in text
    assert "Pay invoice" not in text and "Nothing is to be paid now" not in text


@pytest.mark.feature("F166", "F171", "F174")
def test_the_next_instalment_is_one_press_and_so_is_all_of_it(
    harbor, ada, maria, invoice
):
    day = today(harbor.time_zone)
    dues = [Due(day + timedelta(days=on), 123_750) for on in (5, 35)]
    agree_plan(maria, offer_plan(ada, invoice, dues=dues))
    browser = browser_of(maria)
    text = page(browser, invoice)
    assert "The instalment of" in text and "Pay $1,237.50" in text
    assert "Pay all of it: $2,475.00" in text
    assert "Next: $1,237.50, due" in text and "Due " not in text.split("Instalments")[0]
    text = browser.get(reverse("portal:payments")).content.decode()
    assert text.count("Next: $1,237.50, due") == 2
    text = browser.get(reverse("portal:home")).content.decode()
    assert "$1,237.50" in text and "$2,475.00" not in text
    there = pay(browser, invoice, cents="123750", owed="247500", keep="next").url
    choose(browser, there, "confirm")
    work(harbor)
    assert Consent.objects.get().method == "Visa ending in 4242"
    text = page(browser, invoice)
    assert "Pay $1,237.50 with Visa ending in 4242" in text
    # The bank of this card asks each time: its page comes first.
    there = pay(browser, invoice, cents="123750", owed="123750", kept="yes").url
    assert there.startswith("/sandbox/pay/")
    choose(browser, there, "confirm")
    work(harbor)
    invoice.refresh_from_db()
    assert invoice.state == "paid"
