"""A flat fee that is paid in advance: in trust, and moved as earned by two persons."""

from dataclasses import replace

import pypdfium2
import pytest
from django.urls import reverse

from harborlight.billing.actions import add_line, draft_invoice, issue_invoice
from harborlight.billing.models import Invoice, Receipt, Withdrawal
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_payments import choose, press_pay, work
from harborlight.staff.tests.at_the_desk import at_the_desk, joined, words
from harborlight.trust.models import Account, Book
from harborlight.trust.queries import balance, misstated, three_way, unbalanced
from tests.whole_case import MARIA, begin, furnish


@pytest.fixture
def begun(clock, ada, maria, settings, tmp_path):
    settings.HOME = tmp_path
    furnish(clock)
    begun = begin(
        ada, playbook="practice-spouse", petitioner=replace(MARIA, language="en")
    )
    joined(begun, petitioner=maria)
    return begun


def books(pat):
    """Trust, the client's part of it, operating; after a look at whether all is right."""
    assert three_way(pat).agrees and unbalanced(pat) == [] == misstated(pat)
    kinds = (Book.TRUST_BANK, Book.CLIENT_TRUST, Book.OPERATING_BANK)
    return tuple(balance(pat, book) for book in kinds)


def at(name, *rows):
    return reverse(name, args=[row.pk for row in rows])


@pytest.mark.feature("F163", "F172", "F177", "F178")
def test_a_flat_fee_waits_in_trust_until_two_persons_move_it_as_earned(
    harbor, begun, ada, ben, pat, maria
):
    desk, hers, case = at_the_desk(ada), browser_of(maria), begun.case
    desk.post(at("staff:first-invoice", case))
    invoice = Invoice.objects.get()
    desk.post(at("staff:issue-invoice", invoice))
    page = words(hers.get(at("portal:invoice", invoice)))
    assert page.count("Trust account: yours until it is spent or earned") == 1
    assert page.count("Trust account: it pays this fee, or comes back to you") == 1
    assert "Operating account: earned" not in page

    choose(hers, press_pay(hers, invoice), "pay")
    work(harbor)
    assert books(pat) == (247_500, 247_500, 0)
    receipt = hers.get(at("portal:receipt", Receipt.objects.get()))
    paper = pypdfium2.PdfDocument(b"".join(receipt.streaming_content))[0]
    paper = " ".join(paper.get_textpage().get_text_range().split())
    assert "Of this payment, into the trust account $2,475.00" in paper
    assert "stays yours until it is spent for you or earned" in paper
    assert "operating" not in paper
    page = words(hers.get(reverse("portal:payments")))
    assert "Your money in trust" in page and "$2,475.00" in page
    assert "until it is spent for you, or our own fee is earned" in page

    # The petition is filed: what it earned is billed, and asked for out of trust.
    done = draft_invoice(ada, case, payer=begun.petitioner.person)
    words_ = "Flat fee, earned: the petition is filed"
    add_line(ada, done, kind="fee", words=words_, cents=180_000, to="operating")
    issue_invoice(ada, done)
    page = words(hers.get(at("portal:invoice", done)))
    assert (
        "Ask us before you pay: we may be about to pay this invoice from the rest."
        in page
    )
    held, bens = Account.objects.get(book=Book.CLIENT_TRUST), at_the_desk(ben)
    asked = {"purpose": "earned", "invoice": done.key, "cents": "1,800", "once": "a"}
    bens.post(at("staff:ask-withdrawal", held), asked | {"why": "Filed on Monday"})
    wanted = Withdrawal.objects.get()
    assert bens.post(at("staff:approve-withdrawal", wanted)).status_code == 403
    assert books(pat) == (247_500, 247_500, 0)
    at_the_desk(pat).post(at("staff:approve-withdrawal", wanted))

    assert books(pat) == (67_500, 67_500, 180_000)
    assert "This invoice is paid." in words(hers.get(at("portal:invoice", done)))
    page = words(hers.get(reverse("portal:payments")))
    assert "Earned fees, moved to the operating account" in page
    assert "$675.00 of it is for" in page and "Filed on Monday" in page
