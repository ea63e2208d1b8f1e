"""What somebody with a link to pay, or without one, tries: they pay one invoice or nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from harborlight.billing.actions import (
    add_line,
    draft_invoice,
    issue_invoice,
    receive_payment,
    void_invoice,
)
from harborlight.billing.models import Payment
from harborlight.cases.queries import parties
from harborlight.firm.clock import now, running_from
from harborlight.firm.tenancy import inside
from harborlight.paying.actions import LinkClosed, make_link
from harborlight.paying.models import Charge, Consent
from harborlight.paying.tests.conftest import tell, work
from harborlight.paying.tests.test_stripe import press
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import told, words
from tests.cast import a_case_of_marias, join
from tests.untouched import nothing_moves

pytestmark = pytest.mark.feature("F187")


def page(token, name="pay"):
    return reverse(name, args=[token])


@pytest.fixture
def token(ada, invoice, tills, stripe):
    return make_link(ada, invoice, days=7)


def test_a_link_that_is_guessed_or_over_opens_nothing(token):
    stranger = Client()
    guessed = ["0" * 26, token[:-1] + ("0" if token[-1] != "0" else "1"), token.upper()]
    guessed += [token[:25], token + "0", "%2e%2e", "é" * 26, "x" * 3000]
    with nothing_moves():
        for wrong in [one for one in guessed if one != token]:
            for name in ("pay", "pay-go"):
                ask = stranger.get if name == "pay" else stranger.post
                assert ask(page(wrong, name)).status_code == 404, wrong
        with running_from(now() + timedelta(days=8)):
            assert stranger.get(page(token)).status_code == 410
            assert stranger.post(page(token, "pay-go")).status_code == 410


def test_what_is_paid_or_taken_back_is_not_paid_again(ada, ben, invoice, token):
    stranger, on = Client(), invoice.issued_on
    stranger.post(page(token, "pay-go"), {"part": "trust"})
    cents = invoice.owed_cents
    receive_payment(ben, invoice, cents=cents, method="check 7", on=on, once="a")
    with nothing_moves():
        answer = stranger.post(page(token, "pay-go"), {"part": "trust"})
        assert answer.url == page(token)
    text = words(stranger.get(page(token)))
    assert "This invoice is paid. Thank you." in text and 'name="part"' not in text
    with pytest.raises(LinkClosed):
        make_link(ada, invoice, days=7)


def test_a_voided_invoice_is_paid_by_nobody(ben, invoice, token):
    void_invoice(ben, invoice)
    stranger = Client()
    assert "You owe nothing for it" in words(stranger.get(page(token)))
    with nothing_moves():
        assert stranger.post(page(token, "pay-go")).url == page(token)


def test_two_who_have_the_link_pay_once(harbor, invoice, token, tills, stripe):
    first, second = (
        Client().post(page(token, "pay-go"), {"part": "operating"}).url for _n in "ab"
    )
    assert first == second and Payment.objects.count() == 1
    stripe.do("pay", number=Charge.objects.get().number)
    for body in stripe.notices() * 2:
        tell(tills["operating"], body)
    work(harbor)
    late = Client()
    with nothing_moves():
        # From a page of before: nobody is led to pay another part in its place.
        answer = late.post(page(token, "pay-go"), {"part": "operating"}, follow=True)
    assert told(answer) == [
        "This part is paid already, or its amount changed. Nothing was charged."
    ]
    text = words(late.get(page(token)))
    assert "Pay $1,800.00" not in text and "Pay $675.00" in text


def test_a_link_leads_to_us_or_the_processor_whatever_it_says(token):
    evil = "https://evil.example/"
    stranger = Client()
    asks = {
        "next": evil,
        "back": evil,
        "url": evil,
        "part": evil,
        "left": "//evil.example",
    }
    text = stranger.get(page(token), asks).content.decode()
    assert '="https://evil' not in text and '="//evil' not in text
    there = stranger.post(f"{page(token, 'pay-go')}?next={evil}", asks | {"part": ""})
    assert there.url.startswith("https://checkout.stripe.com/c/pay/")
    wrong = stranger.post(page(token, "pay-go"), headers={"Host": "evil.example"})
    assert wrong.status_code == 400


def test_words_that_are_a_script_are_shown_as_words(ada, harbor, case, payer, tills):
    bad = "<script>alert(1)</script>"
    made = draft_invoice(ada, case, payer=payer)
    line = f'{bad}"><img src=x onerror=alert(1)> {{{{7*7}}}}'
    add_line(ada, made, kind="fee", words=line, cents=100, to="operating")
    issue_invoice(ada, made)
    type(harbor).objects.filter(pk=harbor.pk).update(name=f"Harbor {bad}")
    text = Client().get(page(make_link(ada, made, days=1))).content.decode()
    assert bad not in text and "<img src=x" not in text and "{{7*7}}" in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2


def test_whoever_holds_a_link_sees_and_keeps_no_card(
    harbor, maria, invoice, tills, stripe, token
):
    """María keeps a card; a stranger who pays for her is not led to it, nor in its place."""
    press(browser_of(maria), invoice, "trust", keep="itself")
    number = Charge.objects.get().number
    assert stripe.do("pay", number=number)["customer"] is None
    for body in stripe.notices():
        tell(tills["trust"], body)
    work(harbor)
    kept = Consent.objects.get()
    assert kept.customer == "cus_1" and kept.agreed_by_id == maria.user_id
    Client().post(page(token, "pay-go"), {"part": "operating", "keep": "itself"})
    charge = Charge.objects.exclude(number=number).get()
    assert not charge.keeps
    assert stripe.do("pay", number=charge.number)["customer"] is None, (
        "hers is not told"
    )
    for body in stripe.notices():
        tell(tills["operating"], body)
    work(harbor)
    assert Consent.objects.get() == kept, "nothing of the stranger's is charged later"


def test_a_link_of_another_firm_shows_theirs_alone(rival, maria, invoice, tills):
    theirs = join(rival, "Rita", "attorney", at="rival.example")
    with inside(rival):
        other = a_case_of_marias(theirs)
        who = parties(theirs, other).get().person
        made = draft_invoice(theirs, other, payer=who)
        add_line(theirs, made, kind="fee", words="Rival work", cents=100, to="trust")
        issue_invoice(theirs, made)
        link = make_link(theirs, made, days=1)
    text = words(browser_of(maria).get(page(link)))
    assert "Rival work" in text and "Flat fee" not in text and "Harbor" not in text
    with nothing_moves():
        for name in ("invoice", "pay"):
            ask = Client().get if name == "invoice" else Client().post
            ask(reverse(f"portal:{name}", args=[made.pk]))
        answer = browser_of(maria).post(reverse("portal:pay", args=[made.pk]))
        assert answer.status_code == 404
