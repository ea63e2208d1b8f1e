"""Notices that are not Stripe's, not for us, or not now: nothing of the books changes."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from harborlight.billing.actions import ChargebackOpen, approve_withdrawal
from harborlight.billing.models import Payment
from harborlight.firm import working
from harborlight.firm.models import Job
from harborlight.firm.tenancy import inside
from harborlight.paying.actions import ask_refund
from harborlight.paying.jobs.hearing import hear_word
from harborlight.paying.models import Charge, Heard
from harborlight.paying.tests.conftest import a_till, tell, work
from harborlight.paying.tests.test_stripe import press
from harborlight.portal.tests.conftest import browser_of
from harborlight.trust.models import Book
from harborlight.trust.queries import balance
from tests.cast import join
from tests.stripe_stand_in import SECRET, signed
from tests.untouched import nothing_moves

pytestmark = pytest.mark.feature("F163", "F249")


@pytest.fixture
def paid(maria, invoice, tills, stripe):
    """María paid the part that goes to trust; we have not heard of it yet."""
    press(browser_of(maria), invoice, "trust")
    charge = Charge.objects.select_related("payment").get()
    stripe.do("pay", number=charge.number)
    return charge, stripe.notices()[-1]


def test_a_notice_is_of_the_account_whose_secret_signed_it(pat, paid, tills):
    _charge, body = paid
    a_till(pat, "operating", secret="whsec_operating")
    with nothing_moves():
        # Signed rightly for the firm's other account, and the other way round.
        answer = tell(tills["trust"], body, signed(body, "whsec_operating"))
        assert answer.status_code == 404
        answer = tell(tills["operating"], body, signed(body, SECRET))
        assert answer.status_code == 404


def test_a_right_signature_around_nonsense_is_refused_and_no_fault_of_ours(paid, tills):
    _charge, body = paid
    said = json.loads(body)
    odd = (
        b"",
        b"null",
        b"[1]",
        b"not json",
        b"\xff\xfe\x00",
        b'{"id": "evt_1"',
        b"[" * 50_000,
        json.dumps({**said, "data": None}).encode(),
        json.dumps({**said, "data": {"object": []}}).encode(),
        json.dumps({**said, "id": "evt_\ud800"}).encode(),
        json.dumps({**said, "id": "evt_\x00"}).encode(),
        json.dumps({**said, "type": "a\x00b"}).encode(),
        json.dumps({**said, "data": {"object": {"id": "cs_\ud800"}}}).encode(),
        json.dumps(said).encode("utf-16"),
        json.dumps({**said, "more": "x" * 1_000_000}).encode(),
        b" " * 6_000_000,
    )
    with nothing_moves():
        for number, one in enumerate(odd):
            assert tell(tills["trust"], one).status_code == 404, number
    assert not Job.objects.filter(task__contains="hear").exists()
    # Some kinds speak of nothing that has a number: they are heard, and not for us.
    plain = {**said, "type": "balance.available", "data": {"object": {}}}
    assert tell(tills["trust"], json.dumps(plain).encode()).status_code == 200


def test_a_flood_of_forged_notices_leaves_nothing_and_stops_nobody(
    harbor, ben, paid, tills
):
    charge, body = paid
    address = reverse("processor-stripe", args=[tills["trust"].pk])
    stranger, kind = Client(), "application/json"
    with nothing_moves():
        for number in range(60):
            forged = body.replace(b"evt_", b"evt_%d" % number)
            headers = {"Stripe-Signature": signed(forged, f"whsec_{number}")}
            answer = stranger.post(address, forged, content_type=kind, headers=headers)
            assert answer.status_code == 404
    assert tell(tills["trust"], body).status_code == 200
    work(harbor)
    assert balance(ben, Book.CLIENT_TRUST) == charge.payment.cents


def test_the_same_notice_fifty_times_is_one(harbor, ben, paid, tills):
    charge, body = paid
    assert {tell(tills["trust"], body).status_code for _n in range(50)} == {200}
    assert Heard.objects.count() == 1
    work(harbor)
    with nothing_moves():
        assert tell(tills["trust"], body).status_code == 200
        assert hear_word.call(str(Heard.objects.get().pk)) == "paid"
    assert balance(ben, Book.CLIENT_TRUST) == charge.payment.cents


def test_another_amount_than_was_asked_for_changes_nothing(harbor, paid, tills, stripe):
    """Stripe itself says another sum: nobody guesses which one is right."""
    charge, body = paid
    for changed in ({"cents": 100}, {"cents": 999_999}, {"currency": "mxn"}):
        stripe.do("pay", number=charge.number, **changed)
        tell(tills["trust"], stripe.notices()[-1])
        (job,) = [one for one in working.claim() if "hear" in one.task]
        before = Heard.objects.latest("heard_at").pk
        with nothing_moves():
            working.run(job)
        assert job.state != Job.DONE and "AmountDiffers" in job.errors[-1]["kind"]
        assert Heard.objects.get(pk=before).done_at is None, "it is not called done"
        Job.objects.all().delete()


def test_one_firm_says_nothing_of_the_payments_of_another(
    harbor, rival, paid, tills, stripe
):
    """Rival's own account, rightly signed, names Harbor's payment and Harbor's matter."""
    charge, body = paid
    theirs = join(rival, "Rita", "partner", at="rival.example")
    with inside(rival):
        other = a_till(theirs, "trust", secret="whsec_rival")
    reference = charge.payment.reference
    assert stripe.do("asked")
    with nothing_moves():
        assert (
            tell(tills["trust"], body, signed(body, "whsec_rival")).status_code == 404
        )
    # With their own secret it is kept as theirs, and finds nothing there.
    assert tell(other, body, signed(body, "whsec_rival")).status_code == 200
    (job,) = working.claim()
    working.run(job)
    assert job.result == "unknown"
    assert Payment.objects.get(reference=reference).state == Payment.State.STARTED
    with inside(rival):
        assert not Payment.objects.exists()
    assert not Heard.objects.exists()


@pytest.mark.feature("F194")
def test_nothing_goes_back_that_its_payer_disputes_meanwhile(
    harbor, ben, pat, paid, tills, stripe
):
    """Asked for before the payer went to their bank, and agreed to afterwards."""
    charge, body = paid
    tell(tills["trust"], body)
    work(harbor)
    charge.payment.refresh_from_db()
    asked = ask_refund(ben, charge.payment, cents=100, why="Less", once="a")
    stripe.do("dispute", number=charge.number)
    tell(tills["trust"], stripe.notices()[-1])
    work(harbor)
    with nothing_moves(), pytest.raises(ChargebackOpen, match="would go back twice"):
        approve_withdrawal(pat, asked)
