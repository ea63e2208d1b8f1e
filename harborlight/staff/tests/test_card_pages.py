"""Cards, disputes, refunds and links at the desk."""

import dataclasses

import pytest
from django.urls import reverse

from harborlight.billing.tests import conftest as money
from harborlight.firm.clock import standing_at
from harborlight.firm.membership import is_behind
from harborlight.firm.models import Event
from harborlight.outside.payments import Asked
from harborlight.outside.payments_sandbox import sandbox
from harborlight.paying.actions import approve_till
from harborlight.paying.models import Dispute, Till, TillAsked
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk, words

case, payer, invoice = money.case, money.payer, money.invoice
GOOD = {
    "is_on": "on",
    "called": "First Bank, ending in 1234",
    "takes_cards": "on",
    "api_key": "sk_test_x",
    "secret": "whsec_x",
    "is_gross": "on",
}


def at(name, *args):
    return reverse(f"staff:{name}", args=args)


@pytest.fixture(autouse=True)
def _sandbox_of_this_test(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.mark.feature("F163", "F175", "F190")
def test_an_account_is_set_up_whole_and_its_keys_are_never_shown(pat, ben, ada):
    desk, page = at_the_desk(pat), at("till", "trust")
    wrong = {**GOOD, "api_key": "pk_live_9", "secret": "x", "is_gross": ""}
    told = words(desk.post(page, {k: v for k, v in wrong.items() if v}))
    assert "This is no secret key" in told and "signs no notices" in told
    assert "takes only whole amounts" in told and "First Bank, ending in 1234" in told
    assert Till.objects.count() == 0
    assert "The sandbox stands in" in words(desk.get(at("cards")))
    desk.post(page, GOOD)
    assert "The sandbox stands in" in words(desk.get(at("cards"))), (
        "until it is approved"
    )
    approve(ada, TillAsked.objects.get())
    shown = words(desk.get(page)) + words(desk.get(at("cards")))
    assert "The sandbox stands in" not in shown
    assert "First Bank, ending in 1234" in shown and "/hooks/stripe/" in shown
    assert "sk_test_x" not in shown and "whsec_x" not in shown
    assert "Test key: no real money" in shown
    assert at_the_desk(ben).get(page).status_code == 404
    assert "First Bank" in words(at_the_desk(ben).get(at("cards")))
    desk.post(at("remove-till", "trust"))
    assert "Not set up" in words(desk.get(at("cards")))


def approve(actor, asked, read_at=None):
    read_at = (read_at or asked.asked_at).isoformat()
    page = at("approve-till", asked.pk)
    return words(at_the_desk(actor).post(page, {"read_at": read_at}, follow=True))


@pytest.mark.feature("F163", "F175", "F190")
def test_another_account_at_stripe_takes_nothing_before_two_persons_agree(
    harbor, pat, ada, ben
):
    """Whoever holds one login alone cannot have the money go elsewhere (T16, T20)."""
    desk, page = at_the_desk(pat), at("till", "trust")
    desk.post(page, GOOD)
    first = TillAsked.objects.get()
    assert not Till.objects.exists()
    asked = words(desk.get(at("till-asked", first.pk)))
    assert "Another person approves it" in asked and "/hooks/stripe/" in asked
    assert str(first.pk) in asked or first.key in asked, "Stripe is given its address"
    assert "yourself" in approve(pat, first)
    same = dataclasses.replace(ada, human=pat.human)
    assert is_behind(same, first.asked_by_id)
    assert at_the_desk(ben).post(at("approve-till", first.pk)).status_code == 404
    desk.post(page, {**GOOD, "called": "Second Bank, ending in 9"})
    assert "asked for anew since" in approve(ada, first), "not what she had read"
    first.refresh_from_db()
    assert "Look at it" in words(at_the_desk(ada).get(at("cards")))
    assert "Approved. From now on" in approve(ada, first)
    assert "decided already" in approve(ada, first)
    till = Till.objects.get()
    assert (till.pk, till.called) == (first.pk, "Second Bank, ending in 9")
    # What is taken, and whether, one person changes; where it goes two.
    off = {k: v for k, v in GOOD.items() if k not in ("is_on", "api_key", "secret")}
    off["called"] = till.called
    assert "Saved." in words(desk.post(page, off, follow=True))
    till.refresh_from_db()
    assert not till.is_on and TillAsked.objects.filter(state="asked").count() == 0
    for change in ({"secret": "whsec_2"}, {"api_key": "sk_test_other"}):
        desk.post(page, {**off, **change})
        waits = TillAsked.objects.get(state="asked")
        till.refresh_from_db()
        assert (till.secret, till.api_key) == ("whsec_x", "sk_test_x")
        at_the_desk(ada).post(
            at("decline-till", waits.pk), {"read_at": waits.asked_at.isoformat()}
        )
    assert not TillAsked.objects.filter(state="asked").exists()
    kinds = [*Event.objects.filter(kind__startswith="till.").values_list("kind")]
    assert len(kinds) == 8


@pytest.mark.feature("F190")
def test_the_only_attorney_connects_alone_and_changes_it_a_day_later(harbor, pat):
    harbor.waives_second_pair = True
    harbor.save()
    desk, page = at_the_desk(pat), at("till", "operating")
    desk.post(page, GOOD)
    first = TillAsked.objects.get()
    assert "Approved. From now on" in approve(pat, first)
    first.refresh_from_db()
    assert first.alone and Event.objects.filter(kind="till.approved-alone").exists()
    desk.post(page, {**GOOD, "api_key": "sk_live_stolen", "secret": "whsec_stolen"})
    other = TillAsked.objects.get(state="asked")
    assert "24 hours after" in approve(pat, other)
    assert Till.objects.get().api_key == "sk_test_x"
    with standing_at(other.from_when):
        approve_till(pat, other, read_at=other.asked_at)
    assert Till.objects.get(removed_at=None).api_key == "sk_live_stolen"


@pytest.mark.feature("F187")
def test_a_link_is_shown_once_and_closed(ada, invoice):
    desk, page = at_the_desk(ada), at("pay-link", invoice.pk)
    assert desk.post(page, {"days": "0"}).status_code == 422
    text = words(desk.post(page, {"days": "14"}))
    link = text.partition("/pay/")[2][:26]
    assert len(link) == 26 and link not in words(desk.get(page))
    assert "opens until" in words(desk.get(page))
    desk.post(at("close-links", invoice.pk))
    assert "opens until" not in words(desk.get(page))


@pytest.mark.feature("F194")
def test_a_dispute_in_the_sandbox_is_answered_and_released(
    harbor, ada, ben, maria, invoice
):
    from harborlight.paying.tests.conftest import work

    there = browser_of(maria).post(reverse("portal:pay", args=[invoice.pk])).url
    desk = at_the_desk(ben)
    assert "No payment was disputed" in words(desk.get(at("disputes")))
    for outcome in ("delay", "arrive", "contest"):
        browser_of(maria).post(f"{there}decide/", {"outcome": outcome})
        work(harbor)
    dispute = Dispute.objects.get()
    page = at("dispute", dispute.pk)
    assert "$675.00 in trust is held" in words(desk.get(page))
    assert at("release-hold", dispute.hold_id) not in words(desk.get(page))
    empty = desk.post(at("answer-dispute", dispute.pk), {"evidence": ""})
    assert empty.status_code == 422
    desk.post(at("answer-dispute", dispute.pk), {"evidence": "Signed on March 2."})
    work(harbor)
    text = words(at_the_desk(ada).get(page))
    assert "Decided for us" in text and "Signed on March 2." in text
    there = at("release-hold", dispute.hold_id)
    assert there in text
    at_the_desk(ada).post(there, {"note": "It is over"})
    assert "It is over" in words(desk.get(page))


def test_a_refund_that_is_too_large_says_so_and_keeps_what_was_typed(
    harbor, ben, maria, invoice
):
    from harborlight.billing.models import Payment
    from harborlight.paying.tests.conftest import work

    there = browser_of(maria).post(reverse("portal:pay", args=[invoice.pk])).url
    browser_of(maria).post(f"{there}decide/", {"outcome": "confirm"})
    work(harbor)
    desk, page = at_the_desk(ben), at("refund", Payment.objects.get().pk)
    said = {"cents": "9999.00", "why": "Too much", "once": "a"}
    text = words(desk.post(page, said))
    assert "Never more than was paid goes back: $2,475.00." in text
    assert 'value="Too much"' in text
    done = desk.post(page, {**said, "cents": "100"}, follow=True)
    assert "A second person has to agree" in words(done)


def test_the_sandbox_takes_a_delay_and_a_card_whose_bank_asks():
    house = sandbox()
    house.begin(Asked("sbx_1", 100, 0, "Invoice", "/"))
    assert house.decide("sbx_1", "refuse").why.startswith("The bank asked")
    assert house.decide("sbx_1", "delay").state == "on its way"
    assert house.cancel("sbx_1").state == "on its way"
    assert house.decide("sbx_1", "arrive").method == "Bank account ending in 6789"
    assert house.decide("sbx_1", "decline").state == "paid"
