"""Fees that are to leave trust: the desk and the client read from which day on."""

import pytest
from django.urls import reverse

from harborlight.billing.actions import add_line, draft_invoice, issue_invoice
from harborlight.billing.models import Hold, Withdrawal
from harborlight.firm.clock import today
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.trust.actions import deposit


@pytest.mark.feature("F260")
def test_the_rule_is_chosen_the_letter_written_down_and_the_client_objects(
    ada, ben, pat, maria, begun
):
    rules = {"state": "TX", "float_limit_cents": "", "transfer_notice_days": "7"}
    at_the_desk(pat).post(reverse("staff:trust-rules"), rules)
    payer, day = begun.petitioner.person, today(ben.firm.time_zone)
    invoice = draft_invoice(ada, begun.case, payer=payer)
    add_line(ada, invoice, kind="fee", words="Work", cents=5_000, to="operating")
    issue_invoice(ada, invoice)
    came = {"purpose": "advance fee", "cents": 9_000, "method": "cash", "once": "d"}
    held = deposit(ben, begun.case, person=payer, on=day, **came).account
    payer.login_id = None
    payer.save()
    desk = at_the_desk(ben)
    fee = {"purpose": "earned", "cents": "50", "invoice": invoice.key, "once": "e"}
    at = reverse("staff:ask-withdrawal", args=[held.pk])
    page = desk.post(at, fee | {"why": "Work of March"}, follow=True)
    assert "not yet" in words(page) and "The client was told" in words(page)
    asked = Withdrawal.objects.get()
    at = reverse("staff:give-notice", args=[asked.pk])
    when = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    assert desk.post(at, when | {"how": ""}).status_code == 422
    page = desk.post(at, when | {"how": "Letter by post"}, follow=True)
    assert "Letter by post" in words(page) and "it may leave from" in words(page)
    approve = reverse("staff:approve-withdrawal", args=[asked.pk])
    page = at_the_desk(ada).post(approve, follow=True)
    assert "These fees may leave trust from" in told(page)[0]
    payer.login_id = maria.user_id
    payer.save()
    waiting = at_the_desk(maria)
    page = words(waiting.get(reverse("portal:payments")))
    assert "To be taken out of your money in trust" in page and "Work of March" in page
    at = reverse("portal:leaving-trust", args=[asked.key])
    home = waiting.get(reverse("portal:home")).content.decode()
    assert "Our fee is to leave your money in trust" in home and at in home
    assert "I do not agree" in words(waiting.get(at))
    assert waiting.post(at, {"why": ""}).status_code == 422
    page = waiting.post(at, {"why": "I was not there"}, follow=True)
    assert told(page) == ["We know. It stays in trust until it is settled."]
    assert Hold.objects.get().cents == 5_000
    assert at not in waiting.get(reverse("portal:home")).content.decode()
    page = words(waiting.get(reverse("portal:payments")))
    assert "To be taken out of your money in trust" not in page
    assert "You do not agree that it is taken" in page and "We look at it." in page
    page = words(waiting.get(at))
    assert "I was not there" in page and "What you do not agree with" not in page
    assert "We mean to take" not in page and "Not before" not in page
    page = at_the_desk(ada).get(reverse("staff:withdrawal", args=[asked.pk]))
    assert "“I was not there”" in words(page) and approve not in page.content.decode()
    page = at_the_desk(ada).post(approve, follow=True)
    assert "The client does not agree that this is taken" in told(page)[0]
