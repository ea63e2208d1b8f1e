"""From Pay to the books by way of Stripe, which a process of its own stands in for."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from harborlight.billing.models import Invoice, Payment, Receipt
from harborlight.firm.clock import now, running_from
from harborlight.firm.models import Event, Job
from harborlight.firm.tenancy import inside
from harborlight.firm.working import claim, run
from harborlight.paying.actions import (
    NeedsTwo,
    NotYourTill,
    approve_till,
    ask_till,
    change_till,
)
from harborlight.paying.jobs.settling import ask_about_payments
from harborlight.paying.models import Charge, Consent, Heard, Till
from harborlight.paying.tests.conftest import a_till, second_person, tell, work
from harborlight.portal.tests.conftest import browser_of
from harborlight.trust.methods import method_words
from harborlight.trust.models import Book
from harborlight.trust.queries import balance, three_way
from tests.cast import join
from tests.stripe_stand_in import signed

pytestmark = pytest.mark.feature("F163")


def press(browser, invoice, part, **also):
    address = reverse("portal:pay", args=[invoice.pk])
    return browser.post(address, {"part": part, **also})


def session_of(part="trust"):
    to_trust = {"trust": True, "operating": False}[part]
    rows = Charge.objects.filter(payment__trust_cents__gt=0) if to_trust else None
    return (rows or Charge.objects.filter(payment__trust_cents=0)).latest("pk").number


@pytest.fixture
def begun(maria, invoice, tills):
    """María stands before Stripe's page for the part that goes to trust."""
    press(browser_of(maria), invoice, "trust")
    return Charge.objects.select_related("payment").get()


@pytest.mark.feature("F163", "F164", "F173", "F177", "F189")
def test_each_part_is_paid_into_its_own_account_and_comes_whole(
    harbor, pat, maria, invoice, tills, stripe
):
    browser, page = browser_of(maria), reverse("portal:invoice", args=[invoice.pk])
    text = browser.get(page)
    assert "Trust at First Bank" in text.content.decode()
    assert "https://checkout.stripe.com" in text["Content-Security-Policy"]
    for part in ("trust", "operating"):
        there = press(browser, invoice, part)
        assert there.url.startswith("https://checkout.stripe.com/c/pay/cs_test_")
        assert press(browser, invoice, part).url == there.url  # twice, one page
        stripe.do("pay", number=session_of(part))
        assert "being confirmed" in browser.get(f"{page}?back=1").content.decode()
        assert {tell(tills[part], one).status_code for one in stripe.notices()} == {200}
        work(harbor)
    invoice.refresh_from_db()
    assert invoice.state == Invoice.State.PAID and Receipt.objects.count() == 2
    trust = Payment.objects.get(trust_cents__gt=0)
    assert trust.trust_cents == trust.cents and trust.method == "Visa ending in 4242"
    assert (
        balance(pat, Book.TRUST_BANK) == trust.cents == balance(pat, Book.CLIENT_TRUST)
    )
    fees = sum(Charge.objects.values_list("fee_cents", flat=True))
    assert fees > 0 and balance(pat, Book.OPERATING_BANK) == 180_000 - fees
    assert three_way(pat).agrees


@pytest.mark.feature("F190")
def test_what_the_firm_has_no_account_for_is_not_offered(
    maria, ada, pat, invoice, stripe
):
    a_till(pat, "operating", takes_bank=False)
    page = reverse("portal:invoice", args=[invoice.pk])
    text = browser_of(maria).get(page).content.decode()
    assert "Pay $1,800.00" in text and "Operating at First Bank" in text
    assert 'value="trust"' not in text


def test_a_fee_that_was_kept_out_of_trust_is_told_to_the_books(
    harbor, ben, begun, tills, stripe
):
    stripe.do("set", netted=True)
    stripe.do("pay", number=begun.number)
    for body in stripe.notices():
        tell(tills["trust"], body)
    work(harbor)
    assert Event.objects.filter(kind="payment.fee-netted").count() == 1
    assert balance(ben, Book.TRUST_BANK) == begun.payment.cents  # the whole amount


def test_a_notice_that_is_not_stripes_changes_nothing(harbor, begun, tills, stripe):
    stripe.do("pay", number=begun.number)
    body, at = stripe.notices()[-1], now().timestamp()
    for header in (
        "",
        "t=,v1=",
        signed(body, "whsec_other"),
        signed(body, at=at - 400),
        signed(body, at=at + 400),
        signed(body).replace("v1=", "v0="),
        signed(body + b" "),
        f"t={int(at)}",
    ):
        assert tell(tills["trust"], body, header).status_code == 404, header
    assert tell(tills["trust"], b"x" * 300_000).status_code == 404
    assert tell(tills["trust"], b"[]").status_code == 404
    live = body.replace(b'"livemode": false', b'"livemode": true')
    assert tell(tills["trust"], live).status_code == 404
    assert Heard.objects.count() == 0 == len(work(harbor))
    # While a secret changes, one right signature among several is enough.
    two = f"{signed(body, 'whsec_old')},{signed(body).partition(',')[2]}"
    assert tell(tills["trust"], body, two).status_code == 200


def test_notices_twice_and_in_any_order_post_once(harbor, ben, begun, tills, stripe):
    stripe.do("pay", number=begun.number)
    bodies = stripe.notices()
    for body in [*reversed(bodies), *bodies, *bodies]:
        assert tell(tills["trust"], body).status_code == 200
    assert Heard.objects.count() == len(bodies)
    assert work(harbor).count("paid") == 1
    assert balance(ben, Book.CLIENT_TRUST) == begun.payment.cents
    assert Receipt.objects.count() == 1


def test_a_notice_that_comes_before_we_know_the_number_finds_its_payment(
    harbor, begun, tills, stripe
):
    stripe.do("pay", number=begun.number)
    Charge.objects.update(number="")  # died before it was written down
    tell(tills["trust"], stripe.notices()[-1])
    work(harbor)
    assert Payment.objects.get().state == Payment.State.RECEIVED


def test_another_amount_or_currency_is_never_posted(harbor, begun, tills, stripe):
    for changed in ({"cents": 100}, {"currency": "mxn"}):
        stripe.do("pay", number=begun.number, **changed)
        body = stripe.notices()[-1]
        tell(tills["trust"], body)
        (job,) = claim()
        run(job)
        assert "AmountDiffers" in job.errors[-1]["kind"]
        Job.objects.all().delete()
    assert Payment.objects.get().state == Payment.State.STARTED


def test_what_is_of_another_firm_or_nobody_is_kept_and_moves_nothing(
    harbor, rival, begun, tills, stripe
):
    theirs = join(rival, "Rita", "partner", at="rival.example")
    with inside(rival):
        other = a_till(theirs, "trust")
    stripe.do("pay", number=begun.number)
    body = stripe.notices()[-1]
    assert tell(other, body).status_code == 200  # signed with their own secret
    unknown = body.replace(begun.number.encode(), b"cs_test_nobody").replace(
        b"evt_", b"evt_0"
    )
    odd = body.replace(b"checkout.session.completed", b"customer.created")
    tell(tills["trust"], unknown)
    tell(tills["trust"], odd.replace(b"evt_", b"evt_1"))
    jobs = claim()
    for job in jobs:
        run(job)
    assert {job.result for job in jobs} == {"unknown", "not for us"}
    assert Payment.objects.get().state == Payment.State.STARTED
    nowhere = Client().post(reverse("processor-stripe", args=[begun.pk]), b"{}", "a/b")
    assert nowhere.status_code == 404


@pytest.mark.feature("F163")
def test_a_bank_takes_days_and_may_say_no(harbor, maria, begun, tills, stripe):
    browser, page = (
        browser_of(maria),
        reverse("portal:invoice", args=[begun.payment.invoice_id]),
    )
    stripe.do("pay", number=begun.number, how="bank")
    for body in stripe.notices():
        tell(tills["trust"], body)
    work(harbor)
    text = browser.get(page).content.decode()
    assert "is on its way" in text and 'name="part"' not in text
    text = browser.get(f"{page}?back=1").content.decode()
    assert "is on its way" in text and "a few seconds" not in text
    text = browser.get(reverse("portal:payments")).content.decode()
    assert "on its way from your bank: do not pay it again" in text
    stripe.do("arrive", number=begun.number, outcome="requires_payment_method")
    tell(tills["trust"], stripe.notices()[-1])
    work(harbor)
    assert Payment.objects.get().state == Payment.State.FAILED
    # The page of that try is closed; a new one opens.
    assert press(browser, begun.payment.invoice, "trust").status_code == 302
    again = Charge.objects.get()
    assert again.attempt == 2 and again.number != begun.number
    stripe.do("pay", number=again.number, how="bank")
    stripe.do("arrive", number=again.number)
    with running_from(now() + timedelta(days=4)):
        # No notice came: the schedule asks, longer for what comes from a bank.
        Charge.objects.update(is_on_its_way=True)
        from harborlight.firm.actor import Actor

        assert ask_about_payments(Actor.clock(harbor)) == 1
        work(harbor)
    assert Payment.objects.get().method == "Bank account ending in 6789"
    with override("es"):
        said = method_words(Payment.objects.get().method)
    assert said == "Cuenta bancaria terminada en 6789"


def test_stripe_out_of_reach_is_told_and_nothing_is_lost(maria, invoice, tills, stripe):
    stripe.do("set", trouble=9)
    browser = browser_of(maria)
    assert press(browser, invoice, "trust").url == reverse(
        "portal:invoice", args=[invoice.key]
    )
    text = browser.get(reverse("portal:invoice", args=[invoice.pk])).content.decode()
    assert "does not answer now. Nothing was charged" in text
    stripe.do("set", trouble=0)
    assert press(browser, invoice, "trust").url.startswith(
        "https://checkout.stripe.com"
    )
    assert Payment.objects.count() == 1


def test_what_was_paid_another_way_closes_stripes_page(harbor, ben, begun, stripe):
    from harborlight.billing.actions import void_invoice

    void_invoice(ben, begun.payment.invoice)
    work(harbor)
    assert Payment.objects.get().state == Payment.State.FAILED
    notices = stripe.notices()
    assert b"checkout.session.expired" in notices[-1]


@pytest.mark.feature("F174")
def test_a_payer_may_leave_the_card_with_stripe(harbor, maria, invoice, tills, stripe):
    browser = browser_of(maria)
    press(browser, invoice, "operating", keep="itself")
    stripe.do("pay", number=Charge.objects.get().number)
    tell(tills["operating"], stripe.notices()[-1])
    work(harbor)
    kept = Consent.objects.get()
    assert (kept.customer, kept.saved, kept.method) == (
        "cus_1",
        "pm_1",
        "Visa ending in 4242",
    )
    assert "charge it on the day" in kept.words and kept.agreed_by_id == maria.user_id
    page = browser.get(reverse("portal:payments")).content.decode()
    assert "Visa ending in 4242" in page
    browser.post(reverse("portal:stop-charging", args=[kept.pk]))
    kept.refresh_from_db()
    assert kept.ended_at


def test_another_account_at_stripe_is_another_row_and_its_keys_stay_hidden(pat, tills):
    old = tills["trust"]
    said = {"to": "trust", "called": "Trust", "secret": "", "takes_cards": True}
    said |= {"takes_bank": False, "is_gross": True, "is_on": True}
    with pytest.raises(NeedsTwo):
        change_till(pat, api_key="sk_live_2", **said)
    asked = ask_till(pat, api_key="sk_live_2", **said)
    old.refresh_from_db()
    assert old.is_on and old.removed_at is None, "until somebody else has approved it"
    with pytest.raises(NotYourTill):
        approve_till(pat, asked, read_at=asked.asked_at)
    new = second_person(pat, asked)
    old.refresh_from_db()
    assert new.pk != old.pk and old.removed_at and new.is_live and not new.secret
    assert Till.objects.filter(removed_at=None).count() == 2
    assert not any(
        "sk_" in event.words.decode("latin1") for event in Event.objects.all()
    )
