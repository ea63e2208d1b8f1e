"""What a payer left with the processor pays by one press, signed in or from a reminder."""

import pytest
from django.test import Client
from django.urls import reverse

from harborlight.billing.actions import (
    add_line,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.billing.models import Payment
from harborlight.firm.clock import today
from harborlight.paying.actions import make_link
from harborlight.paying.jobs.charging import tell_of_charges
from harborlight.paying.models import Charge, Consent
from harborlight.paying.tests.conftest import tell, work
from harborlight.paying.tests.test_back import pay
from harborlight.portal.tests.conftest import browser_of

__all__ = ["pay"]


@pytest.fixture
def bill(ada, case, payer, pay):
    """María left her card for the next time; now $500 more are asked for."""
    pay("operating", keep="next")
    made = draft_invoice(ada, case, payer=payer)
    add_line(ada, made, kind="fee", words="Part", cents=50_000, to="operating")
    issue_invoice(ada, made)
    return made


def press(browser, where, cents=50_000, owed=50_000, **also):
    said = {"part": "operating", "cents": cents, "owed": owed, "kept": "yes", **also}
    return browser.post(where, said)


def tries_of(stripe, invoice):
    """The keys under which Stripe was asked to charge for this invoice."""
    ours = {one.reference for one in Payment.objects.filter(invoice=invoice)}
    asked = [row for row in stripe.do("asked") if row[1] == "/v1/payment_intents"]
    return [row[2] for row in asked if row[2].split()[0] in ours]


@pytest.mark.feature("F174", "F185", "F189")
def test_a_kept_card_pays_in_two_taps_from_a_link_sent_to_its_owner(
    harbor, clock, ada, maria, bill, stripe
):
    kept = Consent.objects.get()
    assert not kept.by_itself and "only when you press Pay" in kept.words
    assert tell_of_charges(clock, today(harbor.time_zone)) == 0
    anybody = make_link(ada, bill, days=7)
    text = Client().get(reverse("pay", args=[anybody])).content.decode()
    assert "Visa" not in text, "whoever holds a link made by hand is not told of a card"
    token = make_link(clock, bill, days=7, to_payer=True)
    page, stranger = reverse("pay", args=[token]), Client()
    assert "Pay $500.00 with Visa ending in 4242" in stranger.get(page).content.decode()
    for _tap in range(2):  # a nervous finger charges once
        back = press(stranger, reverse("pay-go", args=[token]))
        assert f"{page}?back=" in back.url
    work(harbor)
    bill.refresh_from_db()
    assert bill.state == "paid"
    assert len({*tries_of(stripe, bill)}) == 1
    assert "This invoice is paid" in stranger.get(page).content.decode()
    assert press(Client(), reverse("pay-go", args=[anybody])).url.endswith(
        anybody + "/"
    )


@pytest.mark.feature("F174", "F189")
def test_a_bank_that_asks_who_it_is_is_answered_on_its_own_page(
    harbor, maria, bill, stripe, tills
):
    Consent.objects.update(ended_at=None)
    kept = Consent.objects.get()
    kept.saved = "pm_asks"
    kept.save()
    browser, here = browser_of(maria), reverse("portal:invoice", args=[bill.pk])
    where = reverse("portal:pay", args=[bill.pk])
    asked = press(browser, where)
    assert asked.url.startswith("https://hooks.stripe.com/redirect/pi_")
    number = Charge.objects.get(payment__invoice=bill).number
    stripe.do("confirm", number=number, ok=False)
    for body in stripe.notices():
        tell(tills["operating"], body)
    work(harbor)
    text = browser.get(f"{here}?back=1").content.decode()
    assert "asked for a confirmation, and it was not given" in text
    assert press(browser, where).url.startswith("https://hooks.stripe.com/redirect/pi_")
    again = Charge.objects.get(payment__invoice=bill).number
    assert again != number
    stripe.do("confirm", number=again)
    for body in stripe.notices():
        tell(tills["operating"], body)
    work(harbor)
    bill.refresh_from_db()
    assert bill.state == "paid" and Payment.objects.filter(invoice=bill).count() == 1


@pytest.mark.feature("F174")
def test_one_press_charges_what_the_button_said_or_nothing(
    harbor, ben, maria, bill, stripe
):
    day = bill.issued_on
    receive_payment(ben, bill, cents=20_000, method="cash", on=day, once="cash")
    browser, where = browser_of(maria), reverse("portal:pay", args=[bill.pk])
    for stale in ({}, {"cents": 1}, {"cents": 30_000}, {"cents": "", "owed": 30_000}):
        answer = browser.get(press(browser, where, **stale).url).content.decode()
        assert "The amount has changed meanwhile. Nothing was charged." in answer
    assert Payment.objects.filter(invoice=bill, state="received").count() == 1
    kept = Consent.objects.get()
    kept.saved = "pm_decline"
    kept.save()
    for _again in range(2):  # each try is a new one there
        declined = press(browser, where, cents=30_000, owed=30_000)
        assert "The card was declined" in browser.get(declined.url).content.decode()
    tried = tries_of(stripe, bill)
    assert len(tried) == len({*tried}) == 2
