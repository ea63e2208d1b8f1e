"""Where a flat fee goes: the client's until it is earned, or what the firm recorded."""

import pytest
from django.urls import reverse

from harborlight.billing.actions import NoLongerEarned, drop_draft, issue_invoice
from harborlight.billing.models import Invoice
from harborlight.firm.acting import Refused
from harborlight.firm.actions import earn_flat_fees, hold_flat_fees
from harborlight.firm.models import Event, Firm, Notice
from harborlight.firm.readers import keep_up_in
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.workflow.actions import bill_case
from harborlight.workflow.playbooks import BadPlaybook, course, starters
from harborlight.workflow.queries import course_of
from tests.whole_case import AGREED

FIRM, EARN, HOLD = (
    reverse(f"staff:{name}") for name in ("office", "earn-flat-fees", "hold-flat-fees")
)


@pytest.fixture
def draft(ada, begun):
    return lambda: bill_case(ada, begun.case, course_of(ada, begun.case))


def address(name, row):
    return reverse(f"staff:{name}", args=[row.pk])


def where(invoice):
    return {line.kind: (line.to, line.rests_on) for line in invoice.lines.all()}


@pytest.mark.feature("F177")
def test_a_partner_records_what_flat_fees_rest_on_and_takes_it_back(
    harbor, pat, ada, paul
):
    desk, others = at_the_desk(pat), at_the_desk(paul)
    assert "Held in trust" in words(others.get(FIRM))
    assert "California 1.15(b)" in words(desk.get(EARN))
    for unsaid in ("", "   "):
        page = desk.post(EARN, {"rests_on": unsaid})
        assert page.status_code == 422
        assert "Say which clause of your agreement it rests on." in words(page)
    page = words(desk.post(EARN, {"rests_on": AGREED}, follow=True))
    assert "Earned when they are paid" in page and "Hold them in trust again" in page
    page = words(others.get(FIRM))
    assert f"It rests on “{AGREED}”. Pat recorded it on" in page
    assert "Hold them in trust again" not in page
    keep_up_in(harbor)
    assert Notice.objects.filter(user=ada.user_id).count() == 1
    log = words(desk.get(reverse("staff:log")))
    assert f"our flat fees are earned when they are paid. It rests on: {AGREED}" in log
    page = words(desk.post(HOLD, follow=True))
    assert "From now on flat fees are drafted to go to the trust account." in page
    assert "Earned when they are paid" not in words(others.get(FIRM))
    kinds = Event.objects.filter(kind__startswith="firm.flat").order_by("at", "pk")
    assert [*kinds.values_list("kind", flat=True)] == [
        "firm.flat-fees-earned",
        "firm.flat-fees-held",
    ]


def test_only_a_partner_chooses_where_flat_fees_go(harbor, ada, ben):
    for actor in (ada, ben):
        desk = at_the_desk(actor)
        assert EARN not in words(desk.get(FIRM))
        assert desk.post(EARN, {"rests_on": AGREED}).status_code == 404
        with pytest.raises(Refused):
            earn_flat_fees(actor, harbor, rests_on=AGREED)
        with pytest.raises(Refused):
            hold_flat_fees(actor, harbor)
    assert not Firm.objects.get(pk=harbor.pk).flat_fees_rest_on


@pytest.mark.feature("F172", "F177")
def test_our_fee_is_drafted_for_trust_until_the_firm_chose_otherwise(
    harbor, pat, ada, draft
):
    before = draft()
    assert where(before)["fee"] == ("trust", "")
    earn_flat_fees(pat, harbor, rests_on=AGREED)
    assert where(before)["fee"] == ("trust", ""), "a draft that exists does not change"
    drop_draft(ada, before)
    after = where(draft())
    assert after == {"fee": ("operating", AGREED), "government fee": ("trust", "")}


@pytest.mark.feature("F177")
def test_a_draft_says_why_our_fee_goes_where_it_goes(harbor, pat, ada, draft):
    desk = at_the_desk(ada)
    early = draft()
    page = words(desk.get(address("invoice", early)))
    assert "Paid in advance: the client’s until it is earned" in page
    assert "$2,475.00 of it goes to the trust account" in page
    earn_flat_fees(pat, harbor, rests_on=AGREED)
    # What is thrown away is drafted again from its page, as the firm chose since.
    desk.post(address("drop-invoice", early))
    money, button = address("case-money", early.case), "Draft the first invoice"
    assert button in words(desk.get(money))
    page = words(desk.post(address("first-invoice", early.case), follow=True))
    assert button not in words(desk.get(money))
    invoice = Invoice.objects.get(state=Invoice.State.DRAFT)
    why = f"by the firm’s choice for its flat fees: “{AGREED}”. Pat recorded it on"
    assert why in page
    assert "$675.00 of it goes to the trust account" in page
    fee, seen = invoice.lines.get(kind="fee"), page.split('name="seen" value="')[1][:32]
    # This client has not agreed: one button.
    page = words(desk.post(address("move-line", fee), {"to": "trust"}, follow=True))
    assert "Paid in advance: the client’s until it is earned" in page
    late = desk.post(address("issue-invoice", invoice), {"seen": seen}, follow=True)
    assert "has changed since you opened it" in told(late)[0]
    # By hand it is somebody's own word, and no longer the firm's.
    fee = invoice.lines.get(kind="fee")
    page = words(desk.post(address("move-line", fee), {"to": "operating"}, follow=True))
    assert "Right only if the work is done" in page and AGREED not in page
    government = invoice.lines.get(kind="government fee")
    desk.post(address("move-line", government), {"to": "operating"})
    assert where(invoice)["government fee"] == ("trust", "")


def test_a_fee_is_not_sent_as_earned_when_the_firm_has_changed_its_mind(
    harbor, pat, ada, draft
):
    earn_flat_fees(pat, harbor, rests_on=AGREED)
    invoice = draft()
    hold_flat_fees(pat, harbor)
    desk = at_the_desk(ada)
    page = desk.post(address("issue-invoice", invoice), follow=True)
    assert "Hold this fee in trust instead." in told(page)[0]
    assert "The firm has changed that since: hold it in trust." in words(page)
    earn_flat_fees(pat, harbor, rests_on="Another clause")
    with pytest.raises(NoLongerEarned):
        issue_invoice(ada, invoice)
    fee = invoice.lines.get(kind="fee")
    desk.post(address("move-line", fee), {"to": "trust"})
    page = desk.post(address("issue-invoice", invoice), follow=True)
    assert told(page)[-1] == "Issued. The client sees it now."
    assert Invoice.objects.get(pk=invoice.pk).state == Invoice.State.ISSUED


def test_what_a_playbook_calls_earned_already_needs_no_choice(ada, begun, draft):
    definition = dict(starters()["i130-spouse"])
    fee, government = definition["charges"]
    definition["charges"] = [fee | {"to": "operating"}]
    invoice = bill_case(ada, begun.case, course(definition))
    assert where(invoice)["fee"] == ("operating", "")
    issue_invoice(ada, invoice)
    for wrong in (fee | {"to": "the till"}, government | {"to": "operating"}):
        with pytest.raises(BadPlaybook):
            course(definition | {"charges": [wrong]})
