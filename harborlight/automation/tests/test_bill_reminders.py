"""Who owes is reminded before the day, on it and after it, and pays from the message."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from harborlight.agreements.actions import agree_plan, offer_plan
from harborlight.agreements.schedule import Due
from harborlight.automation.actions import change_cadence
from harborlight.automation.cadence import Step
from harborlight.automation.models import Cadence
from harborlight.automation.tests import test_reminders
from harborlight.billing.actions import add_line, draft_invoice, issue_invoice
from harborlight.cases.actions import change_sensitivity
from harborlight.facts.models import Fact
from harborlight.firm.clock import now, standing_at, today
from harborlight.firm.models import User
from harborlight.paying.models import Consent, PayLink
from harborlight.portal.tests.conftest import browser_of
from harborlight.workflow.playbook_moments import ESCALATE, NUDGE, SECOND
from tests.whole_case import begin, furnish

after = test_reminders.after
STEPS = [
    Step(-3, NUDGE, ("email",)),
    Step(0, NUDGE, ("email",)),
    Step(5, SECOND, ("email",)),
    Step(15, ESCALATE),
]


@pytest.fixture
def bill(settings, tmp_path, clock, ada, pat, maria):
    """Maria owes $900, due in ten days; the firm reminds of invoices."""
    settings.HOME = tmp_path
    furnish(clock)
    begun = begin(ada)
    person = begun.petitioner.person
    person.login = User.objects.get(pk=maria.user_id)
    person.login.language = "en"
    person.login.save()
    person.save()
    due = today(clock.firm.time_zone) + timedelta(days=10)
    made = draft_invoice(ada, begun.case, payer=person, due_on=due)
    add_line(ada, made, kind="fee", words="Petition", cents=90_000, to="operating")
    issue_invoice(ada, made)
    change_cadence(pat, about="invoices", is_on=True, steps=STEPS)
    mail.outbox.clear()
    return made


def link_in(letter):
    return next(word for word in letter.body.split() if "/pay/" in word)


@pytest.mark.feature("F185", "F187", "F189")
def test_a_bill_is_reminded_of_before_on_and_after_its_day_with_a_link_that_pays(
    bill, after
):
    assert after(6) == []
    assert after(7) == ["nudge email", "nudge portal"] and after(8) == []
    assert after(10) == ["nudge email", "nudge portal"]
    assert after(15) == ["second email", "second portal"]
    assert after(25) == ["escalate staff"]
    before, on_the_day, late = (letter.body for letter in mail.outbox)
    assert "is due on" in before and "is due today" in on_the_day
    assert "was due on" in late and "we find a way together" in late
    assert "Pay $900.00 here:" in before and "Petition" not in before
    assert PayLink.objects.filter(to_payer=True).count() == 3
    with standing_at(now() + timedelta(days=7, hours=12)):
        text = Client().get(link_in(mail.outbox[0])).content.decode()
        assert "Pay $900.00" in text and "Petition" in text
    with standing_at(now() + timedelta(days=22)):
        assert Client().get(link_in(mail.outbox[0])).status_code == 410


@pytest.mark.feature("F171", "F185")
def test_of_a_plan_each_instalment_is_reminded_of_by_its_own_day_and_amount(
    bill, after, ada, maria, clock
):
    day = today(clock.firm.time_zone)
    dues = [Due(day + timedelta(days=on), 45_000) for on in (5, 35)]
    agree_plan(maria, offer_plan(ada, bill, dues=dues))
    assert after(2) == ["nudge email", "nudge portal"]
    assert "Pay $450.00 here:" in mail.outbox[0].body
    with standing_at(now() + timedelta(days=2, hours=12)):
        text = Client().get(link_in(mail.outbox[0])).content.decode()
    assert "The instalment of" in text and "Pay all of it: $900.00" in text


def test_in_a_sensitive_case_the_message_names_nothing_and_one_signs_in(
    bill, after, ada
):
    change_sensitivity(ada, bill.case, is_sensitive=True)
    assert after(7) == ["nudge email not-safe", "nudge portal"]
    Fact.objects.create(
        firm=bill.firm,
        case=bill.case,
        person=bill.payer,
        subject=str(bill.payer_id),
        name="contact.is_safe",
        plain="yes",
        source="answer",
        at=now(),
    )
    assert after(10) == ["nudge email", "nudge portal"]
    said = mail.outbox[0].body
    assert "$" not in said and "/pay/" not in said and "signed in" in said
    assert not PayLink.objects.exists()


@pytest.mark.feature("F171", "F185")
def test_nobody_is_asked_to_pay_what_is_charged_by_itself(bill, after, maria):
    agreed = Consent(
        firm=bill.firm,
        case_id=bill.case_id,
        payer=bill.payer,
        method="Visa ending in 4242",
        words="Yes",
        agreed_at=now(),
        by_itself=True,
    )
    agreed.save()
    assert after(7) == [] == after(10)
    Consent.objects.update(by_itself=False)
    assert after(15) == ["second email", "second portal"]


@pytest.mark.feature("F185")
def test_the_firm_chooses_how_many_days_before_and_after(bill, pat):
    browser, where = browser_of(pat), reverse("staff:cadence", args=["invoices"])
    said = {"is_on": "on", "days_0": "5", "side_0": "before", "kind_0": NUDGE}
    said |= {"email_0": "on", "days_1": "5", "side_1": "after", "kind_1": ESCALATE}
    assert browser.post(where, said).status_code == 302
    row = Cadence.objects.get(about="invoices")
    assert [step["days"] for step in row.steps] == [-5, 5]
    text = browser.get(reverse("staff:reminders")).content.decode()
    assert "5 days before" in text and "5 days after it" in text
    twice = browser.post(where, {**said, "side_1": "before"})
    assert twice.status_code == 422
    assert "Two steps are on the same day." in twice.content.decode()
