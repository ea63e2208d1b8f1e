"""Agreements, hours, costs, instalments and figures, as people press them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from harborlight.agreements.models import Agreement, Cost, Plan, TimeEntry, Timer
from harborlight.billing.models import Invoice, Tax
from harborlight.cases.actions import reach_milestone
from harborlight.filings.actions import plan_filing
from harborlight.firm.clock import now, today
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.workflow.queries import course_of


def at(name, *of, room="staff"):
    return reverse(f"{room}:{name}", args=[getattr(one, "pk", one) for one in of])


def mine(name, row):
    return reverse(f"portal:{name}", args=[row.key])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def on(harbor):
    return today(harbor.time_zone)


@pytest.mark.feature("F180")
def test_an_agreement_is_written_accepted_and_its_first_part_drafted(
    ada, begun, maria, on
):
    desk = at_the_desk(ada)
    new = at("new-agreement", begun.case)
    said = {"shape": "milestones", "fee_cents": "1,000.00", "part_0": "signing "}
    said |= {"part_cents_0": "333.33", "part_1": "milestone filed"}
    wrong = desk.post(new, {**said, "part_cents_1": "666.66"})
    assert wrong.status_code == 422
    assert "The parts come to $999.99, and the fee is $1,000.00." in words(wrong)
    assert 'value="1,000.00"' in words(wrong), "what was typed is not lost"
    for bad in ("-5", "0", "10.001", "€10", "1e3"):
        assert desk.post(new, {**said, "part_cents_1": bad}).status_code == 422
    desk.post(new, {**said, "part_cents_1": "666.67"})
    agreement = Agreement.objects.get()
    page = desk.post(
        at("accept-agreement", agreement),
        {"by": begun.petitioner.person.key, **day("on", on)},
        follow=True,
    )
    assert "In force" in words(page)
    part = agreement.parts.get(at="signing")
    page = desk.post(at("draft-part", part), follow=True)
    assert "$333.33" in words(page) and "Trust account" in words(page)
    page = desk.post(at("draft-part", part), follow=True)
    assert "This part stands on an invoice already." in words(page)


@pytest.mark.feature("F180")
@pytest.mark.parametrize(
    ("shape", "amounts"),
    [
        ("pro bono", {"fee_cents": "500"}),
        ("pro bono", {"retainer_cents": "500"}),
        ("hourly", {"fee_cents": "500"}),
        ("flat", {"fee_cents": "900", "retainer_cents": "500"}),
        ("retainer", {"retainer_cents": "500", "least_cents": "100"}),
        ("hourly", {"part_0": "signing ", "part_cents_0": "500"}),
    ],
)
def test_an_amount_that_was_not_agreed_to_this_way_is_not_dropped_unsaid(
    ada, begun, shape, amounts
):
    said = at_the_desk(ada).post(
        at("new-agreement", begun.case),
        {"shape": shape, "words": "All of it"} | amounts,
    )
    assert said.status_code == 422 and "has no such amount. Empty it" in words(said)
    assert 'value="500"' in words(said) or 'value="100"' in words(said)
    assert not Agreement.objects.exists()


@pytest.mark.feature("F180")
def test_a_paralegal_keeps_time_and_a_biller_bills_it(pat, paul, ben, begun, on):
    hers, his, boss = at_the_desk(paul), at_the_desk(ben), at_the_desk(pat)
    time = at("case-time", begun.case)
    said = {"words": "Read the file", "work": "paralegal", "billable": "on"}
    said |= day("on", on)
    assert hers.post(time, {**said, "minutes": "soon"}).status_code == 422
    hers.post(time, {**said, "minutes": "1:30"})
    hers.post(at("start-timer", begun.case), {"work": "paralegal", "words": "Call"})
    page = words(hers.get(time))
    assert "Your timer is running" in page and "1 h 30 min" in page
    page = hers.post(at("start-timer", begun.case), {"work": "travel"}, follow=True)
    assert "Your timer is running already." in words(page)
    hers.post(at("stop-timer", Timer.objects.get()), {"words": "Call with USCIS"})
    assert TimeEntry.objects.count() == 2
    assert hers.get(at("case-fees", begun.case)).status_code == 404
    bill = at("bill-work", begun.case)
    payer = {"payer": begun.petitioner.person.key}
    page = his.post(bill, payer)
    assert "Nobody has said what an hour of this costs." in words(page)
    boss.post(
        at("new-rate"), {"work": "paralegal", "cents": "120", **day("from_on", on)}
    )
    page = words(his.post(bill, payer, follow=True))
    assert "$180.00" in page and "Read the file" in page and "$182.00" in page
    assert "Not billed yet, with 0 min of work" in words(his.get(at("money")))


@pytest.mark.feature("F183")
def test_a_client_agrees_to_a_cost_in_the_portal(ada, maria, omar, begun):
    desk, client = at_the_desk(ada), at_the_desk(maria)
    said = {"kind": "translation", "words": "Birth record", "estimate_cents": "85"}
    desk.post(at("new-cost", begun.case), said)
    cost = Cost.objects.get()
    assert client.get(mine("cost", cost)).status_code == 404
    desk.post(at("ask-cost", cost), {"of": begun.petitioner.person.key})
    page = words(client.get(reverse("portal:payments")))
    assert "Waits for your word" in page and "Birth record, about $85.00" in page
    assert at_the_desk(omar).get(mine("cost", cost)).status_code == 404
    client.post(mine("approve-cost", cost))
    assert "You agreed to this." in words(client.get(mine("cost", cost)))
    page = words(desk.get(at("case-fees", begun.case)))
    assert "In advance: it goes to trust." in page


@pytest.mark.feature("F171", "F166", "F167", "F169")
def test_instalments_are_offered_agreed_and_shown_with_the_next_day(
    ada, maria, begun, invoice, on
):
    desk, client = at_the_desk(ada), at_the_desk(maria)
    offer = at("offer-plan", invoice)
    first = on + timedelta(days=5)
    said = {"count": "3", "every": "month", **day("first", first)}
    assert desk.post(offer, {**said, "count": "1"}).status_code == 422
    assert desk.post(offer, {**said, **day("first", now().date().replace(year=2020))})
    assert desk.post(offer, {**said, "down_cents": "999,999"}).status_code == 422
    desk.post(offer, said)
    plan = Plan.objects.get()
    page = words(client.get(mine("invoice", invoice)))
    assert "I agree to these days and amounts" in page
    client.post(mine("agree-plan", plan))
    reach_milestone(ada, begun.case, kind="filed", on=on)
    page = words(client.get(reverse("portal:payments")))
    third = -(-invoice.cents // 3)
    assert f"Next: ${third // 100:,}.{third % 100:02}, due" in page, page
    page = words(client.get(reverse("portal:payment-story")))
    assert "All that happened" in page
    filed = course_of(ada, begun.case).milestone("filed")
    assert filed.title["en"] in page


@pytest.mark.feature("F162", "F195")
def test_less_is_asked_for_by_credit_note_and_the_client_reads_it(
    ben, ada, maria, invoice
):
    desk, client = at_the_desk(ben), at_the_desk(maria)
    credit = at("credit-invoice", invoice)
    assert at_the_desk(ada).get(credit).status_code == 403
    page = desk.post(credit, {"cents": "1,000,000", "why": "All"})
    assert page.status_code == 422 and "can be taken off here" in words(page)
    desk.post(credit, {"cents": "100", "why": "One form less"})
    page = words(client.get(mine("invoice", invoice)))
    assert "$100.00 is no longer asked for. One form less" in page
    page = words(desk.post(at("write-off", invoice), {"cents": "1", "why": "x"}))
    assert "Credit note" in words(desk.get(at("invoice", invoice)))
    assert "Written off" in words(desk.get(at("invoice", invoice)))


@pytest.mark.feature("F170", "F184")
def test_the_firm_decides_taxes_lateness_and_what_stands_below(ben, ada, begun, on):
    desk = at_the_desk(ben)
    said = {"name_en": "City tax", "name_es": "Impuesto", "source": "Code 1"}
    said |= day("from_on", on)
    assert desk.post(at("new-tax"), {**said, "ppm": "200"}).status_code == 422
    desk.post(at("new-tax"), {**said, "ppm": "8.875"})
    both = {"after_days": "10", "cents": "25", "ppm": "1.5"}
    assert desk.post(at("late-policy"), both).status_code == 422
    desk.post(at("late-policy"), {**both, "ppm": "1.5", "cents": ""})
    assert 'value="1.5"' in words(desk.get(at("late-policy")))
    desk.post(at("late-policy"), {**both, "ppm": ""})
    page = words(desk.get(at("late-policy")))
    assert 'value="10"' in page and 'value="25.00"' in page, "what is in force stays"
    desk.post(at("letterhead"), {"days_to_pay": "30", "footer_en": "Ask for Ben."})
    page = words(desk.get(at("money-rules")))
    for told in ("City tax", "8.875%", "10 days late may cost $25.00 more", "Ben."):
        assert told in page, told
    desk.post(at("end-tax", Tax.objects.get()))
    assert "City tax" not in words(desk.get(at("money-rules")))
    assert at_the_desk(ada).post(at("new-tax"), said).status_code == 403


@pytest.mark.feature("F188", "F172")
def test_figures_say_who_is_late_how_soon_money_comes_and_what_filings_need(
    ben, invoice
):
    desk = at_the_desk(ben)
    Invoice.objects.update(due_on=invoice.due_on - timedelta(days=60))
    page = words(desk.get(at("money")))
    assert "31 to 60 days late" in page and "days sales outstanding" in page
    assert page.count('<rect width="100.0"') == 1, "what is nothing has no bar"
    assert "Enter the trust account" in page and "All three agree" not in page


@pytest.mark.feature("F192")
def test_talk_about_fees_is_on_a_page_that_the_case_team_does_not_open(
    ada, paul, maria, begun
):
    desk = at_the_desk(ada)
    note = at("note-fees", begun.case)
    assert desk.post(note, {"words": " "}).status_code == 422
    desk.post(note, {"words": "Wants to pay less"})
    assert "Wants to pay less" in words(desk.get(at("case-fees", begun.case)))
    for other in (paul, maria):
        assert at_the_desk(other).get(at("case-fees", begun.case)).status_code == 404
    assert "Wants to pay less" not in words(
        at_the_desk(paul).get(at("case-activity", begun.case))
    )


@pytest.mark.feature("F181")
def test_what_a_filing_will_cost_and_lacks_is_told_to_finance(ada, ben, begun):
    plan_filing(ada, begun.case, name="One", forms=[("I-130", "")])
    page = words(at_the_desk(ben).get(at("money-filings")))
    assert "Lacks" in page and "$675.00" in page


@pytest.mark.feature("F180")
def test_whoever_is_asked_reads_the_agreement_in_the_portal_and_agrees(
    ben, maria, omar, begun
):
    desk, hers = at_the_desk(ben), at_the_desk(maria)
    said = {"shape": "retainer", "words": "By the hour"}
    for retainer in ("2,000", "1,500"):
        new = at("new-agreement", begun.case)
        desk.post(new, said | {"retainer_cents": retainer})
    first, better = Agreement.objects.order_by("version")
    payer = begun.petitioner.person
    for one in (first, better):
        assert hers.get(mine("agreement", one)).status_code == 404
        page = desk.post(at("ask-agreement", one), {"of": payer.key}, follow=True)
        assert "has not agreed yet" in words(page)
    assert hers.get(mine("agreement", first)).status_code == 404, "asked no more"
    home = words(hers.get(reverse("portal:home")))
    assert "Read your fee agreement and agree to it" in home
    page = words(hers.get(mine("agreement", better)))
    assert "$1,500.00" in page and "I agree to this fee agreement" in page
    assert at_the_desk(omar).post(mine("agree-to-fees", better)).status_code == 404
    assert not Agreement.objects.exclude(accepted_on=None).exists()
    hers.post(mine("agree-to-fees", better))
    better.refresh_from_db()
    assert better.in_force and better.accepted_by_id == payer.pk
    page = hers.post(mine("agree-to-fees", better), follow=True)
    assert "This version was accepted or replaced already." in words(page)
    page = words(desk.get(at("case-fees", begun.case)))
    assert "In force" in page and "has not agreed yet" not in page
