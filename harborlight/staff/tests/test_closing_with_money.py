"""A case is closed with its money in order, and a closed one takes none."""

import pytest
from django.urls import reverse

from harborlight.billing.actions import (
    add_line,
    draft_invoice,
    drop_draft,
    issue_invoice,
)
from harborlight.billing.models import Invoice, Payment
from harborlight.cases.models import Case
from harborlight.cases.queries import people_of
from harborlight.firm.models import Event
from harborlight.firm.vault.events import words_of
from harborlight.staff.tests.at_the_desk import at_the_desk, joined, told, words
from harborlight.workflow.actions import end_case
from tests.cast import DAY
from tests.whole_case import begin, furnish

pytestmark = pytest.mark.feature("F042", "F177")


@pytest.fixture
def case(clock, ada, maria, omar):
    furnish(clock)
    begun = begin(ada)
    joined(begun, petitioner=maria, beneficiary=omar)
    return begun.case


@pytest.fixture
def draft(ada, case):
    payer = people_of(ada, case)[0]
    draft = draft_invoice(ada, case, payer=payer)
    add_line(ada, draft, kind="fee", words="Advance", cents=5_000, to="trust")
    return draft


def address(name, row):
    return reverse(f"staff:{name}", args=[row.pk])


def test_a_draft_is_issued_or_thrown_away_before_the_case_is_closed(ada, case, draft):
    desk, close = at_the_desk(ada), address("close-case", case)
    page = desk.post(close, follow=True)
    assert "A draft of an invoice over $50.00 is still in this case." in told(page)[0]
    drop_draft(ada, draft)
    money = words(desk.get(address("case-money", case)))
    assert "$50.00" not in money and "Draft the first invoice" in money
    assert "was thrown away" in words(desk.get(address("invoice", draft)))
    assert "The case is closed" in told(desk.post(close, follow=True))[0]


def test_what_is_unpaid_is_named_and_whoever_closes_says_that_it_stays_so(
    ada, ben, maria, case, draft
):
    issue_invoice(ada, draft)
    desk, close = at_the_desk(ada), address("close-case", case)
    page = desk.post(close)
    assert page.status_code == 422
    text = words(page)
    assert f"$50.00 is still to be paid on invoice {draft.number}." in text
    assert "what is unpaid stays unpaid" in text
    page = desk.post(close, {"despite_unpaid": "on"}, follow=True)
    assert "The case is closed" in told(page)[0]
    log = words(desk.get(address("case-activity", case)))
    assert "closed the case, knowing that $50.00 stays unpaid" in log
    event = Event.objects.get(kind="case.closed-unpaid")
    said = words_of(ada.firm, [event])[event.pk]
    assert said["changes"]["closed_on"] == [
        "",
        str(Case.objects.get(pk=case.pk).closed_on),
    ]
    # The client's money has no way into it any more.
    said = {"cents": "50", "method": "cash", "on": draft.issued_on.isoformat()}
    page = at_the_desk(ben).post(address("receive", draft), said | {"once": "a"})
    assert page.status_code == 422 and "Open the case again first" in words(page)
    client = at_the_desk(maria)
    asked = reverse("portal:pay", args=[draft.key])
    page = client.get(reverse("portal:invoice", args=[draft.key]))
    assert "Ask us before you pay" in words(page) and asked not in page.text
    page = client.post(asked, follow=True)
    assert "Please ask us before you pay" in words(page)
    assert not Payment.objects.exists()


def test_no_invoice_begins_or_is_issued_in_a_closed_case(ada, ben, case, draft):
    issued = draft
    issue_invoice(ada, issued)
    end_case(ada, case, on=DAY, despite_unpaid=True)
    desk = at_the_desk(ben)
    assert "New invoice" not in words(desk.get(address("case-money", case)))
    said = {"payer": issued.payer.key, "due_on": "2099-01-31"}
    page = desk.post(address("new-invoice", case), said)
    assert page.status_code == 422 and "Open it again first" in words(page)
    assert Invoice.objects.count() == 1
