"""Forms that go with a filing besides those of its playbook; a payment form for each fee."""

from datetime import date

import pytest

from harborlight.filings.actions import fill_form, need_form
from harborlight.filings.models import Filing, FilledBoxes, NeededForm
from harborlight.filings.payment_forms import with_amount, without_form
from harborlight.filings.queries import filings, get_needed
from harborlight.filings.told_to_form import told_to
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at


@pytest.fixture
def filing(ada, begun):
    return filings(ada, begun.case).get()


@pytest.mark.feature("F116")
def test_a_form_is_added_and_taken_out_as_long_as_nobody_filled_it(ada, begun, filing):
    desk, there = at_the_desk(ada), at("add-form", filing.pk)
    assert there in words(desk.get(at("case-forms", begun.case.pk)))
    wrong = desk.post(there, {"form": "G-28", "client": ""})
    assert wrong.status_code == 422 and "Say whose form it is" in words(wrong)
    assert desk.post(there, {"form": "X-1"}).status_code == 422
    page = desk.post(there, {"form": "G-28", "client": "petitioner"}, follow=True)
    assert "It is in the filing" in told(page)[0]
    added = NeededForm.objects.get(form="G-28")
    # Nobody said for what the attorney appears: for the form that is filed.
    told_by = told_to(added, {"case": {}}, date(2026, 11, 30))
    assert told_by["case"]["appearance_forms"] == "HL-1"
    assert (added.client, added.position) == ("petitioner", 1)
    again = desk.post(there, {"form": "G-28", "client": "petitioner"})
    assert again.status_code == 422 and "in the filing already" in words(again)
    page = desk.post(at("drop-form", added.pk), follow=True)
    assert "Taken out: G-28." in told(page)[0]
    assert not NeededForm.objects.filter(form="G-28").exists()
    assert Event.objects.filter(kind="form.dropped").count() == 1
    fill_form(ada, NeededForm.objects.get(filing=filing))
    page = desk.post(at("drop-form", NeededForm.objects.get().pk), follow=True)
    assert "It was filled: it stays" in told(page)[0]


@pytest.mark.feature("F119")
def test_each_fee_has_a_payment_form_with_its_own_amount(ada, begun, filing):
    day = today(begun.case.firm.time_zone)
    need_form(ada, filing, form="I-130", client="")
    need_form(ada, filing, form="I-765", client="beneficiary")
    NeededForm.objects.filter(form="I-765").update(circumstance="c8 initial")
    Filing.objects.filter(pk=filing.pk).update(paid_by="card")
    desk = at_the_desk(ada)
    page = words(desk.get(at("payment-forms", filing.pk)))
    assert "A payment form for each fee" in page
    page = desk.post(at("add-payment-forms", filing.pk), follow=True)
    assert "payment forms are in the filing now" in told(page)[0]
    assert "pays the fee of I-130" in words(page)
    made = NeededForm.objects.filter(form="G-1450").order_by("position")
    said = [(one.pays.form, one.pays_law, one.client) for one in made]
    assert ("I-130", "", "petitioner") in said
    assert ("I-765", "pl 119-21", "beneficiary") in said
    facts = {"case": {"card_holder": {"who": "petitioner", "amount": "1"}}}
    amounts = {
        (one.pays.form, one.pays_law): with_amount(facts, one, day)["case"][
            "card_holder"
        ]["amount"]
        for one in (get_needed(ada, row.pk) for row in made)
    }
    # Each its own, and never what was once answered for the whole case.
    assert amounts["I-130", ""] == "675" and amounts["I-765", "pl 119-21"] == "570"
    # Once more adds nothing.
    filing.refresh_from_db()
    assert without_form(ada, filing, day) == []
    desk.post(at("add-payment-forms", filing.pk))
    assert NeededForm.objects.filter(form="G-1450").count() == len(said)
    page = desk.post(
        at("drop-form", NeededForm.objects.get(form="I-130").pk), follow=True
    )
    assert "A payment form belongs to it" in told(page)[-1]
    assert not FilledBoxes.objects.exists()
